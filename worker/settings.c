/* Values put in their places; a kind per shape of value. */
#include "worker/settings.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "worker/settings_internal.h"

static void *field_of(struct ps_config *config, const struct ps_setting *setting)
{
    return (char *)config + setting->offset;
}

enum ps_status ps_settings_replace(char **field, const char *text, struct ps_error *error)
{
    char *copy = strdup(text);
    if (!copy)
        return ps_error_no_memory(error, "the configuration");
    free(*field);
    *field = copy;
    return PS_OK;
}

/* What --print-config shows in the place of a secret would be a wrong password. */
static enum ps_status refuse_mask(const char *key, const char *text,
                                  const struct ps_config_origin *origin, struct ps_error *error)
{
    if (!strstr(text, PS_CONFIG_MASK))
        return PS_OK;
    return ps_error_set_param(error, PS_INVALID, key,
                              "%s: %s: found " PS_CONFIG_MASK ", which stands for a secret that "
                              "was not shown, expected the secret itself",
                              origin->text, key);
}

static enum ps_status apply_string(const struct ps_setting *setting, char **field,
                                   const json_t *value, const struct ps_config_origin *origin,
                                   struct ps_error *error)
{
    const char *text = json_string_value(value);
    bool allowed = text && !setting->choices;
    for (size_t i = 0; text && setting->choices && setting->choices[i]; i++)
        allowed = allowed || strcmp(setting->choices[i], text) == 0;
    if (!allowed || (setting->is_right && !setting->is_right(text)))
        return ps_settings_refuse(setting->key, setting->expected, value, origin, error);
    PS_TRY(refuse_mask(setting->key, text, origin, error));
    return ps_settings_replace(field, text, error);
}

static enum ps_status apply_integer(const struct ps_setting *setting, int64_t *field,
                                    const json_t *value, const struct ps_config_origin *origin,
                                    struct ps_error *error)
{
    json_int_t number = json_integer_value(value);
    if (json_is_integer(value) && number >= setting->minimum && number <= setting->maximum) {
        *field = number;
        return PS_OK;
    }
    char expected[160];
    if (setting->maximum == INT64_MAX)
        (void)snprintf(expected, sizeof expected, "a whole number of %s, at least %lld",
                       setting->expected, (long long)setting->minimum);
    else
        (void)snprintf(expected, sizeof expected, "a whole number of %s from %lld to %lld",
                       setting->expected, (long long)setting->minimum, (long long)setting->maximum);
    return ps_settings_refuse(setting->key, expected, value, origin, error);
}

/* A property's value as librdkafka takes it; NULL for what is no scalar. */
static char *property_text(const json_t *value)
{
    if (json_is_string(value))
        return strdup(json_string_value(value));
    if (json_is_boolean(value))
        return strdup(json_is_true(value) ? "true" : "false");
    if (json_is_number(value))
        return json_dumps(value, JSON_ENCODE_ANY);
    return NULL;
}

static struct ps_config_property *find_property(struct ps_config_properties *properties,
                                                const char *name)
{
    for (size_t i = 0; i < properties->count; i++) {
        if (strcmp(properties->items[i].name, name) == 0)
            return &properties->items[i];
    }
    return NULL;
}

/* The property of that name, made with an empty value where there is none; NULL where memory can't
 * be had. */
static struct ps_config_property *need_property(struct ps_config_properties *properties,
                                                const char *name)
{
    struct ps_config_property *found = find_property(properties, name);
    if (found)
        return found;
    struct ps_config_property *items =
        realloc(properties->items, (properties->count + 1) * sizeof *items);
    if (!items)
        return NULL;
    properties->items = items;
    struct ps_config_property made = {.name = strdup(name), .value = strdup("")};
    if (!made.name || !made.value) {
        free(made.name);
        free(made.value);
        return NULL;
    }
    items[properties->count++] = made;
    return &items[properties->count - 1];
}

static enum ps_status set_origin(struct ps_config_origin *field,
                                 const struct ps_config_origin *origin, struct ps_error *error)
{
    PS_TRY(ps_settings_replace(&field->text, origin->text, error));
    field->is_hidden = origin->is_hidden;
    return PS_OK;
}

/* The property's name where key is "kafka.<name>", else NULL. */
static const char *property_name(const char *key)
{
    return strncmp(key, "kafka.", 6) == 0 && key[6] ? key + 6 : NULL;
}

/* librdkafka's names are of such letters, and what is printed has to be text. */
static bool may_be_name(const char *name)
{
    for (; *name; name++) {
        if (*name <= ' ' || *name > '~')
            return false;
    }
    return true;
}

static enum ps_status apply_property(struct ps_config_properties *properties, const char *key,
                                     const json_t *value, const struct ps_config_origin *origin,
                                     struct ps_error *error)
{
    const char *name = property_name(key);
    PS_DEFER(ps_freep) char *text = property_text(value);
    if (!may_be_name(name))
        return ps_settings_unknown(key, origin->text, error);
    if (!text)
        return ps_error_set_param(error, PS_INVALID, name,
                                  "%s: %s: found a list, an object or null, expected a "
                                  "string, a number or true or false",
                                  origin->text, key);
    PS_TRY(refuse_mask(key, text, origin, error));
    struct ps_config_property *property = need_property(properties, name);
    if (!property)
        return ps_error_no_memory(error, "the configuration");
    free(property->value);
    property->value = ps_take(text);
    return set_origin(&property->origin, origin, error);
}

static enum ps_status apply_scalar(const struct ps_setting *setting, void *field,
                                   const json_t *value, const struct ps_config_origin *origin,
                                   struct ps_problems *problems)
{
    struct ps_error error = {0};
    enum ps_status status = setting->kind == PS_SETTING_STRING
                                ? apply_string(setting, field, value, origin, &error)
                                : apply_integer(setting, field, value, origin, &error);
    return status == PS_OK ? PS_OK : ps_problems_add(problems, &error);
}

