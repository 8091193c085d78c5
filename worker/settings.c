/* One row per key; a kind per shape of value. */
#include "worker/settings.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/suggest.h"
#include "worker/settings_internal.h"

#define FOUND_SIZE_MAX 80

static const char *const delivery_modes[] = {"exactly-once", "at-least-once", NULL};
static const char *const log_levels[] = {"debug", "info", "warning", "error", NULL};

/* The members that every row of a kind has. */
#define STRING_OF(key_, member, fallback_, expected_)                                              \
    .key = key_, .kind = PS_SETTING_STRING, .offset = offsetof(struct ps_config, member),          \
    .fallback = fallback_, .expected = expected_
#define INTEGER_OF(key_, member, minimum_, maximum_, fallback_, expected_)                         \
    .key = key_, .kind = PS_SETTING_INTEGER, .offset = offsetof(struct ps_config, member),         \
    .minimum = minimum_, .maximum = maximum_, .fallback = fallback_, .expected = expected_
#define LIST_OF(key_, kind_, member, fallback_, expected_)                                         \
    .key = key_, .kind = kind_, .offset = offsetof(struct ps_config, member),                      \
    .fallback = fallback_, .expected = expected_

static const struct ps_setting settings[] = {
    {STRING_OF("worker.slot", worker.slot, "", "a string")},
    {INTEGER_OF("worker.grace_ms", worker.grace_ms, 0, 86400000, "25000", "milliseconds")},
    {INTEGER_OF("worker.memory_bytes_max", worker.memory_bytes_max, 0, INT64_MAX, "0", "bytes")},
    {INTEGER_OF("worker.job_bytes_max", worker.job_bytes_max, 1024, 1000000000, "8388608",
                "bytes")},
    {LIST_OF("topics.jobs", PS_SETTING_TOPICS, topics.jobs, "penstock.jobs",
             "a list of topics, each a name or {\"topic\", \"weight\"}")},
    {STRING_OF("topics.results", topics.results, "penstock.results", "a topic's name")},
    {STRING_OF("topics.dead_letter", topics.dead_letter, "penstock.dead-letter", "a topic's name")},
    {LIST_OF("topics.reply_to_allowed", PS_SETTING_STRINGS, topics.reply_to_allowed, "",
             "a list of topic names")},
    {STRING_OF("redis.url", redis.url, "redis://localhost:6379/0",
               "redis://[user:password@]host:port/db, unix:///path or \"\""),
     .secret = PS_SECRET_PASSWORD},
    {STRING_OF("redis.prefix", redis.prefix, "penstock", "a string")},
    {INTEGER_OF("redis.result_ttl_s", redis.result_ttl_s, 1, 315360000, "86400", "seconds")},
    {INTEGER_OF("redis.cache_ttl_s", redis.cache_ttl_s, 1, 315360000, "86400", "seconds")},
    {INTEGER_OF("redis.timeout_ms", redis.timeout_ms, 1, 60000, "50", "milliseconds")},
    {INTEGER_OF("redis.backlog_bytes_max", redis.backlog_bytes_max, 0, 1073741824, "16777216",
                "bytes")},
    {LIST_OF("models", PS_SETTING_MODELS, models, "",
             "a list of models, each {\"name\", \"path\", \"dtype\"}")},
    {INTEGER_OF("engine.threads", engine.threads, 0, 1024, "0", "threads")},
    {INTEGER_OF("engine.kv_bytes_max", engine.kv_bytes_max, 1, INT64_MAX, "1073741824", "bytes")},
    {INTEGER_OF("engine.step_tokens_max", engine.step_tokens_max, 0, 1048576, "0", "tokens")},
    {STRING_OF("delivery.mode", delivery.mode, "exactly-once",
               "\"exactly-once\" or \"at-least-once\""),
     .choices = delivery_modes},
    {INTEGER_OF("delivery.group_jobs_max", delivery.group_jobs_max, 1, 100000, "1000", "jobs")},
    {INTEGER_OF("delivery.group_ms_max", delivery.group_ms_max, 0, 60000, "100", "milliseconds")},
    {INTEGER_OF("delivery.in_flight_tokens_max", delivery.in_flight_tokens_max, 0, INT64_MAX, "0",
                "tokens")},
    {INTEGER_OF("delivery.in_flight_bytes_max", delivery.in_flight_bytes_max, 1024, INT64_MAX,
                "67108864", "bytes")},
    {STRING_OF("http.listen", http.listen, "127.0.0.1:9464", "host:port")},
    {STRING_OF("log.level", log.level, "info", "\"debug\", \"info\", \"warning\" or \"error\""),
     .choices = log_levels},
    {STRING_OF("tracing.endpoint", tracing.endpoint, "",
               "an http:// or https:// address of an OpenTelemetry collector, or \"\""),
     .secret = PS_SECRET_PASSWORD},
    {STRING_OF("tracing.headers", tracing.headers, "", "name=value, separated by commas"),
     .secret = PS_SECRET_ALL},
    {INTEGER_OF("tracing.sample_percent", tracing.sample_percent, 0, 100, "100", "percent")},
};

