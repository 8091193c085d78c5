/* The options of `penstock run`. */
#include "tools/run_options.h"

#include <getopt.h>
#include <string.h>

#include "tools/command.h"

const char ps_run_usage[] =
    "usage: penstock run -i IN.jsonl -o OUT.jsonl --model [NAME=]DIR [--model ...]\n"
    "\n"
    "Runs a batch file without Kafka: each line of IN is a job in the form of OpenAI's Batch API,\n"
    "each line of OUT the result of the job at its place. Started again after a kill or Ctrl-C "
    "with\n"
    "the same files, it goes on where it stopped.\n"
    "\n"
    "  -i, --input FILE         the jobs; - is standard input\n"
    "  -o, --output FILE        the results; - is standard output\n"
    "      --created SECONDS    the Unix time that results carry as `created` (default: when IN "
    "was\n"
    "                           last modified, so that running it again gives the same "
    "bytes)\n" PS_ENGINE_USAGE "  -q, --quiet              no progress\n"
    "  -h, --help               this text\n"
    "\n"
    "Exit codes: 0 all jobs answered with a 200, 1 some were not, 2 wrong usage or input,\n"
    "3 a model cannot be had.\n";

enum {
    OPTION_CREATED = 256,
};

static const struct option long_options[] = {
    {"input", required_argument, NULL, 'i'},
    {"output", required_argument, NULL, 'o'},
    {"created", required_argument, NULL, OPTION_CREATED},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    PS_ENGINE_LONG_OPTIONS,
    {NULL, 0, NULL, 0},
};

static enum ps_status apply(struct ps_run_options *options, int option, const char *value,
                            struct ps_error *error)
{
    switch (option) {
    case 'i':
        options->input = value;
        return PS_OK;
    case 'o':
        options->output = value;
        return PS_OK;
    case OPTION_CREATED:
        return ps_command_number("created", value, 0, INT64_MAX / 1000, &options->created_unix_s,
                                 error);
    case 'q':
        options->quiet = true;
        return PS_OK;
    case 'h':
        options->help = true;
        return PS_OK;
    default:
        return ps_engine_options_apply(&options->engine, option, value, "run", error);
    }
}

static enum ps_status check(const struct ps_run_options *options, struct ps_error *error)
{
    if (options->help)
        return PS_OK;
    if (!options->input)
        return ps_error_set(error, PS_INVALID, "-i FILE is missing: where are the jobs?");
    if (!options->output)
        return ps_error_set(error, PS_INVALID, "-o FILE is missing: where do the results go?");
    return ps_engine_options_check(&options->engine, error);
}

enum ps_status ps_run_options_parse(struct ps_run_options *options, int argc, char **argv,
                                    struct ps_error *error)
{
    *options = (struct ps_run_options){.created_unix_s = -1};
    ps_engine_options_init(&options->engine);
    optind = 1;
    int option;
    while ((option = getopt_long(argc, argv, "i:o:m:qh", long_options, NULL)) != -1)
        PS_TRY(apply(options, option, optarg, error));
    if (optind < argc)
        return ps_error_set(error, PS_INVALID,
                            "unexpected argument \"%s\"; see penstock run --help", argv[optind]);
    return check(options, error);
}

void ps_run_options_close(struct ps_run_options *options)
{
    ps_engine_options_close(&options->engine);
}
