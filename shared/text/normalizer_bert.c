/* The normalizer called BertNormalizer: control characters go, spaces become U+0020, Han characters
 * stand apart, accents and capitals go.
 *
 * It is done in one pass. What canonical decomposition may move waits in a run of its own until a
 * character comes that stays in its place; ASCII always does. */
#include <stdbool.h>
#include <stdlib.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/normalizer.h"
#include "shared/text/unicode.h"

enum { ASCII = 0x80, DROPPED = 0xFF };

struct bert {
    bool clean_text, handle_chinese_chars, strip_accents, lowercase;
    unsigned char ascii[ASCII]; /* what becomes of each, or DROPPED */
};

/* A text on its way. */
struct pass {
    const struct bert *bert;
    struct ps_text_run *run;
    struct ps_buffer *out;   /* the run's text */
    struct ps_buffer moving; /* characters that are not in out yet */
    struct ps_buffer decomposed;
    size_t moving_head; /* how many of the characters that moving decomposes to come from the very
                           first character: so many of the first, as the reference counts them */
};

static enum ps_status no_memory(struct ps_error *error)
{
    return ps_error_no_memory(error, "normalizing a text");
}

static void fill_ascii(struct bert *bert)
{
    for (uint32_t i = 0; i < ASCII; i++) {
        uint32_t lower[2] = {i};
        if (bert->lowercase)
            (void)ps_unicode_lower(i, lower);
        bert->ascii[i] = (unsigned char)lower[0];
        if (bert->clean_text && ps_unicode_is(i, PS_UNICODE_CONTROL))
            bert->ascii[i] = DROPPED;
        else if (bert->clean_text && ps_unicode_is_space(i))
            bert->ascii[i] = ' ';
    }
}

static enum ps_status parse(const struct ps_component *component, void **state,
                            struct ps_error *error)
{
    struct bert settings = {.clean_text = true, .handle_chinese_chars = true, .lowercase = true};
    PS_TRY(ps_component_bool(component, "clean_text", &settings.clean_text, error));
    PS_TRY(ps_component_bool(component, "handle_chinese_chars", &settings.handle_chinese_chars,
                             error));
    PS_TRY(ps_component_bool(component, "lowercase", &settings.lowercase, error));
    settings.strip_accents = settings.lowercase; /* unless it says otherwise */
    PS_TRY(ps_component_bool(component, "strip_accents", &settings.strip_accents, error));
    fill_ascii(&settings);
    struct bert *bert = malloc(sizeof *bert);
    if (!bert)
        return no_memory(error);
    *bert = settings;
    *state = bert;
    return PS_OK;
}

/* The last steps: accents and capitals. */
static enum ps_status write(const struct bert *bert, uint32_t code_point, uint32_t classes,
                            struct ps_buffer *out)
{
    if (bert->strip_accents && classes & PS_UNICODE_NONSPACING)
        return PS_OK;
    if (!bert->lowercase || !(classes & PS_UNICODE_CAPITAL))
        return ps_unicode_append(out, code_point);
    uint32_t lower[2];
    size_t count = ps_unicode_lower(code_point, lower);
    for (size_t i = 0; i < count; i++)
        PS_TRY(ps_unicode_append(out, lower[i]));
    return PS_OK;
}

static enum ps_status decompose(struct pass *pass, struct ps_error *error)
{
    ps_buffer_clear(&pass->decomposed);
    return ps_unicode_normalize(PS_NFD, pass->moving.data, pass->moving.size, &pass->decomposed,
                                error);
}

/* Writes what becomes of the moving characters. */
static enum ps_status settle(struct pass *pass, struct ps_error *error)
{
    if (pass->moving.size == 0)
        return PS_OK;
    PS_TRY(decompose(pass, error));
    struct ps_slice text = {pass->decomposed.data, pass->decomposed.size};
    for (size_t i = 0; i < text.size;) {
        uint32_t code_point = 0;
        size_t length = ps_utf8_decode(text.data + i, text.size - i, &code_point);
        if (write(pass->bert, code_point, ps_unicode_classes(code_point), pass->out) != PS_OK)
            return no_memory(error);
        if (pass->moving_head > 0) {
            pass->run->head = pass->out->size;
            pass->moving_head--;
        }
        i += length;
    }
    ps_buffer_clear(&pass->moving);
    return PS_OK;
}

static enum ps_status add_byte(struct pass *pass, char byte, struct ps_error *error)
{
    PS_TRY(settle(pass, error));
    return ps_buffer_append_byte(pass->out, byte) == PS_OK ? PS_OK : no_memory(error);
}