#define NUM_SETTINGS (sizeof settings / sizeof *settings)

static const char *const sections[] = {"worker",   "kafka", "topics", "redis",  "engine",
                                       "delivery", "http",  "log",    "tracing"};

#define NUM_SECTIONS (sizeof sections / sizeof *sections)

static void *field_of(struct ps_config *config, const struct ps_setting *setting)
{
    return (char *)config + setting->offset;
}

static const struct ps_setting *find(const char *key)
{
    for (size_t i = 0; i < NUM_SETTINGS; i++) {
        if (strcmp(settings[i].key, key) == 0)
            return &settings[i];
    }
    return NULL;
}

bool ps_settings_is_section(const char *name)
{
    for (size_t i = 0; i < NUM_SECTIONS; i++) {
        if (strcmp(sections[i], name) == 0)
            return true;
    }
    return false;
}

/* A value as a message shows it: compact JSON, cut. A password is not for a log. */
static void describe(const json_t *value, const char *key, bool is_hidden,
                     char found[FOUND_SIZE_MAX])
{
    const struct ps_setting *setting = find(key);
    enum ps_setting_secret secret = setting ? setting->secret : PS_SECRET_NONE;
    PS_DEFER(ps_freep) char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    if (is_hidden || secret == PS_SECRET_ALL)
        (void)snprintf(found, FOUND_SIZE_MAX, "a value that is not shown");
    else if (text && secret == PS_SECRET_PASSWORD && strchr(text, '@'))
        (void)snprintf(found, FOUND_SIZE_MAX, "a URL with a password");
    else if (text && strlen(text) < FOUND_SIZE_MAX)
        (void)snprintf(found, FOUND_SIZE_MAX, "%s", text);
    else
        (void)snprintf(found, FOUND_SIZE_MAX, "%.*s...", FOUND_SIZE_MAX - 4,
                       text ? text : "a value");
}

enum ps_status ps_settings_refuse(const char *key, const char *expected, const json_t *value,
                                  const struct ps_config_origin *origin, struct ps_error *error)
{
    char found[FOUND_SIZE_MAX];
    describe(value, key, origin->is_hidden, found);
    return ps_error_set_param(error, PS_INVALID, key, "%s: %s: found %s, expected %s", origin->text,
                              key, found, expected);
}

