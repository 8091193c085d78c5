/* The normalizer called Precompiled: SentencePiece's table of what becomes of characters, a double
 * array (Yata et al. 2007) of the strings to replace and a run of the strings to put there.
 *
 * As the reference does it, which is not quite what SentencePiece does: a grapheme of at most five
 * bytes is replaced as a whole by what the shortest beginning of it that the table has becomes, and
 * only then each of its characters is looked up. */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/normalizer.h"

enum { GRAPHEME_SIZE_MAX = 5, UNIT_SIZE = 4 };

struct precompiled {
    uint32_t *units; /* [num_units] */
    size_t num_units;
    char *strings; /* [strings_size], each with a NUL behind it */
    size_t strings_size;
};

static enum ps_status no_memory(struct ps_error *error)
{
    return ps_error_no_memory(error, "normalizing a text");
}

static void destroy(void *state)
{
    struct precompiled *precompiled = state;
    if (!precompiled)
        return;
    free(precompiled->units);
    free(precompiled->strings);
    free(precompiled);
}
static void destroyp(struct precompiled **precompiled)
{
    destroy(*precompiled);
}

static int base64_value(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

static enum ps_status decode_base64(struct ps_slice text, struct ps_buffer *out,
                                    struct ps_error *error)
{
    uint32_t bits = 0;
    int count = 0;
    for (size_t i = 0; i < text.size && text.data[i] != '='; i++) {
        int value = base64_value(text.data[i]);
        if (value < 0)
            return ps_error_set(error, PS_INVALID, "byte %zu is no digit of base64", i);
        bits = bits << 6 | (uint32_t)value;
        count += 6;
        if (count < 8)
            continue;
        count -= 8;
        if (ps_buffer_append_byte(out, (char)(bits >> count & 0xFFu)) != PS_OK)
            return no_memory(error);
    }
    return PS_OK;
}

static uint32_t read_unit(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* The table: the size of the double array in bytes, the array, the strings. */
static enum ps_status read_table(struct precompiled *precompiled, const struct ps_buffer *table,
                                 struct ps_error *error)
{
    if (table->size == 0)
        return PS_OK;
    size_t size = table->size >= UNIT_SIZE ? read_unit(table->data) : SIZE_MAX;
    if (size > table->size - UNIT_SIZE || size % UNIT_SIZE != 0)
        return ps_error_set(error, PS_INVALID, "the table of %zu bytes is cut", table->size);
    precompiled->num_units = size / UNIT_SIZE;
    precompiled->strings_size = table->size - UNIT_SIZE - size;
    precompiled->units = calloc(precompiled->num_units + 1, sizeof *precompiled->units);
    precompiled->strings = malloc(precompiled->strings_size + 1);
    if (!precompiled->units || !precompiled->strings)
        return no_memory(error);
    for (size_t i = 0; i < precompiled->num_units; i++)
        precompiled->units[i] = read_unit(table->data + UNIT_SIZE * (i + 1));
    memcpy(precompiled->strings, table->data + UNIT_SIZE + size, precompiled->strings_size);
    precompiled->strings[precompiled->strings_size] = '\0';
    if (!ps_utf8_valid(precompiled->strings, precompiled->strings_size))
        return ps_error_set(error, PS_INVALID, "the table's strings are not valid UTF-8");
    return PS_OK;
}

static enum ps_status parse(const struct ps_component *component, void **state,
                            struct ps_error *error)
{
    PS_DEFER(destroyp) struct precompiled *precompiled = calloc(1, sizeof *precompiled);
    PS_DEFER(ps_buffer_close) struct ps_buffer table = {0};
    struct ps_slice text = {"", 0};
    if (!precompiled)
        return no_memory(error);
    PS_TRY(ps_component_optional_string(component, "precompiled_charsmap", &text, error));
    enum ps_status status = decode_base64(text, &table, error);
    if (status == PS_OK)
        status = read_table(precompiled, &table, error);
    if (status != PS_OK) {
        ps_error_prefix(error, "%s.precompiled_charsmap", component->where);
        return status;
    }
    *state = ps_take(precompiled);
    return PS_OK;
}

/* Units of the double array: a label, whether a string ends here, and how far the next unit is. */
static size_t offset_of(uint32_t unit)
{
    return (size_t)(unit >> 10) << ((unit & 1u << 9) >> 6);
}

/* What becomes of the shortest beginning of text that the table has; NULL where there is none. */
static const char *find(const struct precompiled *precompiled, const char *text, size_t size)
{
    if (precompiled->num_units == 0)
        return NULL;
    size_t at = offset_of(precompiled->units[0]);
    for (size_t i = 0; i < size && text[i]; i++) {
        unsigned char byte = (unsigned char)text[i];
        at ^= byte;
        if (at >= precompiled->num_units)
            return NULL;
        uint32_t unit = precompiled->units[at];
        if ((unit & (1u << 31 | 0xFFu)) != byte)
            return NULL;
        at ^= offset_of(unit);
        if (!(unit >> 8 & 1))
            continue;
        size_t string = at < precompiled->num_units ? precompiled->units[at] & ~(1u << 31)
                                                    : precompiled->strings_size;
        return string < precompiled->strings_size ? precompiled->strings + string : NULL;
    }
    return NULL;
}

/* The bytes of the grapheme at the beginning of text. */
static size_t grapheme_size(const char *text, size_t size)
{
    uint32_t code_point = 0, next;
    size_t end = ps_utf8_decode(text, size, &code_point);
    utf8proc_int32_t state = 0;
    for (size_t length; (length = ps_utf8_decode(text + end, size - end, &next)) > 0;) {
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)code_point, (utf8proc_int32_t)next,
                                             &state))
            break;
        code_point = next;
        end += length;
    }
    return end;
}

static enum ps_status append_characters(const struct precompiled *precompiled, const char *text,
                                        size_t size, struct ps_buffer *out)
{
    for (size_t i = 0; i < size;) {
        size_t length = ps_utf8_first(text + i, size - i);
        const char *becomes = find(precompiled, text + i, length);
        PS_TRY(becomes ? ps_buffer_append_string(out, becomes)
                       : ps_buffer_append(out, text + i, length));
        i += length;
    }
    return PS_OK;
}

static enum ps_status apply(const void *state, const struct ps_text_run *in,
                            struct ps_text_run *out, struct ps_error *error)
{
    const struct precompiled *precompiled = state;
    for (size_t i = 0; i < in->text.size;) {
        const char *text = in->text.data + i;
        size_t size = grapheme_size(text, in->text.size - i);
        if (size == 0)
            return ps_error_set(error, PS_INVALID, "cannot normalize bytes that are not UTF-8");
        const char *becomes = size <= GRAPHEME_SIZE_MAX ? find(precompiled, text, size) : NULL;
        enum ps_status status = becomes ? ps_buffer_append_string(&out->text, becomes)
                                        : append_characters(precompiled, text, size, &out->text);
        if (status != PS_OK)
            return no_memory(error);
        PS_TRY(ps_normalizer_check_growth(out, error));
        if (i < in->head)
            out->head = out->text.size;
        i += size;
    }
    return PS_OK;
}

const struct ps_normalizer_kind ps_normalizer_kinds_precompiled[] = {
    {"Precompiled", parse, apply, destroy},
    {0},
};
