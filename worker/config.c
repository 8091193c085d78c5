/* The layers of the configuration, from the weakest to the strongest. */
#include "worker/config.h"

#include <ctype.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "worker/settings.h"

#define CONFIG_BYTES_MAX ((size_t)1 << 20)
#define SECRET_BYTES_MAX ((size_t)1 << 16)
#define KEY_SIZE_MAX     256
#define ENV_PREFIX       "PENSTOCK_"

static enum ps_status apply_section(struct ps_config *config, const char *section, json_t *members,
                                    const char *origin, struct ps_error *error)
{
    const char *name;
    json_t *value;
    if (!json_is_object(members))
        return ps_error_set_param(error, PS_INVALID, section,
                                  "%s: %s: found no object, expected {\"key\": value, ...}", origin,
                                  section);
    json_object_foreach(members, name, value)
    {
        char key[KEY_SIZE_MAX];
        int size = snprintf(key, sizeof key, "%s.%s", section, name);
        if (size < 0 || (size_t)size >= sizeof key)
            return ps_error_set(error, PS_INVALID,
                                "%s: %s: found a key of %zu bytes, expected a known one", origin,
                                section, strlen(name));
        PS_TRY(ps_settings_apply(config, key, value, origin, error));
    }
    return PS_OK;
}

static enum ps_status apply_file_root(struct ps_config *config, json_t *root, const char *path,
                                      struct ps_error *error)
{
    const char *name;
    json_t *value;
    json_object_foreach(root, name, value)
    {
        if (ps_settings_is_section(name))
            PS_TRY(apply_section(config, name, value, path, error));
        else if (strcmp(name, "models") == 0)
            PS_TRY(ps_settings_apply(config, name, value, path, error));
        else
            return ps_settings_unknown(name, path, error);
    }
    return PS_OK;
}

static enum ps_status apply_file(struct ps_config *config, const char *path, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    json_error_t where;
    PS_TRY(ps_file_read(path, CONFIG_BYTES_MAX, &text, error));
    json_t *root =
        json_loadb(text.data ? text.data : "", text.size, JSON_REJECT_DUPLICATES, &where);
    if (!root)
        return ps_error_set(error, PS_INVALID, "%s: line %d, column %d: %s, expected JSON", path,
                            where.line, where.column, where.text);
    enum ps_status status =
        json_is_object(root)
            ? apply_file_root(config, root, path, error)
            : ps_error_set(error, PS_INVALID, "%s: found a list, expected an object", path);
    json_decref(root);
    return status;
}

/* PENSTOCK_A__B -> a.b; under KAFKA__ a single _ stands for a dot. False where the name has no __:
 * such variables are not settings. */
static bool environment_key(const char *name, size_t size, char key[KEY_SIZE_MAX])
{
    const char *separator = memmem(name, size, "__", 2);
    if (!separator || separator == name || size >= KEY_SIZE_MAX)
        return false;
    size_t section_size = (size_t)(separator - name);
    bool kafka = section_size == 5 && strncasecmp(name, "kafka", 5) == 0;
    size_t length = 0;
    for (size_t i = 0; i < size; i++) {
        char letter = (char)tolower((unsigned char)name[i]);
        bool is_separator = i == section_size;
        key[length++] = is_separator || (kafka && letter == '_') ? '.' : letter;
        i += is_separator;
    }
    key[length] = '\0';
    return true;
}

/* ..._FILE: the value is the file's text, a newline at its end left out. */
static enum ps_status apply_secret(struct ps_config *config, const char *key, const char *path,
                                   const char *origin, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    enum ps_status status = ps_file_read(path, SECRET_BYTES_MAX, &text, error);
    if (status != PS_OK) {
        ps_error_prefix(error, "%s", origin);
        return status;
    }
    while (text.size > 0 && strchr("\r\n", text.data[text.size - 1]))
        text.data[--text.size] = '\0';
    return ps_settings_apply_text(config, key, text.data ? text.data : "", origin, error);
}

static enum ps_status apply_variable(struct ps_config *config, const char *variable,
                                     struct ps_error *error)
{
    static const char suffix[] = "_FILE";
    const char *equals = strchr(variable, '=');
    size_t prefix_size = strlen(ENV_PREFIX);
    char key[KEY_SIZE_MAX];
    char origin[KEY_SIZE_MAX + 32];
    if (!equals || strncmp(variable, ENV_PREFIX, prefix_size) != 0)
        return PS_OK;
    const char *name = variable + prefix_size;
    size_t size = (size_t)(equals - name);
    size_t suffix_size = strlen(suffix);
    bool secret = size > suffix_size && memcmp(name + size - suffix_size, suffix, suffix_size) == 0;
    if (!environment_key(name, secret ? size - suffix_size : size, key))
        return PS_OK;
    (void)snprintf(origin, sizeof origin, "environment variable %.*s", (int)(equals - variable),
                   variable);
    if (secret)
        return apply_secret(config, key, equals + 1, origin, error);
    return ps_settings_apply_text(config, key, equals + 1, origin, error);
}

