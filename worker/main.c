/* penstock-worker: the daemon. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/suggest.h"
#include "worker/config.h"
#include "worker/log.h"
#include "worker/worker.h"

extern char **environ;

static const char usage[] =
    "usage: penstock-worker [--config FILE] [--set KEY=VALUE]...\n"
    "\n"
    "Consumes jobs from Kafka, runs them, and publishes each outcome exactly once.\n"
    "\n"
    "  --config FILE    the configuration, JSON (schemas/config.schema.json describes it)\n"
    "  --set KEY=VALUE  overrides a key: --set models=models/tiny-gpt\n"
    "                   --set kafka.bootstrap.servers=broker:9092\n"
    "  --help           this text\n"
    "  --version        the version\n"
    "\n"
    "Variables of the environment override the file: PENSTOCK_REDIS__URL is redis.url,\n"
    "PENSTOCK_KAFKA__BOOTSTRAP_SERVERS is kafka.bootstrap.servers, and PENSTOCK_REDIS__URL_FILE\n"
    "names a file that holds the value.\n"
    "\n"
    "Exit codes: 0 stopped as asked, 1 a fault, 2 wrong usage or configuration, 3 the broker or a\n"
    "model cannot be had.\n";

struct options {
    const char *path;
    const char **overrides; /* [num_overrides], owned */
    size_t num_overrides;
    bool help;
    bool version;
};

static void close_options(struct options *options)
{
    free(options->overrides);
}

static enum ps_status refuse_option(const char *argument, struct ps_error *error)
{
    static const char *const known[] = {"--config", "--set", "--help", "--version"};
    const char *nearest = ps_suggest(argument, known, sizeof known / sizeof *known);
    return ps_error_set(error, PS_INVALID,
                        "found the unknown option %s, expected --config, --set, --help or "
                        "--version%s%s",
                        argument, nearest ? "; the nearest is " : "", nearest ? nearest : "");
}

/* The value of an option given as "--name VALUE" or "--name=VALUE"; NULL where argument is another
 * option. next is the following argument, consumed where it is the value. */
static const char *option_value(const char *argument, const char *name, const char *next,
                                bool *consumed)
{
    size_t size = strlen(name);
    if (strncmp(argument, name, size) != 0)
        return NULL;
    if (argument[size] == '=')
        return argument + size + 1;
    *consumed = argument[size] == '\0' && next;
    return *consumed ? next : NULL;
}

static enum ps_status parse_option(struct options *options, const char *argument, const char *next,
                                   bool *consumed, struct ps_error *error)
{
    const char *value;
    if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
        options->help = true;
    } else if (strcmp(argument, "--version") == 0) {
        options->version = true;
    } else if ((value = option_value(argument, "--config", next, consumed))) {
        options->path = value;
    } else if ((value = option_value(argument, "--set", next, consumed))) {
        options->overrides[options->num_overrides++] = value;
    } else if (strcmp(argument, "--config") == 0 || strcmp(argument, "--set") == 0) {
        return ps_error_set(error, PS_INVALID, "%s: found nothing after it, expected a value",
                            argument);
    } else {
        return refuse_option(argument, error);
    }
    return PS_OK;
}

static enum ps_status parse_options(struct options *options, int num_arguments, char **arguments,
                                    struct ps_error *error)
{
    options->overrides = calloc((size_t)num_arguments + 1, sizeof *options->overrides);
    if (!options->overrides)
        return ps_error_no_memory(error, "the options");
    for (int i = 1; i < num_arguments; i++) {
        bool consumed = false;
        PS_TRY(parse_option(options, arguments[i], arguments[i + 1], &consumed, error));
        i += consumed;
    }
    return PS_OK;
}

static enum ps_status load(struct ps_config *config, const struct options *options,
                           struct ps_error *error)
{
    const struct ps_config_sources sources = {
        .path = options->path,
        .environment = environ,
        .overrides = options->overrides,
        .num_overrides = options->num_overrides,
    };
    PS_TRY(ps_config_load(config, &sources, error));
    return ps_config_check_worker(config, error);
}

int main(int num_arguments, char **arguments)
{
    PS_DEFER(close_options) struct options options = {0};
    PS_DEFER(ps_config_close) struct ps_config config = {0};
    struct ps_error error = {0};
    ps_log_install_json(PS_LOG_INFO);
    enum ps_status status = parse_options(&options, num_arguments, arguments, &error);
    if (status == PS_OK && options.help)
        return fputs(usage, stdout) < 0;
    if (status == PS_OK && options.version)
        return printf("penstock-worker %s\n", PS_VERSION) < 0;
    if (status == PS_OK)
        status = load(&config, &options, &error);
    if (status != PS_OK) {
        ps_log_fields(PS_LOG_ERROR, "config", error.message, NULL);
        return PS_EXIT_USAGE;
    }
    ps_log_install_json(ps_log_level_of(config.log.level));
    return (int)ps_worker_run(&config);
}
