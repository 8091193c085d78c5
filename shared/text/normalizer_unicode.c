/* Normalizers that go by the properties of characters: normal forms, Lowercase, StripAccents. */
#include <stdlib.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/normalizer.h"
#include "shared/text/unicode.h"

static enum ps_status no_memory(struct ps_error *error)
{
    return ps_error_no_memory(error, "normalizing a text");
}

static enum ps_status parse_nothing(const struct ps_component *component, void **state,
                                    struct ps_error *error)
{
    (void)component;
    (void)error;
    *state = NULL;
    return PS_OK;
}

/* Appends what becomes of one character. */
typedef enum ps_status map_character(uint32_t code_point, struct ps_buffer *out);

static enum ps_status map_run(const struct ps_text_run *in, struct ps_text_run *out,
                              map_character *map, struct ps_error *error)
{
    if (ps_buffer_reserve(&out->text, in->text.size) != PS_OK)
        return no_memory(error);
    for (size_t i = 0; i < in->text.size;) {
        uint32_t code_point;
        size_t length = ps_utf8_decode(in->text.data + i, in->text.size - i, &code_point);
        if (length == 0)
            return ps_error_set(error, PS_INVALID, "cannot normalize bytes that are not UTF-8");
        if (map(code_point, &out->text) != PS_OK)
            return no_memory(error);
        if (i < in->head)
            out->head = out->text.size;
        i += length;
    }
    return PS_OK;
}

static enum ps_status append_lower(uint32_t code_point, struct ps_buffer *out)
{
    uint32_t lower[2];
    size_t count = ps_unicode_lower(code_point, lower);
    for (size_t i = 0; i < count; i++)
        PS_TRY(ps_unicode_append(out, lower[i]));
    return PS_OK;
}

static enum ps_status append_unless_mark(uint32_t code_point, struct ps_buffer *out)
{
    if (ps_unicode_is(code_point, PS_UNICODE_COMBINING))
        return PS_OK;
    return ps_unicode_append(out, code_point);
}

/* Where the first count characters of a text end. */
static size_t end_of(const struct ps_buffer *text, size_t count)
{
    size_t end = 0;
    for (; count > 0 && end < text->size; count--)
        end += ps_utf8_first(text->data + end, text->size - end);
    return end;
}

/* As many characters come from the very first one as its own form has: so the reference counts. */
static enum ps_status apply_form(enum ps_normal_form form, const struct ps_text_run *in,
                                 struct ps_text_run *out, struct ps_error *error)
{
    if (in->text.size == 0)
        return PS_OK;
    PS_TRY(ps_unicode_normalize(form, in->text.data, in->text.size, &out->text, error));
    if (in->head == 0)
        return PS_OK;
    PS_DEFER(ps_buffer_close) struct ps_buffer head = {0};
    PS_TRY(ps_unicode_normalize(form, in->text.data, in->head, &head, error));
    out->head = end_of(&out->text, ps_utf8_count(head.data, head.size));
    return PS_OK;
}

static enum ps_status apply_nfc(const void *state, const struct ps_text_run *in,
                                struct ps_text_run *out, struct ps_error *error)
{
    (void)state;
    return apply_form(PS_NFC, in, out, error);
}

static enum ps_status apply_nfd(const void *state, const struct ps_text_run *in,
                                struct ps_text_run *out, struct ps_error *error)
{
    (void)state;
    return apply_form(PS_NFD, in, out, error);
}

static enum ps_status apply_nfkc(const void *state, const struct ps_text_run *in,
                                 struct ps_text_run *out, struct ps_error *error)
{
    (void)state;
    return apply_form(PS_NFKC, in, out, error);
}

static enum ps_status apply_nfkd(const void *state, const struct ps_text_run *in,
                                 struct ps_text_run *out, struct ps_error *error)
{
    (void)state;
    return apply_form(PS_NFKD, in, out, error);
}

static enum ps_status apply_lowercase(const void *state, const struct ps_text_run *in,
                                      struct ps_text_run *out, struct ps_error *error)
{
    (void)state;
    return map_run(in, out, append_lower, error);
}

static enum ps_status apply_strip_accents(const void *state, const struct ps_text_run *in,
                                          struct ps_text_run *out, struct ps_error *error)
{
    (void)state;
    return map_run(in, out, append_unless_mark, error);
}

/* As Google's neural translation does: control characters go away, other spaces and what marks
 * places become spaces. */
static enum ps_status append_nmt(uint32_t code_point, struct ps_buffer *out)
{
    bool line =
        code_point == '\t' || code_point == '\n' || code_point == '\f' || code_point == '\r';
    if ((code_point > 0 && code_point < 0x20 && !line) || code_point == 0x7F ||
        code_point == 0x8F || code_point == 0x9F)
        return PS_OK;
    bool space = line || code_point == 0x1680 || (code_point >= 0x200B && code_point <= 0x200F) ||
                 code_point == 0x2028 || code_point == 0x2029 || code_point == 0x2581 ||
                 code_point == 0xFEFF || code_point == 0xFFFD;
    return ps_unicode_append(out, space ? ' ' : code_point);
}

static enum ps_status apply_nmt(const void *state, const struct ps_text_run *in,
                                struct ps_text_run *out, struct ps_error *error)
{
    (void)state;
    return map_run(in, out, append_nmt, error);
}

const struct ps_normalizer_kind ps_normalizer_kinds_unicode[] = {
    {"NFC", parse_nothing, apply_nfc, free},
    {"NFD", parse_nothing, apply_nfd, free},
    {"NFKC", parse_nothing, apply_nfkc, free},
    {"NFKD", parse_nothing, apply_nfkd, free},
    {"Lowercase", parse_nothing, apply_lowercase, free},
    {"Nmt", parse_nothing, apply_nmt, free},
    {"StripAccents", parse_nothing, apply_strip_accents, free},
    {0},
};
