/* The layers of the configuration, from the weakest to the strongest. */
#include "worker/config.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "worker/config_variables.h"
#include "worker/settings.h"

#define CONFIG_BYTES_MAX ((size_t)1 << 20)
#define SECRET_BYTES_MAX ((size_t)1 << 16)
#define KEY_SIZE_MAX     PS_VARIABLE_KEY_SIZE

/* What all layers are put into. */
struct reading {
    struct ps_config *config;
    struct ps_problems *problems;
};

static void note(const struct reading *reading, const struct ps_error *error)
{
    if (error->status != PS_OK)
        (void)ps_problems_add(reading->problems, error);
}

static void apply_section(const struct reading *reading, const char *section, json_t *members,
                          const struct ps_config_origin *origin)
{
    const char *name;
    json_t *value;
    struct ps_error error = {0};
    if (!json_is_object(members))
        (void)ps_error_set_param(&error, PS_INVALID, section,
                                 "%s: %s: found no object, expected {\"key\": value, ...}",
                                 origin->text, section);
    json_object_foreach(members, name, value)
    {
        char key[KEY_SIZE_MAX];
        int size = snprintf(key, sizeof key, "%s.%s", section, name);
        if (size > 0 && (size_t)size < sizeof key)
            (void)ps_settings_apply(reading->config, key, value, origin, reading->problems);
        else
            (void)ps_error_set(&error, PS_INVALID,
                               "%s: %s: found a key of %zu bytes, expected a known one",
                               origin->text, section, strlen(name));
    }
    note(reading, &error);
}

static void apply_file_root(const struct reading *reading, json_t *root,
                            const struct ps_config_origin *origin)
{
    const char *name;
    json_t *value;
    json_object_foreach(root, name, value)
    {
        struct ps_error error = {0};
        if (ps_settings_is_section(name))
            apply_section(reading, name, value, origin);
        else if (strcmp(name, "models") == 0)
            (void)ps_settings_apply(reading->config, name, value, origin, reading->problems);
        else
            (void)ps_settings_unknown(name, origin->text, &error);
        note(reading, &error);
    }
}

/* Jansson repeats what stands near a fault. It may be a secret: only a duplicate key is shown. */
static enum ps_status refuse_json(const char *path, json_error_t *where, struct ps_error *error)
{
    char *near = strstr(where->text, " near ");
    if (near && json_error_code(where) != json_error_duplicate_key)
        *near = '\0';
    return ps_error_set(error, PS_INVALID, "%s: line %d, column %d: %s, expected JSON", path,
                        where->line, where->column, where->text);
}

/* The size of the byte order mark that some editors begin a file with. */
static size_t byte_order_mark(const struct ps_buffer *text)
{
    static const char mark[] = "\xef\xbb\xbf";
    size_t size = sizeof mark - 1;
    return text->size >= size && memcmp(text->data, mark, size) == 0 ? size : 0;
}

static enum ps_status parse_file(const char *path, json_t **root, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    json_error_t where;
    PS_TRY(ps_file_read(path, CONFIG_BYTES_MAX, &text, error));
    size_t mark_size = byte_order_mark(&text);
    *root = json_loadb(text.data ? text.data + mark_size : "", text.size - mark_size,
                       JSON_REJECT_DUPLICATES, &where);
    if (!*root)
        return refuse_json(path, &where, error);
    if (!json_is_object(*root))
        return ps_error_set(error, PS_INVALID, "%s: found a list, expected an object", path);
    return PS_OK;
}

static void apply_file(const struct reading *reading, const char *path)
{
    struct ps_error error = {0};
    json_t *root = NULL;
    PS_DEFER(ps_freep) char *name = strdup(path);
    const struct ps_config_origin origin = {.text = name};
    if (!name)
        (void)ps_error_no_memory(&error, "the configuration");
    else if (parse_file(path, &root, &error) == PS_OK)
        apply_file_root(reading, root, &origin);
    note(reading, &error);
    json_decref(root);
}

/* ..._FILE: the value is the file's text, a newline at its end left out. */
static enum ps_status read_secret(const char *path, const struct ps_config_origin *origin,
                                  struct ps_buffer *text, struct ps_error *error)
{
    enum ps_status status = ps_file_read(path, SECRET_BYTES_MAX, text, error);
    if (status != PS_OK) {
        ps_error_prefix(error, "%s", origin->text);
        return status;
    }
    if (text->size > 0 && memchr(text->data, '\0', text->size))
        return ps_error_set(error, PS_INVALID,
                            "%s: %s: found a byte 0 in it, expected the text of a value",
                            origin->text, path);
    while (text->size > 0 && strchr("\r\n", text->data[text->size - 1]))
        text->data[--text->size] = '\0';
    return PS_OK;
}

static void apply_secret(const struct reading *reading, const char *key, const char *path,
                         const struct ps_config_origin *origin)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    struct ps_error error = {0};
    if (read_secret(path, origin, &text, &error) == PS_OK)
        (void)ps_settings_apply_text(reading->config, key, text.data ? text.data : "", origin,
                                     reading->problems);
    note(reading, &error);
}

