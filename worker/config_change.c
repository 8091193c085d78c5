/* The rows of the table of settings compared, then the properties of librdkafka. */
#include "worker/config_change.h"

#include <string.h>

#include "shared/base/defer.h"
#include "worker/settings.h"

static enum ps_status no_memory(struct ps_error *error)
{
    return ps_error_no_memory(error, "the configuration");
}

/* The only properties that librdkafka takes while a client lives; used when it next logs in. */
static bool is_login(const char *name)
{
    return strcmp(name, "sasl.username") == 0 || strcmp(name, "sasl.password") == 0;
}

static enum ps_status add(json_t *list, const char *key, struct ps_error *error)
{
    return json_array_append_new(list, json_string(key)) == 0 ? PS_OK : no_memory(error);
}

static enum ps_status add_property(struct ps_config_change *change, const char *name, bool at_once,
                                   struct ps_error *error)
{
    json_t *key = json_sprintf("kafka.%s", name);
    int failed = json_array_append_new(at_once ? change->in_force : change->after_restart, key);
    return failed ? no_memory(error) : PS_OK;
}

/* Puts the value of one configuration's row into another's, with its origin. */
static enum ps_status copy_setting(struct ps_config *target, const struct ps_config *source,
                                   size_t index, struct ps_error *error)
{
    PS_DEFER(ps_problems_close) struct ps_problems problems = {0};
    json_t *value = ps_settings_value(source, index);
    if (!value)
        return no_memory(error);
    (void)ps_settings_apply(target, ps_settings_key(index), value, &source->origins[index],
                            &problems);
    json_decref(value);
    return ps_problems_first(&problems, error);
}

static enum ps_status copy_property(struct ps_config *target,
                                    const struct ps_config_property *property,
                                    struct ps_error *error)
{
    PS_DEFER(ps_problems_close) struct ps_problems problems = {0};
    json_t *key = json_sprintf("kafka.%s", property->name);
    json_t *value = json_string(property->value);
    if (key && value)
        (void)ps_settings_apply(target, json_string_value(key), value, &property->origin,
                                &problems);
    bool made = key && value;
    json_decref(key);
    json_decref(value);
    return made ? ps_problems_first(&problems, error) : no_memory(error);
}

static enum ps_status change_setting(struct ps_config_change *change, struct ps_config *wanted,
                                     const struct ps_config *running, size_t index,
                                     struct ps_error *error)
{
    json_t *before = ps_settings_value(running, index);
    json_t *after = ps_settings_value(wanted, index);
    bool known = before && after;
    bool differs = known && !json_equal(before, after);
    json_decref(before);
    json_decref(after);
    if (!known)
        return no_memory(error);
    if (!differs)
        return PS_OK;
    if (ps_settings_may_change(index))
        return add(change->in_force, ps_settings_key(index), error);
    PS_TRY(add(change->after_restart, ps_settings_key(index), error));
    return copy_setting(wanted, running, index, error);
}

/* The properties as they are to be: those that run, with the wanted login. */
static enum ps_status settle_properties(struct ps_config *wanted, const struct ps_config *running,
                                        struct ps_error *error)
{
    struct ps_config_properties meant = wanted->kafka;
    enum ps_status status = PS_OK;
    wanted->kafka = (struct ps_config_properties){0};
    for (size_t i = 0; status == PS_OK && i < running->kafka.count; i++) {
        if (!is_login(running->kafka.items[i].name))
            status = copy_property(wanted, &running->kafka.items[i], error);
    }
    for (size_t i = 0; status == PS_OK && i < meant.count; i++) {
        if (is_login(meant.items[i].name))
            status = copy_property(wanted, &meant.items[i], error);
    }
    ps_settings_close_properties(&meant);
    return status;
}

/* Names the properties of one that the other has not, or has with another value; those that both
 * have are named once. */
static enum ps_status name_properties(struct ps_config_change *change, const struct ps_config *one,
                                      const struct ps_config *other, bool both,
                                      struct ps_error *error)
{
    for (size_t i = 0; i < one->kafka.count; i++) {
        const struct ps_config_property *property = &one->kafka.items[i];
        const char *value = ps_config_kafka(other, property->name);
        if (value ? both && strcmp(value, property->value) != 0 : true)
            PS_TRY(add_property(change, property->name, is_login(property->name), error));
    }
    return PS_OK;
}

static enum ps_status compare(struct ps_config_change *change, struct ps_config *wanted,
                              const struct ps_config *running, struct ps_error *error)
{
    for (size_t i = 0; i < ps_settings_count(); i++)
        PS_TRY(change_setting(change, wanted, running, i, error));
    PS_TRY(name_properties(change, running, wanted, true, error));
    PS_TRY(name_properties(change, wanted, running, false, error));
    return settle_properties(wanted, running, error);
}

enum ps_status ps_config_change_open(struct ps_config_change *change, struct ps_config *wanted,
                                     const struct ps_config *running, struct ps_error *error)
{
    *change = (struct ps_config_change){json_array(), json_array()};
    if (!change->in_force || !change->after_restart)
        return no_memory(error);
    return compare(change, wanted, running, error);
}

void ps_config_change_close(struct ps_config_change *change)
{
    json_decref(change->in_force);
    json_decref(change->after_restart);
    *change = (struct ps_config_change){0};
}

bool ps_config_change_has(const struct ps_config_change *change, const char *key)
{
    size_t index;
    json_t *name;
    json_array_foreach(change->in_force, index, name)
    {
        if (strcmp(json_string_value(name), key) == 0)
            return true;
    }
    return false;
}

enum ps_status ps_config_copy(struct ps_config **copy, const struct ps_config *config,
                              struct ps_error *error)
{
    struct ps_config *made = calloc(1, sizeof *made);
    if (!made)
        return no_memory(error);
    enum ps_status status = ps_settings_defaults(made, error);
    for (size_t i = 0; status == PS_OK && i < ps_settings_count(); i++)
        status = copy_setting(made, config, i, error);
    for (size_t i = 0; status == PS_OK && i < config->kafka.count; i++)
        status = copy_property(made, &config->kafka.items[i], error);
    if (status != PS_OK) {
        ps_config_close(made);
        free(made);
        return status;
    }
    *copy = made;
    return PS_OK;
}