static enum ps_status apply_setting(const struct ps_setting *setting, void *field,
                                    const json_t *value, const struct ps_config_origin *origin,
                                    struct ps_problems *problems)
{
    switch (setting->kind) {
    case PS_SETTING_STRING:
    case PS_SETTING_INTEGER:
        return apply_scalar(setting, field, value, origin, problems);
    case PS_SETTING_TOPICS:
        return ps_settings_topics(setting, field, value, origin, problems);
    case PS_SETTING_STRINGS:
        return ps_settings_strings(setting, field, value, origin, problems);
    case PS_SETTING_MODELS:
        return ps_settings_models(setting, field, value, origin, problems);
    }
    return PS_INTERNAL;
}

enum ps_status ps_settings_apply(struct ps_config *config, const char *key, const json_t *value,
                                 const struct ps_config_origin *origin,
                                 struct ps_problems *problems)
{
    struct ps_error error = {0};
    const struct ps_setting *setting = ps_settings_find(key);
    enum ps_status status;
    if (property_name(key)) {
        status = apply_property(&config->kafka, key, value, origin, &error);
    } else if (!setting) {
        status = ps_settings_unknown(key, origin->text, &error);
    } else {
        /* also of a value that is wrong: of a list what is right is there */
        status = set_origin(&config->origins[setting - ps_settings_row(0)], origin, &error);
        if (status == PS_OK)
            return apply_setting(setting, field_of(config, setting), value, origin, problems);
    }
    return status == PS_OK ? PS_OK : ps_problems_add(problems, &error);
}

/* The JSON value that a text stands for under a key of that kind; NULL where it stands for none. */
static json_t *value_of_text(enum ps_setting_kind kind, const char *text)
{
    if (kind == PS_SETTING_STRING)
        return json_string(text);
    if (kind == PS_SETTING_INTEGER) {
        char *end;
        errno = 0;
        long long number = strtoll(text, &end, 10);
        bool whole = *text && !*end && errno == 0;
        return whole ? json_integer(number) : json_string(text);
    }
    if (text[0] == '[')
        return json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    return ps_settings_split(kind, text);
}

/* Bytes that are no UTF-8, or a list that is no JSON. What may be a secret isn't repeated. */
static enum ps_status refuse_text(const struct ps_setting *setting, const char *key,
                                  const char *text, const struct ps_config_origin *origin,
                                  struct ps_error *error)
{
    if (!setting || setting->kind == PS_SETTING_STRING || origin->is_hidden)
        return ps_error_set_param(
            error, PS_INVALID, key, "%s: %s: found bytes that are not UTF-8, expected %s",
            origin->text, key, setting ? setting->expected : "a librdkafka value");
    return ps_error_set_param(error, PS_INVALID, key,
                              "%s: %s: found \"%.40s\", expected %s, in UTF-8", origin->text, key,
                              text, setting->expected);
}

enum ps_status ps_settings_apply_text(struct ps_config *config, const char *key, const char *text,
                                      const struct ps_config_origin *origin,
                                      struct ps_problems *problems)
{
    struct ps_error error = {0};
    const struct ps_setting *setting = ps_settings_find(key);
    if (!setting && !property_name(key)) {
        (void)ps_settings_unknown(key, origin->text, &error);
        return ps_problems_add(problems, &error);
    }
    json_t *value = value_of_text(setting ? setting->kind : PS_SETTING_STRING, text);
    if (!value) {
        (void)refuse_text(setting, key, text, origin, &error);
        return ps_problems_add(problems, &error);
    }
    enum ps_status status = ps_settings_apply(config, key, value, origin, problems);
    json_decref(value);
    return status;
}

static enum ps_status apply_defaults(struct ps_config *config, struct ps_problems *problems)
{
    char text[] = "default";
    const struct ps_config_origin origin = {.text = text};
    for (size_t i = 0; i < ps_settings_count(); i++)
        PS_TRY(ps_settings_apply_text(config, ps_settings_key(i), ps_settings_row(i)->fallback,
                                      &origin, problems));
    PS_TRY(ps_settings_apply_text(config, "kafka.bootstrap.servers", "localhost:9092", &origin,
                                  problems));
    return ps_settings_apply_text(config, "kafka.group.id", "penstock", &origin, problems);
}

enum ps_status ps_settings_defaults(struct ps_config *config, struct ps_error *error)
{
    PS_DEFER(ps_problems_close) struct ps_problems problems = {0};
    config->origins = calloc(ps_settings_count(), sizeof *config->origins);
    if (!config->origins)
        return ps_error_no_memory(error, "the configuration");
    (void)apply_defaults(config, &problems);
    return ps_problems_first(&problems, error);
}

void ps_settings_close_properties(struct ps_config_properties *properties)
{
    for (size_t i = 0; i < properties->count; i++) {
        free(properties->items[i].name);
        free(properties->items[i].value);
        free(properties->items[i].origin.text);
    }
    free(properties->items);
    *properties = (struct ps_config_properties){0};
}

void ps_settings_close(struct ps_config *config)
{
    for (size_t i = 0; i < ps_settings_count(); i++) {
        void *field = field_of(config, ps_settings_row(i));
        if (ps_settings_row(i)->kind == PS_SETTING_STRING)
            free(*(char **)field);
        if (config->origins)
            free(config->origins[i].text);
    }
    free(config->origins);
    ps_settings_close_properties(&config->kafka);
    ps_settings_close_topics(&config->topics.jobs);
    ps_settings_close_strings(&config->topics.reply_to_allowed);
    ps_settings_close_models(&config->models);
    *config = (struct ps_config){0};
}
