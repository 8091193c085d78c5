/* Pre-tokenizers that cut at what their settings name: Split, CharDelimiterSplit, FixedLength. */
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/pattern.h"
#include "shared/text/pre_tokenizer.h"

struct split {
    struct ps_pattern *pattern;
    enum ps_split_behavior behavior;
    bool invert; /* matches are what lies between */
};

static enum ps_status no_memory(struct ps_error *error)
{
    return ps_error_no_memory(error, "splitting a text");
}

static void destroy_split(void *state)
{
    struct split *split = state;
    if (split)
        ps_pattern_destroy(split->pattern);
    free(split);
}
static void destroy_splitp(struct split **split)
{
    destroy_split(*split);
}

static enum ps_status parse_split(const struct ps_component *component, void **state,
                                  struct ps_error *error)
{
    PS_DEFER(destroy_splitp) struct split *split = calloc(1, sizeof *split);
    if (!split)
        return no_memory(error);
    PS_TRY(ps_pattern_parse(&split->pattern, component, "pattern", error));
    PS_TRY(ps_split_behavior_parse(component, &split->behavior, error));
    PS_TRY(ps_component_bool(component, "invert", &split->invert, error));
    *state = ps_take(split);
    return PS_OK;
}

static enum ps_status add(struct ps_splitter *splitter, size_t start, size_t end, bool is_match,
                          struct ps_error *error)
{
    return ps_splitter_add(splitter, start, end, is_match) == PS_OK ? PS_OK : no_memory(error);
}

static enum ps_status split_at_matches(const struct split *split, struct ps_pattern_search *search,
                                       struct ps_splitter *splitter, struct ps_error *error)
{
    size_t done = 0;
    for (;;) {
        PS_TRY(ps_pattern_search_next(search, error));
        size_t start = search->found ? search->start : search->size;
        if (done < start)
            PS_TRY(add(splitter, done, start, split->invert, error));
        if (!search->found)
            break;
        PS_TRY(add(splitter, start, search->end, !split->invert, error));
        done = search->end;
    }
    return ps_splitter_finish(splitter) == PS_OK ? PS_OK : no_memory(error);
}

static enum ps_status apply_split(const void *state, const char *text, size_t size, size_t head,
                                  struct ps_pieces *out, struct ps_error *error)
{
    const struct split *split = state;
    PS_DEFER(ps_pattern_search_close) struct ps_pattern_search search = {0};
    PS_TRY(ps_pattern_search_open(&search, split->pattern, text, size, error));
    struct ps_splitter splitter = {
        .behavior = split->behavior, .text = text, .head = head, .out = out};
    return split_at_matches(split, &search, &splitter, error);
}

static enum ps_status parse_delimiter(const struct ps_component *component, void **state,
                                      struct ps_error *error)
{
    struct ps_slice delimiter = {0};
    PS_TRY(ps_component_character(component, "delimiter", &delimiter, error));
    *state = ps_slice_create(delimiter);
    return *state ? PS_OK : no_memory(error);
}

static enum ps_status split_delimiter(const void *state, const char *text, size_t size, size_t head,
                                      struct ps_pieces *out, struct ps_error *error)
{
    const struct ps_slice *delimiter = state;
    for (size_t start = 0; start < size;) {
        const char *found = memmem(text + start, size - start, delimiter->data, delimiter->size);
        size_t end = found ? (size_t)(found - text) : size;
        if (ps_pieces_add_text(out, text + start, end - start, head > start ? head - start : 0) !=
            PS_OK)
            return no_memory(error);
        start = end + delimiter->size;
    }
    return PS_OK;
}

static enum ps_status parse_length(const struct ps_component *component, void **state,
                                   struct ps_error *error)
{
    size_t length = 0;
    PS_TRY(ps_component_size(component, "length", SIZE_MAX / 2, &length, error));
    if (length == 0)
        return ps_component_wrong(component, "length", "a whole number over 0", error);
    size_t *settings = malloc(sizeof *settings);
    if (!settings)
        return no_memory(error);
    *settings = length;
    *state = settings;
    return PS_OK;
}

static enum ps_status split_length(const void *state, const char *text, size_t size, size_t head,
                                   struct ps_pieces *out, struct ps_error *error)
{
    const size_t *length = state;
    for (size_t start = 0; start < size;) {
        size_t end = start;
        for (size_t count = 0; count < *length && end < size; count++)
            end += ps_utf8_first(text + end, size - end);
        if (ps_pieces_add_text(out, text + start, end - start, head > start ? head - start : 0) !=
            PS_OK)
            return no_memory(error);
        start = end;
    }
    return PS_OK;
}

const struct ps_pre_tokenizer_kind ps_pre_tokenizer_kinds_split[] = {
    {"Split", parse_split, apply_split, destroy_split},
    {"CharDelimiterSplit", parse_delimiter, split_delimiter, ps_slice_destroy},
    {"FixedLength", parse_length, split_length, free},
    {0},
};
