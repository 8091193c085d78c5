/* The decoder called Replace. */
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/text/decoder.h"
#include "shared/text/pattern.h"

enum { FIND_SIZE_MAX = 256 };

struct replace {
    struct ps_pattern *pattern;    /* a regular expression, or NULL */
    struct ps_slice find, content; /* owned */
};

static void destroy(void *settings)
{
    struct replace *replace = settings;
    if (!replace)
        return;
    ps_pattern_destroy(replace->pattern);
    ps_freep(&replace->find.data);
    ps_freep(&replace->content.data);
    free(replace);
}
static void destroyp(struct replace **replace)
{
    destroy(*replace);
}

static enum ps_status finish(struct ps_decode_stage *stage)
{
    (void)stage;
    return PS_OK;
}

/* The longest end of text that could begin a match. */
static size_t possible_beginning(struct ps_slice find, const char *text, size_t size)
{
    size_t longest = size < find.size ? size : find.size - 1;
    for (size_t length = longest; length > 0; length--) {
        if (memcmp(text + size - length, find.data, length) == 0)
            return length;
    }
    return 0;
}

/* Replaces in data, which begins with what was held back; returns in *rest what to hold now. */
static enum ps_status replace_in(struct ps_decode_stage *stage, struct ps_slice data, bool ends,
                                 size_t *rest)
{
    const struct replace *replace = stage->settings;
    size_t i = 0;
    while (i < data.size) {
        const char *found =
            memmem(data.data + i, data.size - i, replace->find.data, replace->find.size);
        if (!found)
            break;
        size_t end = (size_t)(found - data.data);
        PS_TRY(ps_decode_emit(stage, data.data + i, end - i, false));
        PS_TRY(ps_decode_emit(stage, replace->content.data, replace->content.size, false));
        i = end + replace->find.size;
    }
    *rest = ends ? 0 : possible_beginning(replace->find, data.data + i, data.size - i);
    return ps_decode_emit(stage, data.data + i, data.size - i - *rest, ends);
}

static enum ps_status chunk_string(struct ps_decode_stage *stage, const char *data, size_t size,
                                   bool ends)
{
    size_t rest = 0;
    if (stage->held.size == 0) {
        PS_TRY(replace_in(stage, (struct ps_slice){data, size}, ends, &rest));
        return ps_buffer_append(&stage->held, data + size - rest, rest);
    }
    PS_TRY(ps_buffer_append(&stage->held, data, size));
    struct ps_slice all = {stage->held.data, stage->held.size};
    PS_TRY(replace_in(stage, all, ends, &rest));
    memmove(stage->held.data, stage->held.data + stage->held.size - rest, rest);
    stage->held.size = rest;
    return PS_OK;
}

static enum ps_status replace_matches(struct ps_decode_stage *stage,
                                      struct ps_pattern_search *search)
{
    const struct replace *replace = stage->settings;
    size_t done = 0;
    for (;;) {
        PS_TRY(ps_pattern_search_next(search, NULL));
        if (!search->found)
            return ps_decode_emit(stage, search->text + done, search->size - done, true);
        PS_TRY(ps_decode_emit(stage, search->text + done, search->start - done, false));
        PS_TRY(ps_decode_emit(stage, replace->content.data, replace->content.size, false));
        done = search->end;
    }
}

/* What a regular expression matches isn't certain before the string ends. */
static enum ps_status chunk_regex(struct ps_decode_stage *stage, const char *data, size_t size,
                                  bool ends)
{
    const struct replace *replace = stage->settings;
    PS_TRY(ps_buffer_append(&stage->held, data, size));
    if (!ends)
        return PS_OK;
    PS_DEFER(ps_pattern_search_close) struct ps_pattern_search search = {0};
    PS_TRY(ps_pattern_search_open(&search, replace->pattern, stage->held.data, stage->held.size,
                                  NULL));
    PS_TRY(replace_matches(stage, &search));
    ps_buffer_clear(&stage->held);
    return PS_OK;
}

static const struct ps_decoder_kind kind_string = {chunk_string, finish, destroy};
static const struct ps_decoder_kind kind_regex = {chunk_regex, finish, destroy};

static enum ps_status add_replace(struct ps_decoder *decoder, struct ps_pattern **pattern,
                                  struct ps_slice find, struct ps_slice content,
                                  struct ps_error *error)
{
    PS_DEFER(destroyp) struct replace *replace = calloc(1, sizeof *replace);
    if (!replace)
        return ps_error_no_memory(error, "a decoder");
    replace->find = ps_slice_copy(find);
    replace->content = ps_slice_copy(content);
    if (!replace->find.data || !replace->content.data)
        return ps_error_no_memory(error, "a decoder");
    const struct ps_decoder_kind *kind = &kind_string;
    if (pattern) {
        replace->pattern = ps_take(*pattern);
        kind = &kind_regex;
    }
    return ps_decoder_add(decoder, kind, ps_take(replace), error);
}

enum ps_status ps_decoder_add_replace(struct ps_decoder *decoder, const char *find,
                                      const char *content, struct ps_error *error)
{
    return add_replace(decoder, NULL, (struct ps_slice){find, strlen(find)},
                       (struct ps_slice){content, strlen(content)}, error);
}

static enum ps_status parse(struct ps_decoder *decoder, const struct ps_component *component,
                            struct ps_error *error)
{
    PS_DEFER(ps_pattern_destroyp) struct ps_pattern *pattern = NULL;
    PS_TRY(ps_pattern_parse(&pattern, component, "pattern", error));
    struct ps_slice content = {0};
    PS_TRY(ps_component_string(component, "content", &content, error));
    struct ps_slice find = ps_pattern_string(pattern);
    if (!find.data)
        return add_replace(decoder, &pattern, find, content, error);
    if (find.size == 0 || find.size > FIND_SIZE_MAX)
        return ps_error_set(error, PS_UNSUPPORTED,
                            "%s.pattern has %zu bytes: expected 1 to %d in a decoder",
                            component->where, find.size, FIND_SIZE_MAX);
    return add_replace(decoder, NULL, find, content, error);
}

const struct ps_decoder_parser ps_decoder_parsers_replace[] = {{"Replace", parse}, {0}};
