/* The options that every tool with a broker shares, and how the tools end. */
#include "tools/client_options.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

void ps_client_catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

bool ps_client_interrupted(void)
{
    return interrupted != 0;
}

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
    return ps_config_load(config, &sources, error);
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

enum ps_status ps_client_number(const char *name, const char *text, int64_t minimum,
                                int64_t maximum, int64_t *number, struct ps_error *error)
{
    char *end = NULL;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    bool digits = text[0] >= '0' && text[0] <= '9';
    if (!digits || *end || errno != 0 || value < minimum || value > maximum)
        return ps_error_set(error, PS_INVALID,
                            "--%s: found \"%s\", expected a whole number from %" PRId64
                            " to %" PRId64,
                            name, text, minimum, maximum);
    *number = value;
    return PS_OK;
}

static int exit_code_of(enum ps_status status)
{
    switch (status) {
    case PS_OK:
        return PS_EXIT_DONE;
    case PS_INVALID:
    case PS_UNSUPPORTED:
    case PS_TOO_LARGE:
        return PS_EXIT_USAGE;
    case PS_NOT_FOUND:
    case PS_TIMEOUT:
    case PS_UNAVAILABLE:
        return PS_EXIT_UNAVAILABLE;
    default:
        return PS_EXIT_FAILED;
    }
}

int ps_client_fail(const char *tool, enum ps_status status, const struct ps_error *error)
{
    fprintf(stderr, "penstock %s: %s\n", tool, error->message);
    return exit_code_of(status);
}
