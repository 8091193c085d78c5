/* The settings that are lists: topics, models, names. */
#include "worker/settings_internal.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "shared/base/suggest.h"

#define LIST_LENGTH_MAX 1000
#define ITEM_KEY_SIZE   64

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

/* One item of a list. */
struct item {
    const struct ps_setting *setting;
    char key[ITEM_KEY_SIZE]; /* "models[1]" */
    json_t *value;           /* borrowed */
    const struct ps_config_origin *origin;
};

static struct item item_of(const struct ps_setting *setting, const json_t *list, size_t index,
                           const struct ps_config_origin *origin)
{
    struct item item = {setting, "", json_array_get(list, index), origin};
    (void)snprintf(item.key, sizeof item.key, "%s[%zu]", setting->key, index);
    return item;
}

/* Refuses a member of an item; value is what stands there, or NULL: nothing does. */
static enum ps_status refuse_member(const struct item *item, const char *name, const char *expected,
                                    const json_t *value, struct ps_error *error)
{
    char key[ITEM_KEY_SIZE + 16];
    (void)snprintf(key, sizeof key, "%s.%s", item->key, name);
    if (value)
        return ps_settings_refuse(key, expected, value, item->origin, error);
    return ps_error_set_param(error, PS_INVALID, key, "%s: %s: found nothing, expected %s",
                              item->origin->text, key, expected);
}

/* Only those named may be members of the item. */
static enum ps_status check_members(const struct item *item, const char *const *names,
                                    size_t num_names, struct ps_error *error)
{
    for (void *place = json_object_iter(item->value); place;
         place = json_object_iter_next(item->value, place)) {
        const char *member = json_object_iter_key(place);
        bool known = false;
        for (size_t i = 0; i < num_names; i++)
            known = known || strcmp(names[i], member) == 0;
        if (known)
            continue;
        const char *nearest = ps_suggest(member, names, num_names);
        return ps_error_set_param(error, PS_INVALID, item->key,
                                  "%s: found the unknown key %s.%s, expected %s%s%s",
                                  item->origin->text, item->key, member, item->setting->expected,
                                  nearest ? "; the nearest is " : "", nearest ? nearest : "");
    }
    return PS_OK;
}

static bool is_name_or_pattern(const char *text)
{
    return text[0] == '^' || ps_settings_is_topic(text);
}

static enum ps_status read_topic(const struct item *item, struct ps_config_topic *topic,
                                 struct ps_error *error)
{
    static const char *const names[] = {"topic", "weight"};
    static const char expected[] = PS_EXPECTED_TOPIC "; or a regular expression that begins with ^";
    bool is_object = json_is_object(item->value);
    const json_t *name = is_object ? json_object_get(item->value, "topic") : item->value;
    const json_t *weight = json_object_get(item->value, "weight");
    bool is_right = json_is_string(name) && is_name_or_pattern(json_string_value(name));
    if (is_right)
        PS_TRY(ps_settings_replace(&topic->name, json_string_value(name), error));
    PS_TRY(check_members(item, names, 2, error));
    if (is_object && !is_right)
        return refuse_member(item, "topic", expected, name, error);
    if (!json_is_string(name))
        return ps_settings_refuse(item->key, "a topic's name or {\"topic\", \"weight\"}", name,
                                  item->origin, error);
    if (!is_right)
        return ps_settings_refuse(item->key, expected, name, item->origin, error);
    if (weight && (!json_is_integer(weight) || json_integer_value(weight) < 1 ||
                   json_integer_value(weight) > 1000))
        return refuse_member(item, "weight", "a whole number from 1 to 1000", weight, error);
    topic->weight = weight ? json_integer_value(weight) : 1;
    return PS_OK;
}

/* The number of items of a list that may have from minimum to LIST_LENGTH_MAX of them. */
static enum ps_status count_items(const struct ps_setting *setting, const json_t *value,
                                  size_t minimum, const struct ps_config_origin *origin,
                                  struct ps_problems *problems)
{
    struct ps_error error = {0};
    size_t count = json_array_size(value);
    if (json_is_array(value) && count >= minimum && count <= LIST_LENGTH_MAX)
        return PS_OK;
    (void)ps_settings_refuse(setting->key, setting->expected, value, origin, &error);
    return ps_problems_add(problems, &error);
}

static enum ps_status no_memory(struct ps_problems *problems)
{
    struct ps_error error = {0};
    (void)ps_error_no_memory(&error, "the configuration");
    return ps_problems_add(problems, &error);
}

enum ps_status ps_settings_topics(const struct ps_setting *setting, struct ps_config_topics *field,
                                  const json_t *value, const struct ps_config_origin *origin,
                                  struct ps_problems *problems)
{
    PS_TRY(count_items(setting, value, 1, origin, problems));
    size_t count = json_array_size(value);
    PS_DEFER(ps_settings_close_topics) struct ps_config_topics topics = {0};
    topics.items = calloc(count, sizeof *topics.items);
    if (!topics.items)
        return no_memory(problems);
    topics.count = count;
    enum ps_status status = PS_OK;
    for (size_t i = 0; i < count; i++) {
        struct ps_error error = {0};
        const struct item item = item_of(setting, value, i, origin);
        if (read_topic(&item, &topics.items[i], &error) != PS_OK)
            status = ps_problems_add(problems, &error);
    }
    ps_settings_close_topics(field);
    *field = topics;
    topics = (struct ps_config_topics){0};
    return status;
}

