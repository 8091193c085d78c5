/* The table of settings and the properties of librdkafka, read in the other direction. */
#include "worker/print.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "worker/kafka/properties.h"
#include "worker/settings.h"

/* One key and what may be shown of its value. */
struct shown {
    char key[256];
    json_t *value; /* owned */
    const char *origin;
};

static struct shown show_setting(const struct ps_config *config, size_t index)
{
    struct shown shown = {.value = ps_settings_shown(config, index),
                          .origin = config->origins[index].text};
    (void)snprintf(shown.key, sizeof shown.key, "%s", ps_settings_key(index));
    return shown;
}

static struct shown show_property(const struct ps_config_property *property)
{
    struct shown shown = {.origin = property->origin.text};
    bool hidden = property->origin.is_hidden || ps_kafka_property_is_secret(property->name);
    (void)snprintf(shown.key, sizeof shown.key, "kafka.%s", property->name);
    shown.value = json_string(hidden ? PS_CONFIG_MASK : property->value);
    return shown;
}

/* Puts a value under "section.key", or under a key that has no section; takes it. */
static bool put(json_t *root, const struct shown *shown)
{
    const char *dot = strchr(shown->key, '.');
    if (!dot)
        return json_object_set_new(root, shown->key, shown->value) == 0;
    char section[sizeof shown->key];
    (void)snprintf(section, sizeof section, "%.*s", (int)(dot - shown->key), shown->key);
    json_t *members = json_object_get(root, section);
    if (!members && json_object_set_new(root, section, members = json_object()) != 0) {
        json_decref(shown->value);
        return false;
    }
    return json_object_set_new(members, dot + 1, shown->value) == 0;
}

enum ps_status ps_print_config(const struct ps_config *config, struct ps_buffer *out,
                               struct ps_error *error)
{
    json_t *root = json_object();
    bool complete = root != NULL;
    for (size_t i = 0; complete && i < ps_settings_count(); i++) {
        const struct shown shown = show_setting(config, i);
        complete = put(root, &shown);
    }
    for (size_t i = 0; complete && i < config->kafka.count; i++) {
        const struct shown shown = show_property(&config->kafka.items[i]);
        complete = put(root, &shown);
    }
    char *text = complete ? json_dumps(root, JSON_INDENT(2)) : NULL;
    json_decref(root);
    enum ps_status status = text ? ps_buffer_printf(out, "%s\n", text) : PS_NO_MEMORY;
    free(text);
    return status == PS_OK ? PS_OK : ps_error_no_memory(error, "the configuration");
}

/* Takes the value. */
static enum ps_status print_line(const struct shown *shown, struct ps_buffer *out)
{
    char *text = json_dumps(shown->value, JSON_ENCODE_ANY | JSON_COMPACT);
    enum ps_status status =
        text ? ps_buffer_printf(out, "%s\t%s\t%s\n", shown->key, text, shown->origin)
             : PS_NO_MEMORY;
    free(text);
    json_decref(shown->value);
    return status;
}

enum ps_status ps_print_origins(const struct ps_config *config, struct ps_buffer *out,
                                struct ps_error *error)
{
    enum ps_status status = PS_OK;
    for (size_t i = 0; status == PS_OK && i < ps_settings_count(); i++) {
        const struct shown shown = show_setting(config, i);
        status = print_line(&shown, out);
    }
    for (size_t i = 0; status == PS_OK && i < config->kafka.count; i++) {
        const struct shown shown = show_property(&config->kafka.items[i]);
        status = print_line(&shown, out);
    }
    return status == PS_OK ? PS_OK : ps_error_no_memory(error, "the configuration");
}
