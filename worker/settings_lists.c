/* The settings that are lists: topics, models, names. */
#include "worker/settings_internal.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "shared/base/suggest.h"

#define LIST_LENGTH_MAX 1000

void ps_settings_close_topics(struct ps_config_topics *topics)
{
    for (size_t i = 0; i < topics->count; i++)
        free(topics->items[i].name);
    free(topics->items);
    *topics = (struct ps_config_topics){0};
}

void ps_settings_close_strings(struct ps_config_strings *strings)
{
    for (size_t i = 0; i < strings->count; i++)
        free(strings->items[i]);
    free(strings->items);
    *strings = (struct ps_config_strings){0};
}

void ps_settings_close_models(struct ps_config_models *models)
{
    for (size_t i = 0; i < models->count; i++) {
        free(models->items[i].name);
        free(models->items[i].path);
        free(models->items[i].dtype);
    }
    free(models->items);
    *models = (struct ps_config_models){0};
}

/* The members of an object of a list: only those named may be there. */
static enum ps_status check_members(const struct ps_setting *setting, json_t *item,
                                    const char *const *names, size_t num_names, const char *origin,
                                    struct ps_error *error)
{
    const char *member;
    json_t *unused;
    json_object_foreach(item, member, unused)
    {
        bool known = false;
        for (size_t i = 0; i < num_names; i++)
            known = known || strcmp(names[i], member) == 0;
        if (known)
            continue;
        const char *nearest = ps_suggest(member, names, num_names);
        return ps_error_set_param(error, PS_INVALID, setting->key,
                                  "%s: %s: found the unknown key %s, expected %s%s%s", origin,
                                  setting->key, member, setting->expected,
                                  nearest ? "; the nearest is " : "", nearest ? nearest : "");
    }
    return PS_OK;
}

static enum ps_status read_topic(const struct ps_setting *setting, json_t *item,
                                 struct ps_config_topic *topic, const char *origin,
                                 struct ps_error *error)
{
    static const char *const names[] = {"topic", "weight"};
    const json_t *name = json_is_object(item) ? json_object_get(item, "topic") : item;
    const json_t *weight = json_object_get(item, "weight");
    if (json_is_object(item))
        PS_TRY(check_members(setting, item, names, 2, origin, error));
    if (!json_is_string(name) || json_string_length(name) == 0)
        return ps_settings_refuse(setting->key, setting->expected, item, origin, error);
    if (weight && (!json_is_integer(weight) || json_integer_value(weight) < 1 ||
                   json_integer_value(weight) > 1000))
        return ps_settings_refuse("topics.jobs[].weight", "a whole number from 1 to 1000", weight,
                                  origin, error);
    topic->weight = weight ? json_integer_value(weight) : 1;
    return ps_settings_replace(&topic->name, json_string_value(name), error);
}

enum ps_status ps_settings_topics(const struct ps_setting *setting, struct ps_config_topics *field,
                                  const json_t *value, const char *origin, struct ps_error *error)
{
    size_t count = json_array_size(value);
    if (!json_is_array(value) || count == 0 || count > LIST_LENGTH_MAX)
        return ps_settings_refuse(setting->key, setting->expected, value, origin, error);
    PS_DEFER(ps_settings_close_topics) struct ps_config_topics topics = {0};
    topics.items = calloc(count, sizeof *topics.items);
    if (!topics.items)
        return ps_error_no_memory(error, "the configuration");
    topics.count = count;
    for (size_t i = 0; i < count; i++)
        PS_TRY(read_topic(setting, json_array_get(value, i), &topics.items[i], origin, error));
    ps_settings_close_topics(field);
    *field = topics;
    topics = (struct ps_config_topics){0};
    return PS_OK;
}

