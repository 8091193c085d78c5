/* Normalizers that know no Unicode tables: ByteLevel, Prepend, Replace, Strip. */
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/bytes.h"
#include "shared/text/normalizer.h"
#include "shared/text/pattern.h"
#include "shared/text/unicode.h"

struct replace {
    struct ps_pattern *pattern;
    struct ps_slice content;
};

struct strip {
    bool left, right;
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

static enum ps_status apply_byte_level(const void *state, const struct ps_text_run *in,
                                       struct ps_text_run *out, struct ps_error *error)
{
    (void)state;
    if (ps_bytes_append(&out->text, in->text.data, in->head) != PS_OK)
        return no_memory(error);
    out->head = out->text.size;
    if (ps_bytes_append(&out->text, in->text.data + in->head, in->text.size - in->head) != PS_OK)
        return no_memory(error);
    return PS_OK;
}

static enum ps_status parse_prepend(const struct ps_component *component, void **state,
                                    struct ps_error *error)
{
    struct ps_slice prepend = {0};
    PS_TRY(ps_component_string(component, "prepend", &prepend, error));
    *state = ps_slice_create(prepend);
    return *state ? PS_OK : no_memory(error);
}

static enum ps_status apply_prepend(const void *state, const struct ps_text_run *in,
                                    struct ps_text_run *out, struct ps_error *error)
{
    const struct ps_slice *prepend = state;
    if (in->text.size == 0)
        return PS_OK;
    if (ps_buffer_append(&out->text, prepend->data, prepend->size) != PS_OK ||
        ps_buffer_append(&out->text, in->text.data, in->text.size) != PS_OK)
        return no_memory(error);
    out->head = in->head > 0 ? in->head + prepend->size : 0;
    return PS_OK;
}

static void destroy_replace(void *state)
{
    struct replace *replace = state;
    if (!replace)
        return;
    ps_pattern_destroy(replace->pattern);
    ps_freep(&replace->content.data);
    free(replace);
}
static void destroy_replacep(struct replace **replace)
{
    destroy_replace(*replace);
}

static enum ps_status parse_replace(const struct ps_component *component, void **state,
                                    struct ps_error *error)
{
    PS_DEFER(destroy_replacep) struct replace *replace = calloc(1, sizeof *replace);
    if (!replace)
        return no_memory(error);
    PS_TRY(ps_pattern_parse(&replace->pattern, component, "pattern", error));
    struct ps_slice content = {0};
    PS_TRY(ps_component_string(component, "content", &content, error));
    replace->content = ps_slice_copy(content);
    if (!replace->content.data)
        return no_memory(error);
    *state = ps_take(replace);
    return PS_OK;
}

static enum ps_status apply_replace(const void *state, const struct ps_text_run *in,
                                    struct ps_text_run *out, struct ps_error *error)
{
    const struct replace *replace = state;
    PS_DEFER(ps_pattern_search_close) struct ps_pattern_search search = {0};
    PS_TRY(ps_pattern_search_open(&search, replace->pattern, in->text.data, in->text.size, error));
    size_t done = 0;
    for (;;) {
        PS_TRY(ps_pattern_search_next(&search, error));
        size_t start = search.found ? search.start : in->text.size;
        if (ps_buffer_append(&out->text, in->text.data + done, start - done) != PS_OK)
            return no_memory(error);
        if (done < in->head)
            out->head = out->text.size - (start > in->head ? start - in->head : 0);
        if (!search.found)
            return PS_OK;
        if (ps_buffer_append(&out->text, replace->content.data, replace->content.size) != PS_OK)
            return no_memory(error);
        PS_TRY(ps_normalizer_check_growth(out, error));
        /* What replaces a match belongs to the last character of it. */
        if (search.end <= in->head)
            out->head = out->text.size;
        done = search.end;
    }
}

static enum ps_status parse_strip(const struct ps_component *component, void **state,
                                  struct ps_error *error)
{
    struct strip *strip = calloc(1, sizeof *strip);
    if (!strip)
        return no_memory(error);
    *state = strip;
    struct strip settings = {true, true};
    enum ps_status status = ps_component_bool(component, "strip_left", &settings.left, error);
    if (status == PS_OK)
        status = ps_component_bool(component, "strip_right", &settings.right, error);
    *strip = settings;
    if (status != PS_OK)
        ps_freep(state);
    return status;
}

static size_t leading_spaces(const char *text, size_t size)
{
    size_t i = 0;
    while (i < size) {
        uint32_t code_point;
        size_t length = ps_utf8_decode(text + i, size - i, &code_point);
        if (length == 0 || !ps_unicode_is_space(code_point))
            break;
        i += length;
    }
    return i;
}

static size_t without_trailing_spaces(const char *text, size_t size)
{
    while (size > 0) {
        size_t start = ps_utf8_last(text, size);
        uint32_t code_point;
        if (ps_utf8_decode(text + start, size - start, &code_point) == 0 ||
            !ps_unicode_is_space(code_point))
            break;
        size = start;
    }
    return size;
}

static enum ps_status apply_strip(const void *state, const struct ps_text_run *in,
                                  struct ps_text_run *out, struct ps_error *error)
{
    const struct strip *strip = state;
    size_t start = strip->left ? leading_spaces(in->text.data, in->text.size) : 0;
    size_t end = in->text.size;
    if (strip->right)
        end = start + without_trailing_spaces(in->text.data + start, end - start);
    if (end > start && ps_buffer_append(&out->text, in->text.data + start, end - start) != PS_OK)
        return no_memory(error);
    out->head = in->head > start ? in->head - start : 0;
    return PS_OK;
}

const struct ps_normalizer_kind ps_normalizer_kinds_basic[] = {
    {"ByteLevel", parse_nothing, apply_byte_level, free},
    {"Prepend", parse_prepend, apply_prepend, ps_slice_destroy},
    {"Replace", parse_replace, apply_replace, destroy_replace},
    {"Strip", parse_strip, apply_strip, free},
    {0},
};
