/* The options that every tool with a broker shares. */
#include "tools/client_options.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"

enum ps_status ps_client_options_apply(struct ps_client_options *options, int option,
                                       const char *value, const char *tool, struct ps_error *error)
{
    switch (option) {
    case 'b':
        options->bootstrap = value;
        return PS_OK;
    case 'c':
        options->config_path = value;
        return PS_OK;
    case PS_CLIENT_OPTION_SET:
        if (options->num_overrides == PS_CLIENT_OVERRIDES_MAX)
            return ps_error_set(error, PS_INVALID, "--set: at most %d can be given",
                                PS_CLIENT_OVERRIDES_MAX);
        options->overrides[options->num_overrides++] = value;
        return PS_OK;
    case 'h':
        options->help = true;
        return PS_OK;
    default: /* getopt_long has said what it does not know */
        return ps_error_set(error, PS_INVALID, "see penstock %s --help", tool);
    }
}

enum ps_status ps_client_options_load(const struct ps_client_options *options,
                                      struct ps_config *config, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer bootstrap = {0};
    const char *overrides[PS_CLIENT_OVERRIDES_MAX + 1];
    size_t num_overrides = options->num_overrides;
    memcpy(overrides, options->overrides, num_overrides * sizeof *overrides);
    if (options->bootstrap) {
        if (ps_buffer_printf(&bootstrap, "kafka.bootstrap.servers=%s", options->bootstrap) != PS_OK)
            return ps_error_no_memory(error, "--bootstrap");
        overrides[num_overrides++] = bootstrap.data;
    }
    const struct ps_config_sources sources = {
        .path = options->config_path,
        .environment = environ,
        .overrides = overrides,
        .num_overrides = num_overrides,
    };
    enum ps_status status = ps_config_load(config, &sources, error);
    return status == PS_NOT_FOUND || status == PS_IO ? PS_INVALID : status;
}

enum ps_status ps_client_job_topic(const struct ps_config *config, const char **topic,
                                   struct ps_error *error)
{
    for (size_t i = 0; i < config->topics.jobs.count; i++) {
        *topic = config->topics.jobs.items[i].name;
        if ((*topic)[0] != '^')
            return PS_OK;
    }
    return ps_error_set(error, PS_INVALID,
                        "topics.jobs: all are regular expressions, expected a name: say which "
                        "topic is meant");
}