static void apply_variable(const struct reading *reading, const char *variable)
{
    const char *equals = strchr(variable, '=');
    size_t prefix_size = strlen(PS_VARIABLE_PREFIX);
    char key[KEY_SIZE_MAX];
    char text[KEY_SIZE_MAX + 32];
    if (!equals || strncmp(variable, PS_VARIABLE_PREFIX, prefix_size) != 0)
        return;
    const char *name = variable + prefix_size;
    size_t size = (size_t)(equals - name);
    size_t file_size = ps_variable_file_size(name, size);
    bool secret = file_size > 0;
    if (!ps_variable_key(name, secret ? file_size : size, key))
        return;
    (void)snprintf(text, sizeof text, "environment variable %.*s", (int)(equals - variable),
                   variable);
    const struct ps_config_origin origin = {.text = text, .is_hidden = secret};
    if (secret)
        apply_secret(reading, key, equals + 1, &origin);
    else
        (void)ps_settings_apply_text(reading->config, key, equals + 1, &origin, reading->problems);
}

/* The value of an environment's variable, or NULL where it isn't there or says nothing. */
static const char *value_of(char *const *environment, const char *name)
{
    size_t size = strlen(name);
    for (size_t i = 0; environment && environment[i]; i++) {
        if (strncmp(environment[i], name, size) == 0 && environment[i][size] == '=')
            return environment[i][size + 1] ? environment[i] + size + 1 : NULL;
    }
    return NULL;
}

/* The first of two variables that is there; NULL: neither. */
static const char *first_of(char *const *environment, const char *first, const char *second,
                            const char **name)
{
    const char *value = value_of(environment, first);
    *name = value ? first : second;
    return value ? value : value_of(environment, second);
}

static void apply_named(const struct reading *reading, const char *name, const char *key,
                        const char *value)
{
    char text[KEY_SIZE_MAX];
    (void)snprintf(text, sizeof text, "environment variable %s", name);
    const struct ps_config_origin origin = {.text = text};
    (void)ps_settings_apply_text(reading->config, key, value, &origin, reading->problems);
}

/* What OpenTelemetry's own SDKs are told by, so that what holds for a whole machine or pod holds
 * here as well. The endpoint that isn't of traces alone is a base, to which their path is added. */
static void apply_opentelemetry(const struct reading *reading, char *const *environment)
{
    static const char traces[] = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    const char *name;
    PS_DEFER(ps_buffer_close) struct ps_buffer url = {0};
    const char *disabled = value_of(environment, "OTEL_SDK_DISABLED");
    const char *endpoint = first_of(environment, traces, "OTEL_EXPORTER_OTLP_ENDPOINT", &name);
    if (!endpoint || (disabled && strcasecmp(disabled, "true") == 0))
        return;
    bool is_base = name != traces;
    size_t size = strlen(endpoint);
    while (is_base && size > 0 && endpoint[size - 1] == '/')
        size--;
    struct ps_error error = {0};
    if (ps_buffer_append(&url, endpoint, size) != PS_OK ||
        ps_buffer_append_string(&url, is_base ? "/v1/traces" : "") != PS_OK)
        (void)ps_error_no_memory(&error, "the configuration");
    else
        apply_named(reading, name, "tracing.endpoint", url.data);
    note(reading, &error);
    const char *headers = first_of(environment, "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
                                   "OTEL_EXPORTER_OTLP_HEADERS", &name);
    if (headers)
        apply_named(reading, name, "tracing.headers", headers);
}

static void apply_override(const struct reading *reading, const char *override)
{
    char text[] = "--set";
    const struct ps_config_origin origin = {.text = text};
    struct ps_error error = {0};
    const char *equals = strchr(override, '=');
    size_t size = equals ? (size_t)(equals - override) : 0;
    if (!equals || size == 0 || size >= KEY_SIZE_MAX) {
        (void)ps_error_set(&error, PS_INVALID, "--set: found \"%.60s\", expected key=value",
                           override);
        note(reading, &error);
        return;
    }
    char key[KEY_SIZE_MAX];
    memcpy(key, override, size);
    key[size] = '\0';
    (void)ps_settings_apply_text(reading->config, key, equals + 1, &origin, reading->problems);
}

enum ps_status ps_config_read(struct ps_config *config, const struct ps_config_sources *sources,
                              struct ps_problems *problems)
{
    const struct reading reading = {config, problems};
    struct ps_error error = {0};
    *config = (struct ps_config){0};
    if (ps_settings_defaults(config, &error) != PS_OK)
        return ps_problems_add(problems, &error);
    apply_opentelemetry(&reading, sources->environment);
    if (sources->path)
        apply_file(&reading, sources->path);
    for (size_t i = 0; sources->environment && sources->environment[i]; i++)
        apply_variable(&reading, sources->environment[i]);
    for (size_t i = 0; i < sources->num_overrides; i++)
        apply_override(&reading, sources->overrides[i]);
    return problems->status;
}

enum ps_status ps_config_load(struct ps_config *config, const struct ps_config_sources *sources,
                              struct ps_error *error)
{
    PS_DEFER(ps_problems_close) struct ps_problems problems = {0};
    (void)ps_config_read(config, sources, &problems);
    return ps_problems_first(&problems, error);
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