enum ps_status ps_settings_strings(const struct ps_setting *setting,
                                   struct ps_config_strings *field, const json_t *value,
                                   const char *origin, struct ps_error *error)
{
    size_t count = json_array_size(value);
    if (!json_is_array(value) || count > LIST_LENGTH_MAX)
        return ps_settings_refuse(setting->key, setting->expected, value, origin, error);
    PS_DEFER(ps_settings_close_strings) struct ps_config_strings strings = {0};
    strings.items = calloc(count + 1, sizeof *strings.items);
    if (!strings.items)
        return ps_error_no_memory(error, "the configuration");
    strings.count = count;
    for (size_t i = 0; i < count; i++) {
        json_t *item = json_array_get(value, i);
        if (!json_is_string(item) || json_string_length(item) == 0)
            return ps_settings_refuse(setting->key, setting->expected, item, origin, error);
        PS_TRY(ps_settings_replace(&strings.items[i], json_string_value(item), error));
    }
    ps_settings_close_strings(field);
    *field = strings;
    strings = (struct ps_config_strings){0};
    return PS_OK;
}

static enum ps_status read_model(const struct ps_setting *setting, json_t *item,
                                 struct ps_config_model *model, const char *origin,
                                 struct ps_error *error)
{
    static const char *const names[] = {"name", "path", "dtype"};
    const json_t *path = json_object_get(item, "path");
    const json_t *name = json_object_get(item, "name");
    const json_t *dtype = json_object_get(item, "dtype");
    if (!json_is_object(item))
        return ps_settings_refuse(setting->key, setting->expected, item, origin, error);
    PS_TRY(check_members(setting, item, names, 3, origin, error));
    if (!json_is_string(path) || json_string_length(path) == 0)
        return ps_settings_refuse("models[].path", "the path of a model's folder",
                                  path ? path : item, origin, error);
    if (name && (!json_is_string(name) || json_string_length(name) == 0))
        return ps_settings_refuse("models[].name", "a non-empty string", name, origin, error);
    if (dtype && !json_is_string(dtype))
        return ps_settings_refuse("models[].dtype", "\"auto\" or \"f32\"", dtype, origin, error);
    model->path = strdup(json_string_value(path));
    model->name = name ? strdup(json_string_value(name)) : ps_path_last(json_string_value(path));
    model->dtype = strdup(dtype ? json_string_value(dtype) : "auto");
    if (!model->path || !model->name || !model->dtype)
        return ps_error_no_memory(error, "the configuration");
    return PS_OK;
}

enum ps_status ps_settings_models(const struct ps_setting *setting, struct ps_config_models *field,
                                  const json_t *value, const char *origin, struct ps_error *error)
{
    size_t count = json_array_size(value);
    if (!json_is_array(value) || count > LIST_LENGTH_MAX)
        return ps_settings_refuse(setting->key, setting->expected, value, origin, error);
    PS_DEFER(ps_settings_close_models) struct ps_config_models models = {0};
    models.items = calloc(count + 1, sizeof *models.items);
    if (!models.items)
        return ps_error_no_memory(error, "the configuration");
    models.count = count;
    for (size_t i = 0; i < count; i++)
        PS_TRY(read_model(setting, json_array_get(value, i), &models.items[i], origin, error));
    ps_settings_close_models(field);
    *field = models;
    models = (struct ps_config_models){0};
    return PS_OK;
}

/* "NAME=DIR" or "DIR" as a model's object, anything else as a string; a new reference. */
static json_t *list_item(enum ps_setting_kind kind, const char *text, size_t size)
{
    const char *equals = memchr(text, '=', size);
    if (kind != PS_SETTING_MODELS)
        return json_stringn(text, size);
    if (!equals)
        return json_pack("{s:s%}", "path", text, size);
    size_t name_size = (size_t)(equals - text);
    return json_pack("{s:s%, s:s%}", "name", text, name_size, "path", equals + 1,
                     size - name_size - 1);
}

/* The parts between commas, empty ones left out, as a JSON list. */
json_t *ps_settings_split(enum ps_setting_kind kind, const char *text)
{
    json_t *list = json_array();
    while (list && *text) {
        size_t size = strcspn(text, ",");
        if (size > 0 && json_array_append_new(list, list_item(kind, text, size)) != 0) {
            json_decref(list);
            return NULL;
        }
        text += size;
        text += *text == ',';
    }
    return list;
}