static enum ps_status add_letter(struct pass *pass, uint32_t code_point, uint32_t classes,
                                 struct ps_error *error)
{
    enum ps_status status;
    if (pass->bert->strip_accents && classes & PS_UNICODE_DECOMPOSES) {
        status = ps_unicode_append(&pass->moving, code_point);
    } else {
        PS_TRY(settle(pass, error));
        status = write(pass->bert, code_point, classes, pass->out);
    }
    return status == PS_OK ? PS_OK : no_memory(error);
}

/* One character that is not ASCII. */
static enum ps_status add(struct pass *pass, uint32_t code_point, struct ps_error *error)
{
    const struct bert *bert = pass->bert;
    uint32_t classes = ps_unicode_classes(code_point);
    if (bert->clean_text && (classes & PS_UNICODE_CONTROL || code_point == 0xFFFD))
        return PS_OK;
    if (bert->clean_text && classes & PS_UNICODE_BLANK)
        return add_byte(pass, ' ', error);
    if (!bert->handle_chinese_chars || !(classes & PS_UNICODE_HAN))
        return add_letter(pass, code_point, classes, error);
    PS_TRY(add_byte(pass, ' ', error));
    PS_TRY(add_letter(pass, code_point, classes, error));
    return add_byte(pass, ' ', error);
}

/* Adds the run of ASCII at the beginning of text. */
static enum ps_status add_ascii(struct pass *pass, struct ps_slice text, struct ps_error *error)
{
    const unsigned char *map = pass->bert->ascii;
    size_t i = 0;
    while (i < text.size && map[(unsigned char)text.data[i]] == DROPPED)
        i++;
    if (i == text.size)
        return PS_OK;
    PS_TRY(settle(pass, error));
    struct ps_buffer *out = pass->out;
    if (ps_buffer_reserve(out, text.size) != PS_OK)
        return no_memory(error);
    char *end = out->data + out->size;
    for (; i < text.size; i++) {
        unsigned char byte = map[(unsigned char)text.data[i]];
        *end = (char)byte;
        end += byte != DROPPED;
    }
    *end = '\0';
    out->size = (size_t)(end - out->data);
    return PS_OK;
}

static enum ps_status add_text(struct pass *pass, struct ps_slice text, struct ps_error *error)
{
    for (size_t i = 0; i < text.size;) {
        size_t end = ps_utf8_ascii_end(text.data, text.size, i);
        if (end > i) {
            PS_TRY(add_ascii(pass, (struct ps_slice){text.data + i, end - i}, error));
            i = end;
            continue;
        }
        uint32_t code_point = 0;
        size_t length = ps_utf8_decode(text.data + i, text.size - i, &code_point);
        if (length == 0)
            return ps_error_set(error, PS_INVALID, "cannot normalize bytes that are not UTF-8");
        PS_TRY(add(pass, code_point, error));
        i += length;
    }
    return PS_OK;
}

/* Notes how much of what becomes of the text comes from what has been added, the first character.
 */
static enum ps_status note_head(struct pass *pass, struct ps_error *error)
{
    pass->run->head = pass->out->size;
    if (pass->moving.size == 0)
        return PS_OK;
    PS_TRY(decompose(pass, error));
    pass->moving_head = ps_utf8_count(pass->decomposed.data, pass->decomposed.size);
    return PS_OK;
}

static enum ps_status add_run(struct pass *pass, const struct ps_text_run *in,
                              struct ps_error *error)
{
    struct ps_slice head = {in->text.data, in->head};
    struct ps_slice rest = {in->text.data + in->head, in->text.size - in->head};
    if (head.size > 0) {
        PS_TRY(add_text(pass, head, error));
        PS_TRY(note_head(pass, error));
    }
    PS_TRY(add_text(pass, rest, error));
    return settle(pass, error);
}

static enum ps_status apply(const void *state, const struct ps_text_run *in,
                            struct ps_text_run *out, struct ps_error *error)
{
    struct pass pass = {.bert = state, .run = out, .out = &out->text};
    enum ps_status status = in->text.size > 0 ? add_run(&pass, in, error) : PS_OK;
    ps_buffer_close(&pass.moving);
    ps_buffer_close(&pass.decomposed);
    return status;
}

const struct ps_normalizer_kind ps_normalizer_kinds_bert[] = {
    {"BertNormalizer", parse, apply, free},
    {0},
};
