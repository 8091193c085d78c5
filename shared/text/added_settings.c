/* Tokens that the settings beside a vocabulary name. */
#include "shared/text/added_settings.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"

static const char *const special_names[] = {
    "bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token",
};

/* A list that tokens are added to, and what it has. */
struct list {
    json_t *tokens;
    json_t *contents; /* an object whose keys are the contents */
    struct ps_error *error;
};

static enum ps_status no_memory(struct list *list)
{
    return ps_error_no_memory(list->error, "added tokens");
}

static bool flag(const json_t *token, const char *key, bool fallback)
{
    const json_t *value = json_object_get(token, key);
    return json_is_boolean(value) ? json_is_true(value) : fallback;
}

/* Adds a token, a string or an object, unless it is there. */
static enum ps_status add(struct list *list, const json_t *token, bool special)
{
    const json_t *content = json_is_object(token) ? json_object_get(token, "content") : token;
    if (!json_is_string(content))
        return ps_error_set(list->error, PS_INVALID,
                            "a token of tokenizer_config.json is neither a string nor an object "
                            "with content");
    const char *text = json_string_value(content);
    if (json_object_get(list->contents, text))
        return PS_OK;
    special = flag(token, "special", special) || special;
    json_t *entry =
        json_pack("{s:s,s:b,s:b,s:b,s:b,s:b}", "content", text, "single_word",
                  flag(token, "single_word", false), "lstrip", flag(token, "lstrip", false),
                  "rstrip", flag(token, "rstrip", false), "normalized",
                  flag(token, "normalized", !special), "special", special);
    if (json_array_append_new(list->tokens, entry) != 0 ||
        json_object_set_new(list->contents, text, json_true()) != 0)
        return no_memory(list);
    return PS_OK;
}

struct numbered {
    long long id;
    const char *key;
    json_t *value; /* borrowed */
};

static int by_id(const void *a, const void *b)
{
    const struct numbered *left = a, *right = b;
    return (left->id > right->id) - (left->id < right->id);
}

/* The entries of an object in the order of their ids: {"id": token}, or {"content": id}. */
static struct numbered *sort_entries(json_t *object, bool id_is_key)
{
    struct numbered *entries = calloc(json_object_size(object) + 1, sizeof *entries);
    if (!entries)
        return NULL;
    size_t count = 0;
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        long long id = id_is_key ? strtoll(key, NULL, 10) : (long long)json_number_value(value);
        entries[count++] = (struct numbered){id, key, value};
    }
    qsort(entries, count, sizeof *entries, by_id);
    return entries;
}

/* Whether a string is one of bos_token and the like. */
static bool is_named(const json_t *config, const json_t *content)
{
    for (size_t i = 0; i < sizeof special_names / sizeof special_names[0]; i++) {
        const json_t *token = json_object_get(config, special_names[i]);
        const json_t *other = json_is_object(token) ? json_object_get(token, "content") : token;
        if (json_is_string(content) && json_equal(other, content))
            return true;
    }
    return false;
}

static enum ps_status add_decoder(struct list *list, json_t *config, json_t *decoder)
{
    PS_DEFER(ps_freep) struct numbered *entries = sort_entries(decoder, true);
    if (!entries)
        return no_memory(list);
    for (size_t i = 0; i < json_object_size(decoder); i++) {
        json_t *content = json_object_get(entries[i].value, "content");
        PS_TRY(add(list, entries[i].value, is_named(config, content)));
    }
    return PS_OK;
}

static enum ps_status add_older(struct list *list, json_t *config, json_t *added)
{
    PS_DEFER(ps_freep) struct numbered *entries = sort_entries(added, false);
    if (!entries)
        return no_memory(list);
    for (size_t i = 0; i < json_object_size(added); i++) {
        PS_DEFER(json_decrefp) json_t *token = json_string(entries[i].key);
        if (!token)
            return no_memory(list);
        PS_TRY(add(list, token, is_named(config, token)));
    }
    return PS_OK;
}

/* bos_token and the like first, then what a model adds of its own ("image_token"). */
static enum ps_status add_named(struct list *list, json_t *config)
{
    for (size_t i = 0; i < sizeof special_names / sizeof special_names[0]; i++) {
        const json_t *token = json_object_get(config, special_names[i]);
        if (json_is_string(token) || json_is_object(token))
            PS_TRY(add(list, token, true));
    }
    const char *key;
    json_t *token;
    json_object_foreach(config, key, token)
    {
        size_t size = strlen(key);
        bool named = size > 6 && strcmp(key + size - 6, "_token") == 0;
        if (named && (json_is_string(token) || json_is_object(token)))
            PS_TRY(add(list, token, true));
    }
    return PS_OK;
}

static enum ps_status add_extra(struct list *list, json_t *config)
{
    json_t *extra = json_object_get(config, "extra_special_tokens");
    if (!extra || (json_is_array(extra) && json_array_size(extra) == 0))
        extra = json_object_get(config, "additional_special_tokens");
    for (size_t i = 0; i < json_array_size(extra); i++)
        PS_TRY(add(list, json_array_get(extra, i), true));
    const char *key;
    json_t *token;
    json_object_foreach(extra, key, token) PS_TRY(add(list, token, true));
    return PS_OK;
}

static enum ps_status note_contents(struct list *list)
{
    for (size_t i = 0; i < json_array_size(list->tokens); i++) {
        const json_t *content = json_object_get(json_array_get(list->tokens, i), "content");
        if (json_is_string(content) &&
            json_object_set_new(list->contents, json_string_value(content), json_true()) != 0)
            return no_memory(list);
    }
    return PS_OK;
}

enum ps_status ps_added_settings_apply(json_t *config, json_t *added, json_t *tokens,
                                       struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *contents = json_object();
    struct list list = {tokens, contents, error};
    if (!contents)
        return no_memory(&list);
    PS_TRY(note_contents(&list));
    json_t *decoder = json_object_get(config, "added_tokens_decoder");
    if (json_is_object(decoder))
        PS_TRY(add_decoder(&list, config, decoder));
    if (added)
        PS_TRY(add_older(&list, config, added));
    PS_TRY(add_named(&list, config));
    return add_extra(&list, config);
}
