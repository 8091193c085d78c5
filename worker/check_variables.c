/* Variables of the environment that look like settings and are none. */
#include "worker/check.h"

#include <stdio.h>
#include <string.h>

#include "worker/config_variables.h"
#include "worker/kafka/properties.h"
#include "worker/settings.h"

static bool is_known(const char *name, size_t size)
{
    char key[PS_VARIABLE_KEY_SIZE];
    size_t file_size = ps_variable_file_size(name, size);
    if (!ps_variable_key(name, file_size ? file_size : size, key))
        return false;
    bool is_property = strncmp(key, "kafka.", 6) == 0;
    return is_property ? ps_kafka_property_is_known(key + 6) : ps_settings_is_key(key);
}

/* A section's name has no _: the first one is where the __ belongs. */
static void hint(const char *variable, struct ps_problems *hints)
{
    const char *name = variable + strlen(PS_VARIABLE_PREFIX);
    int size = (int)strcspn(name, "=");
    int section_size = (int)strcspn(name, "_=");
    char meant[PS_VARIABLE_KEY_SIZE];
    struct ps_error error = {0};
    int meant_size = snprintf(meant, sizeof meant, "%.*s_%.*s", section_size, name,
                              size - section_size, name + section_size);
    if (meant_size >= (int)sizeof meant || memmem(name, (size_t)size, "__", 2) ||
        !is_known(meant, (size_t)meant_size))
        return;
    (void)ps_error_set(&error, PS_INVALID,
                       PS_VARIABLE_PREFIX "%.*s is no setting; did you mean " PS_VARIABLE_PREFIX
                                          "%s?",
                       size, name, meant);
    (void)ps_problems_add(hints, &error);
}

void ps_check_variables(char *const *environment, struct ps_problems *hints)
{
    for (size_t i = 0; environment && environment[i]; i++) {
        if (strncmp(environment[i], PS_VARIABLE_PREFIX, strlen(PS_VARIABLE_PREFIX)) == 0 &&
            strchr(environment[i], '='))
            hint(environment[i], hints);
    }
}