static enum ps_status apply_override(struct ps_config *config, const char *override,
                                     struct ps_error *error)
{
    const char *equals = strchr(override, '=');
    size_t size = equals ? (size_t)(equals - override) : 0;
    if (!equals || size == 0 || size >= KEY_SIZE_MAX)
        return ps_error_set(error, PS_INVALID, "--set: found \"%.60s\", expected key=value",
                            override);
    char key[KEY_SIZE_MAX];
    memcpy(key, override, size);
    key[size] = '\0';
    return ps_settings_apply_text(config, key, equals + 1, "--set", error);
}

enum ps_status ps_config_load(struct ps_config *config, const struct ps_config_sources *sources,
                              struct ps_error *error)
{
    *config = (struct ps_config){0};
    PS_TRY(ps_settings_defaults(config, error));
    if (sources->path)
        PS_TRY(apply_file(config, sources->path, error));
    for (size_t i = 0; sources->environment && sources->environment[i]; i++)
        PS_TRY(apply_variable(config, sources->environment[i], error));
    for (size_t i = 0; i < sources->num_overrides; i++)
        PS_TRY(apply_override(config, sources->overrides[i], error));
    return PS_OK;
}

void ps_config_close(struct ps_config *config)
{
    ps_settings_close(config);
}

const char *ps_config_kafka(const struct ps_config *config, const char *name)
{
    for (size_t i = 0; i < config->kafka.count; i++) {
        if (strcmp(config->kafka.items[i].name, name) == 0)
            return config->kafka.items[i].value;
    }
    return NULL;
}

static enum ps_status check_built(const struct ps_config *config, struct ps_error *error)
{
    if (config->worker.slot[0])
        return ps_error_set_param(error, PS_UNSUPPORTED, "worker.slot",
                                  "worker.slot: found \"%s\", expected \"\": static membership is "
                                  "not built yet",
                                  config->worker.slot);
    if (strcmp(config->delivery.mode, "exactly-once") != 0)
        return ps_error_set_param(error, PS_UNSUPPORTED, "delivery.mode",
                                  "delivery.mode: found \"%s\", expected \"exactly-once\": the "
                                  "other mode is not built yet",
                                  config->delivery.mode);
    for (size_t i = 0; i < config->topics.jobs.count; i++) {
        const struct ps_config_topic *topic = &config->topics.jobs.items[i];
        if (topic->weight != 1)
            return ps_error_set_param(error, PS_UNSUPPORTED, "topics.jobs",
                                      "topics.jobs: found the weight %lld of %s, expected 1: "
                                      "weights are not built yet",
                                      (long long)topic->weight, topic->name);
    }
    return PS_OK;
}

static enum ps_status check_topics(const struct ps_config *config, struct ps_error *error)
{
    const char *names[] = {config->topics.results, config->topics.dead_letter};
    const char *keys[] = {"topics.results", "topics.dead_letter"};
    for (size_t i = 0; i < 2; i++) {
        if (!names[i][0])
            return ps_error_set_param(error, PS_INVALID, keys[i],
                                      "%s: found \"\", expected a topic's name", keys[i]);
        for (size_t j = 0; j < config->topics.jobs.count; j++) {
            if (strcmp(config->topics.jobs.items[j].name, names[i]) == 0)
                return ps_error_set_param(error, PS_INVALID, keys[i],
                                          "%s: found \"%s\", which topics.jobs has too, expected "
                                          "another topic",
                                          keys[i], names[i]);
        }
    }
    return PS_OK;
}

enum ps_status ps_config_check_worker(const struct ps_config *config, struct ps_error *error)
{
    const struct ps_config_models *models = &config->models;
    PS_TRY(check_built(config, error));
    PS_TRY(check_topics(config, error));
    if (models->count == 0)
        return ps_error_set_param(error, PS_INVALID, "models",
                                  "models: found none, expected at least one: {\"models\": "
                                  "[{\"path\": \"models/tiny-gpt\"}]} or --set models=DIR");
    for (size_t i = 0; i < models->count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (strcmp(models->items[i].name, models->items[j].name) == 0)
                return ps_error_set_param(error, PS_INVALID, "models",
                                          "models: found the name %s twice, expected names that "
                                          "differ",
                                          models->items[i].name);
        }
    }
    return PS_OK;
}
