/* getopt_long, with messages that name the nearest option. */
#include "worker/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/suggest.h"

const char ps_options_usage[] =
    "usage: penstock-worker [--config FILE] [--set KEY=VALUE]...\n"
    "\n"
    "Consumes jobs from Kafka, runs them, and publishes each outcome exactly once.\n"
    "\n"
    "  -c, --config FILE     the configuration, JSON (schemas/config.schema.json describes it)\n"
    "      --set KEY=VALUE   overrides a key: --set models=models/tiny-gpt\n"
    "                        --set kafka.bootstrap.servers=broker:9092\n"
    "      --check-config    says what is wrong with the configuration, all of it, and ends\n"
    "      --print-config    prints the configuration that file, environment and options make,\n"
    "                        passwords masked, and ends; --print-config=origins prints a line\n"
    "                        per key instead: key, value, and where the value came from\n"
    "  -h, --help            this text\n"
    "      --version         the version\n"
    "\n"
    "Variables of the environment override the file: PENSTOCK_REDIS__URL is redis.url,\n"
    "PENSTOCK_KAFKA__BOOTSTRAP_SERVERS is kafka.bootstrap.servers, and PENSTOCK_REDIS__URL_FILE\n"
    "names a file that holds the value.\n"
    "\n"
    "SIGTERM and SIGINT finish what runs and end the worker; SIGHUP has the configuration read "
    "again.\n"
    "\n"
    "Exit codes: 0 stopped as asked, 1 a fault, 2 wrong usage or configuration, 3 the broker or a\n"
    "model cannot be had.\n";

enum {
    OPTION_SET = 256,
    OPTION_CHECK,
    OPTION_PRINT,
    OPTION_VERSION,
};

static const struct option long_options[] = {
    {"config", required_argument, NULL, 'c'},
    {"set", required_argument, NULL, OPTION_SET},
    {"check-config", no_argument, NULL, OPTION_CHECK},
    {"print-config", optional_argument, NULL, OPTION_PRINT},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

enum { NUM_LONG_OPTIONS = sizeof long_options / sizeof *long_options - 1 };

/* What getopt_long takes no sense in; index is of the argument that it stands in. */
static enum ps_status refuse(int code, const char *argument, struct ps_error *error)
{
    const char *names[NUM_LONG_OPTIONS];
    char name[PS_SUGGEST_SIZE_MAX] = "";
    if (code == ':')
        return ps_error_set(error, PS_INVALID, "%s: found nothing after it, expected a value",
                            argument);
    for (size_t i = 0; i < NUM_LONG_OPTIONS; i++)
        names[i] = long_options[i].name;
    if (strncmp(argument, "--", 2) == 0)
        (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(argument + 2, "="), argument + 2);
    const char *nearest = name[0] ? ps_suggest(name, names, NUM_LONG_OPTIONS) : NULL;
    return ps_error_set(error, PS_INVALID,
                        "found %s, expected one of the options that --help lists%s%s", argument,
                        nearest ? "; the nearest is --" : "", nearest ? nearest : "");
}

static enum ps_status apply_print(struct ps_options *options, const char *what,
                                  struct ps_error *error)
{
    options->action = what ? PS_OPTIONS_PRINT_ORIGINS : PS_OPTIONS_PRINT;
    if (!what || strcmp(what, "origins") == 0)
        return PS_OK;
    return ps_error_set(error, PS_INVALID,
                        "--print-config: found \"%s\", expected nothing or =origins", what);
}

static enum ps_status apply(struct ps_options *options, int option, const char *argument,
                            struct ps_error *error)
{
    switch (option) {
    case 'c':
        options->path = optarg;
        return PS_OK;
    case OPTION_SET:
        options->overrides[options->num_overrides++] = optarg;
        return PS_OK;
    case OPTION_CHECK:
        options->action = PS_OPTIONS_CHECK;
        return PS_OK;
    case OPTION_PRINT:
        return apply_print(options, optarg, error);
    case 'h':
        options->action = PS_OPTIONS_HELP;
        return PS_OK;
    case OPTION_VERSION:
        options->action = PS_OPTIONS_VERSION;
        return PS_OK;
    default:
        return refuse(option, argument, error);
    }
}

enum ps_status ps_options_parse(struct ps_options *options, int argc, char **argv,
                                struct ps_error *error)
{
    options->overrides = calloc((size_t)argc + 1, sizeof *options->overrides);
    if (!options->overrides)
        return ps_error_no_memory(error, "the options");
    optind = 0; /* whoever parses twice in a process starts anew */
    opterr = 0;
    for (;;) {
        int at = optind ? optind : 1;
        int option = getopt_long(argc, argv, ":c:h", long_options, NULL);
        if (option == -1)
            break;
        PS_TRY(apply(options, option, argv[at < argc ? at : argc - 1], error));
    }
    if (optind < argc)
        return ps_error_set(error, PS_INVALID,
                            "found the argument \"%.80s\", expected only options", argv[optind]);
    return PS_OK;
}

void ps_options_close(struct ps_options *options)
{
    free(options->overrides);
    *options = (struct ps_options){0};
}
