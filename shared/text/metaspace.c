/* The pre-tokenizer called Metaspace: spaces become a visible character, one is put in front, and
 * words are split before it. */
#include "shared/text/metaspace.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/text/pre_tokenizer.h"

static enum ps_status parse_scheme(const struct ps_component *component,
                                   enum ps_prepend_scheme *scheme, struct ps_error *error)
{
    static const char *const names[] = {
        [PS_PREPEND_ALWAYS] = "always",
        [PS_PREPEND_FIRST] = "first",
        [PS_PREPEND_NEVER] = "never",
    };
    struct ps_slice name = {"always", strlen("always")};
    PS_TRY(ps_component_optional_string(component, "prepend_scheme", &name, error));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name.data) == 0) {
            *scheme = (enum ps_prepend_scheme)i;
            return PS_OK;
        }
    }
    return ps_error_set(error, PS_UNSUPPORTED,
                        "%s.prepend_scheme is \"%.64s\": expected always, first or never",
                        component->where, name.data);
}

enum ps_status ps_metaspace_parse(struct ps_metaspace *metaspace,
                                  const struct ps_component *component, struct ps_error *error)
{
    struct ps_metaspace parsed = {.split = true};
    struct ps_slice replacement = {0};
    PS_TRY(ps_component_character(component, "replacement", &replacement, error));
    memcpy(parsed.replacement, replacement.data, replacement.size);
    parsed.replacement_size = replacement.size;
    PS_TRY(parse_scheme(component, &parsed.scheme, error));
    PS_TRY(ps_component_bool(component, "split", &parsed.split, error));
    /* Older files say add_prefix_space where newer ones say prepend_scheme. */
    bool add_prefix_space = true;
    PS_TRY(ps_component_bool(component, "add_prefix_space", &add_prefix_space, error));
    if (!add_prefix_space) {
        if (json_object_get(component->json, "prepend_scheme") && parsed.scheme != PS_PREPEND_NEVER)
            return ps_error_set(error, PS_INVALID,
                                "%s: add_prefix_space is false, which contradicts prepend_scheme",
                                component->where);
        parsed.scheme = PS_PREPEND_NEVER;
    }
    *metaspace = parsed;
    return PS_OK;
}

static enum ps_status parse(const struct ps_component *component, void **state,
                            struct ps_error *error)
{
    struct ps_metaspace settings;
    PS_TRY(ps_metaspace_parse(&settings, component, error));
    struct ps_metaspace *metaspace = malloc(sizeof *metaspace);
    if (!metaspace)
        return ps_error_no_memory(error, component->where);
    *metaspace = settings;
    *state = metaspace;
    return PS_OK;
}

static bool starts_with(const struct ps_metaspace *metaspace, const char *text, size_t size)
{
    return size >= metaspace->replacement_size &&
           memcmp(text, metaspace->replacement, metaspace->replacement_size) == 0;
}

static enum ps_status replace_spaces(const struct ps_metaspace *metaspace, const char *text,
                                     size_t size, size_t head, struct ps_text_run *out)
{
    for (size_t i = 0; i < size;) {
        const char *space = memchr(text + i, ' ', size - i);
        size_t end = space ? (size_t)(space - text) : size;
        PS_TRY(ps_buffer_append(&out->text, text + i, end - i));
        if (i < head)
            out->head = out->text.size - (end > head ? end - head : 0);
        if (space)
            PS_TRY(
                ps_buffer_append(&out->text, metaspace->replacement, metaspace->replacement_size));
        if (space && end < head)
            out->head = out->text.size;
        i = end + (space ? 1 : 0);
    }
    return PS_OK;
}

static enum ps_status rewrite(const struct ps_metaspace *metaspace, const char *text, size_t size,
                              size_t head, struct ps_text_run *out)
{
    bool already = text[0] == ' ' || starts_with(metaspace, text, size);
    bool prepend = metaspace->scheme == PS_PREPEND_ALWAYS ||
                   (metaspace->scheme == PS_PREPEND_FIRST && head > 0);
    if (prepend && !already)
        PS_TRY(ps_buffer_append(&out->text, metaspace->replacement, metaspace->replacement_size));
    PS_TRY(replace_spaces(metaspace, text, size, head, out));
    return PS_OK;
}

static enum ps_status split_words(const struct ps_metaspace *metaspace,
                                  const struct ps_text_run *run, struct ps_pieces *out)
{
    const char *text = ps_texts_copy(out->texts, run->text.data, run->text.size);
    if (!text)
        return PS_NO_MEMORY;
    struct ps_splitter splitter = {.behavior = metaspace->split ? PS_SPLIT_MERGED_WITH_NEXT
                                                                : PS_SPLIT_CONTIGUOUS,
                                   .text = text,
                                   .head = run->head,
                                   .out = out};
    size_t between = 0;
    for (size_t i = 0; metaspace->split && i < run->text.size;) {
        const char *found = memmem(text + i, run->text.size - i, metaspace->replacement,
                                   metaspace->replacement_size);
        if (!found)
            break;
        size_t start = (size_t)(found - text);
        if (between < start)
            PS_TRY(ps_splitter_add(&splitter, between, start, false));
        i = between = start + metaspace->replacement_size;
        PS_TRY(ps_splitter_add(&splitter, start, i, true));
    }
    if (between < run->text.size)
        PS_TRY(ps_splitter_add(&splitter, between, run->text.size, false));
    return ps_splitter_finish(&splitter);
}

static enum ps_status split(const void *state, const char *text, size_t size, size_t head,
                            struct ps_pieces *out, struct ps_error *error)
{
    const struct ps_metaspace *metaspace = state;
    PS_DEFER(ps_text_run_close) struct ps_text_run run = {0};
    if (rewrite(metaspace, text, size, head, &run) != PS_OK ||
        split_words(metaspace, &run, out) != PS_OK)
        return ps_error_no_memory(error, "splitting a text");
    return PS_OK;
}

const struct ps_pre_tokenizer_kind ps_pre_tokenizer_kinds_metaspace[] = {
    {"Metaspace", parse, split, free},
    {0},
};
