/* Normalizers that go by the properties of characters: normal forms, Lowercase, StripAccents and
 * BERT's. */
#include <stdlib.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/normalizer.h"
#include "shared/text/unicode.h"

struct bert {
    bool clean_text, handle_chinese_chars, strip_accents, lowercase;
};

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
    if (code_point >= 0x300 && ps_unicode_is(&ps_unicode_combining_mark, code_point))
        return PS_OK;
    return ps_unicode_append(out, code_point);
}

static enum ps_status append_unless_nonspacing(uint32_t code_point, struct ps_buffer *out)
{
    if (code_point >= 0x300 && ps_unicode_is(&ps_unicode_nonspacing_mark, code_point))
        return PS_OK;
    return ps_unicode_append(out, code_point);
}

static enum ps_status append_clean(uint32_t code_point, struct ps_buffer *out)
{
    if (code_point == 0xFFFD || ps_unicode_is(&ps_unicode_control, code_point))
        return PS_OK;
    return ps_unicode_append(out, ps_unicode_is_space(code_point) ? ' ' : code_point);
}

static enum ps_status append_apart(uint32_t code_point, struct ps_buffer *out)
{
    if (!ps_unicode_is_han(code_point))
        return ps_unicode_append(out, code_point);
    PS_TRY(ps_buffer_append_byte(out, ' '));
    PS_TRY(ps_unicode_append(out, code_point));
    return ps_buffer_append_byte(out, ' ');
}

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
    out->head = head.size < out->text.size ? head.size : out->text.size;
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

static enum ps_status parse_bert(const struct ps_component *component, void **state,
                                 struct ps_error *error)
{
    struct bert settings = {true, true, true, true};
    PS_TRY(ps_component_bool(component, "clean_text", &settings.clean_text, error));
    PS_TRY(ps_component_bool(component, "handle_chinese_chars", &settings.handle_chinese_chars,
                             error));
    PS_TRY(ps_component_bool(component, "lowercase", &settings.lowercase, error));
    settings.strip_accents = settings.lowercase; /* unless it says otherwise */
    PS_TRY(ps_component_bool(component, "strip_accents", &settings.strip_accents, error));
    struct bert *bert = malloc(sizeof *bert);
    if (!bert)
        return no_memory(error);
    *bert = settings;
    *state = bert;
    return PS_OK;
}

/* Makes out the input of the next step. */
static void swap(struct ps_text_run *in, struct ps_text_run *out)
{
    struct ps_text_run other = *in;
    *in = *out;
    *out = other;
    ps_buffer_clear(&out->text);
    out->head = 0;
}

static enum ps_status apply_bert(const void *state, const struct ps_text_run *in,
                                 struct ps_text_run *out, struct ps_error *error)
{
    const struct bert *bert = state;
    PS_DEFER(ps_text_run_close) struct ps_text_run current = {.head = in->head};
    if (ps_buffer_append(&current.text, in->text.data, in->text.size) != PS_OK)
        return no_memory(error);
    if (bert->clean_text) {
        PS_TRY(map_run(&current, out, append_clean, error));
        swap(&current, out);
    }
    if (bert->handle_chinese_chars) {
        PS_TRY(map_run(&current, out, append_apart, error));
        swap(&current, out);
    }
    if (bert->strip_accents) {
        PS_TRY(apply_form(PS_NFD, &current, out, error));
        swap(&current, out);
        PS_TRY(map_run(&current, out, append_unless_nonspacing, error));
        swap(&current, out);
    }
    if (bert->lowercase) {
        PS_TRY(map_run(&current, out, append_lower, error));
        swap(&current, out);
    }
    struct ps_text_run result = current;
    current = *out;
    *out = result;
    return PS_OK;
}

const struct ps_normalizer_kind ps_normalizer_kinds_unicode[] = {
    {"NFC", parse_nothing, apply_nfc, free},
    {"NFD", parse_nothing, apply_nfd, free},
    {"NFKC", parse_nothing, apply_nfkc, free},
    {"NFKD", parse_nothing, apply_nfkd, free},
    {"Lowercase", parse_nothing, apply_lowercase, free},
    {"StripAccents", parse_nothing, apply_strip_accents, free},
    {"BertNormalizer", parse_bert, apply_bert, free},
    {0},
};