static enum ps_status read_string(const struct item *item, char **string, struct ps_error *error)
{
    if (!json_is_string(item->value) || !ps_settings_is_topic(json_string_value(item->value)))
        return ps_settings_refuse(item->key, PS_EXPECTED_TOPIC, item->value, item->origin, error);
    return ps_settings_replace(string, json_string_value(item->value), error);
}

enum ps_status ps_settings_strings(const struct ps_setting *setting,
                                   struct ps_config_strings *field, const json_t *value,
                                   const struct ps_config_origin *origin,
                                   struct ps_problems *problems)
{
    PS_TRY(count_items(setting, value, 0, origin, problems));
    size_t count = json_array_size(value);
    PS_DEFER(ps_settings_close_strings) struct ps_config_strings strings = {0};
    strings.items = calloc(count + 1, sizeof *strings.items);
    if (!strings.items)
        return no_memory(problems);
    strings.count = count;
    enum ps_status status = PS_OK;
    for (size_t i = 0; i < count; i++) {
        struct ps_error error = {0};
        const struct item item = item_of(setting, value, i, origin);
        if (read_string(&item, &strings.items[i], &error) != PS_OK)
            status = ps_problems_add(problems, &error);
    }
    ps_settings_close_strings(field);
    *field = strings;
    strings = (struct ps_config_strings){0};
    return status;
}

static bool is_dtype(const json_t *value)
{
    const char *text = json_string_value(value);
    return text && (strcmp(text, "auto") == 0 || strcmp(text, "f32") == 0);
}

static bool is_text(const json_t *value)
{
    return json_is_string(value) && json_string_length(value) > 0;
}

/* The name that is given, or that of the folder; none where what it would come from is wrong. */
static enum ps_status name_model(struct ps_config_model *model, const json_t *name,
                                 const json_t *path, struct ps_error *error)
{
    if (name ? !is_text(name) : !is_text(path))
        return PS_OK;
    model->name = name ? strdup(json_string_value(name)) : ps_path_last(json_string_value(path));
    return model->name ? PS_OK : ps_error_no_memory(error, "the configuration");
}

static enum ps_status read_model(const struct item *item, struct ps_config_model *model,
                                 struct ps_error *error)
{
    static const char *const names[] = {"name", "path", "dtype"};
    const json_t *path = json_object_get(item->value, "path");
    const json_t *name = json_object_get(item->value, "name");
    const json_t *dtype = json_object_get(item->value, "dtype");
    if (!json_is_object(item->value))
        return ps_settings_refuse(item->key, "{\"name\", \"path\", \"dtype\"}", item->value,
                                  item->origin, error);
    PS_TRY(name_model(model, name, path, error));
    PS_TRY(check_members(item, names, 3, error));
    if (!is_text(path))
        return refuse_member(item, "path", "the path of a model's folder", path, error);
    if (name && !is_text(name))
        return refuse_member(item, "name", "a non-empty string", name, error);
    if (dtype && !is_dtype(dtype))
        return refuse_member(item, "dtype", "\"auto\" or \"f32\"", dtype, error);
    if (!model->name[0])
        return refuse_member(item, "name", "a name, since the path has none", name, error);
    model->path = strdup(json_string_value(path));
    model->dtype = strdup(dtype ? json_string_value(dtype) : "auto");
    if (!model->path || !model->dtype)
        return ps_error_no_memory(error, "the configuration");
    return PS_OK;
}

enum ps_status ps_settings_models(const struct ps_setting *setting, struct ps_config_models *field,
                                  const json_t *value, const struct ps_config_origin *origin,
                                  struct ps_problems *problems)
{
    PS_TRY(count_items(setting, value, 0, origin, problems));
    size_t count = json_array_size(value);
    PS_DEFER(ps_settings_close_models) struct ps_config_models models = {0};
    models.items = calloc(count + 1, sizeof *models.items);
    if (!models.items)
        return no_memory(problems);
    models.count = count;
    enum ps_status status = PS_OK;
    for (size_t i = 0; i < count; i++) {
        struct ps_error error = {0};
        const struct item item = item_of(setting, value, i, origin);
        if (read_model(&item, &models.items[i], &error) != PS_OK)
            status = ps_problems_add(problems, &error);
    }
    ps_settings_close_models(field);
    *field = models;
    models = (struct ps_config_models){0};
    return status;
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

json_t *ps_settings_topics_json(const struct ps_config_topics *topics)
{
    json_t *list = json_array();
    for (size_t i = 0; list && i < topics->count; i++) {
        json_t *topic = json_pack("{s:s, s:I}", "topic", topics->items[i].name, "weight",
                                  (json_int_t)topics->items[i].weight);
        if (json_array_append_new(list, topic) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

json_t *ps_settings_strings_json(const struct ps_config_strings *strings)
{
    json_t *list = json_array();
    for (size_t i = 0; list && i < strings->count; i++) {
        if (json_array_append_new(list, json_string(strings->items[i])) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

json_t *ps_settings_models_json(const struct ps_config_models *models)
{
    json_t *list = json_array();
    for (size_t i = 0; list && i < models->count; i++) {
        const struct ps_config_model *model = &models->items[i];
        json_t *object = json_pack("{s:s, s:s, s:s}", "name", model->name, "path", model->path,
                                   "dtype", model->dtype);
        if (json_array_append_new(list, object) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}