enum ps_status ps_settings_unknown(const char *key, const char *origin, struct ps_error *error)
{
    const char *names[NUM_SETTINGS + NUM_SECTIONS];
    size_t num_names = 0;
    for (size_t i = 0; i < NUM_SETTINGS; i++)
        names[num_names++] = settings[i].key;
    for (size_t i = 0; i < NUM_SECTIONS && !strchr(key, '.'); i++)
        names[num_names++] = sections[i];
    const char *nearest = ps_suggest(key, names, num_names);
    if (nearest)
        return ps_error_set_param(error, PS_INVALID, key,
                                  "%s: found the unknown key %s, expected a known one; the nearest "
                                  "is %s",
                                  origin, key, nearest);
    return ps_error_set_param(error, PS_INVALID, key,
                              "%s: found the unknown key %s, expected one of the sections worker, "
                              "kafka, topics, redis, models, engine, delivery, http, log, tracing",
                              origin, key);
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
    if (!allowed)
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

static enum ps_status apply_property(struct ps_config_properties *properties, const char *name,
                                     const json_t *value, const struct ps_config_origin *origin,
                                     struct ps_error *error)
{
    PS_DEFER(ps_freep) char *text = property_text(value);
    if (!text)
        return ps_error_set_param(error, PS_INVALID, name,
                                  "%s: kafka.%s: found a list, an object or null, expected a "
                                  "string, a number or true or false",
                                  origin->text, name);
    PS_TRY(refuse_mask(name, text, origin, error));
    struct ps_config_property *property = need_property(properties, name);
    if (!property)
        return ps_error_no_memory(error, "the configuration");
    free(property->value);
    property->value = ps_take(text);
    return set_origin(&property->origin, origin, error);
}

/* The property's name where key is "kafka.<name>", else NULL. */
static const char *property_name(const char *key)
{
    return strncmp(key, "kafka.", 6) == 0 && key[6] ? key + 6 : NULL;
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
    const struct ps_setting *setting = find(key);
    enum ps_status status;
    if (property_name(key)) {
        status = apply_property(&config->kafka, property_name(key), value, origin, &error);
    } else if (!setting) {
        status = ps_settings_unknown(key, origin->text, &error);
    } else {
        PS_TRY(apply_setting(setting, field_of(config, setting), value, origin, problems));
        status = set_origin(&config->origins[setting - settings], origin, &error);
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
    const struct ps_setting *setting = find(key);
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
    for (size_t i = 0; i < NUM_SETTINGS; i++)
        PS_TRY(ps_settings_apply_text(config, settings[i].key, settings[i].fallback, &origin,
                                      problems));
    PS_TRY(ps_settings_apply_text(config, "kafka.bootstrap.servers", "localhost:9092", &origin,
                                  problems));
    return ps_settings_apply_text(config, "kafka.group.id", "penstock", &origin, problems);
}

enum ps_status ps_settings_defaults(struct ps_config *config, struct ps_error *error)
{
    PS_DEFER(ps_problems_close) struct ps_problems problems = {0};
    config->origins = calloc(NUM_SETTINGS, sizeof *config->origins);
    if (!config->origins)
        return ps_error_no_memory(error, "the configuration");
    (void)apply_defaults(config, &problems);
    return ps_problems_first(&problems, error);
}

size_t ps_settings_count(void)
{
    return NUM_SETTINGS;
}

const char *ps_settings_key(size_t index)
{
    return settings[index].key;
}

json_t *ps_settings_value(const struct ps_config *config, size_t index)
{
    const struct ps_setting *setting = &settings[index];
    const void *field = (const char *)config + setting->offset;
    switch (setting->kind) {
    case PS_SETTING_STRING:
        return json_string(*(char *const *)field);
    case PS_SETTING_INTEGER:
        return json_integer(*(const int64_t *)field);
    case PS_SETTING_TOPICS:
        return ps_settings_topics_json(field);
    case PS_SETTING_STRINGS:
        return ps_settings_strings_json(field);
    case PS_SETTING_MODELS:
        return ps_settings_models_json(field);
    }
    return NULL;
}

/* user:<masked>@host: a password ends at the last @ before the path. */
static json_t *mask_password(const char *url)
{
    const char *scheme = strstr(url, "://");
    const char *start = scheme ? scheme + 3 : url;
    const char *at = memrchr(start, '@', strcspn(start, "/?#"));
    if (!at)
        return json_string(url);
    const char *colon = memchr(start, ':', (size_t)(at - start));
    const char *secret = colon ? colon + 1 : start;
    return json_sprintf("%.*s" PS_CONFIG_MASK "%s", (int)(secret - url), url, at);
}

json_t *ps_settings_shown(const struct ps_config *config, size_t index)
{
    const struct ps_setting *setting = &settings[index];
    const char *text = setting->kind == PS_SETTING_STRING
                           ? *(char *const *)((const char *)config + setting->offset)
                           : "";
    if (config->origins[index].is_hidden || (setting->secret == PS_SECRET_ALL && text[0]))
        return json_string(PS_CONFIG_MASK);
    if (setting->secret == PS_SECRET_PASSWORD)
        return mask_password(text);
    return ps_settings_value(config, index);
}

static void close_properties(struct ps_config_properties *properties)
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
    for (size_t i = 0; i < NUM_SETTINGS; i++) {
        void *field = field_of(config, &settings[i]);
        if (settings[i].kind == PS_SETTING_STRING)
            free(*(char **)field);
        if (config->origins)
            free(config->origins[i].text);
    }
    free(config->origins);
    close_properties(&config->kafka);
    ps_settings_close_topics(&config->topics.jobs);
    ps_settings_close_strings(&config->topics.reply_to_allowed);
    ps_settings_close_models(&config->models);
    *config = (struct ps_config){0};
}
