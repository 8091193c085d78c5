/* The options of `penstock run`. */
#include "tools/run_options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    "  -m, --model [NAME=]DIR   a checkpoint folder, and the name jobs call it by (default: the\n"
    "                           folder's name); may be given several times\n"
    "      --created SECONDS    the Unix time that results carry as `created` (default: when IN "
    "was\n"
    "                           last modified, so that running it again gives the same bytes)\n"
    "      --dtype TYPE         auto or f32 (default: auto)\n"
    "      --threads N          threads that compute (default: the processors of this machine)\n"
    "      --kv-bytes-max N     memory for keys and values, all models together (default: 1 GiB)\n"
    "      --step-tokens-max N  tokens that a step computes at most (default: chosen)\n"
    "      --job-bytes-max N    a longer line is answered with a 413 (default: 8388608)\n"
    "  -q, --quiet              no progress\n"
    "  -h, --help               this text\n"
    "\n"
    "Exit codes: 0 all jobs answered with a 200, 1 some were not, 2 wrong usage or input,\n"
    "3 a model cannot be had.\n";

enum {
    OPTION_CREATED = 256,
    OPTION_DTYPE,
    OPTION_THREADS,
    OPTION_KV_BYTES_MAX,
    OPTION_STEP_TOKENS_MAX,
    OPTION_JOB_BYTES_MAX,
};

static const struct option long_options[] = {
    {"input", required_argument, NULL, 'i'},
    {"output", required_argument, NULL, 'o'},
    {"model", required_argument, NULL, 'm'},
    {"created", required_argument, NULL, OPTION_CREATED},
    {"dtype", required_argument, NULL, OPTION_DTYPE},
    {"threads", required_argument, NULL, OPTION_THREADS},
    {"kv-bytes-max", required_argument, NULL, OPTION_KV_BYTES_MAX},
    {"step-tokens-max", required_argument, NULL, OPTION_STEP_TOKENS_MAX},
    {"job-bytes-max", required_argument, NULL, OPTION_JOB_BYTES_MAX},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static enum ps_status parse_size(const char *name, const char *text, int64_t maximum, size_t *size,
                                 struct ps_error *error)
{
    int64_t number = 0;
    PS_TRY(ps_command_number(name, text, 1, maximum, &number, error));
    *size = (size_t)number;
    return PS_OK;
}

/* NAME=DIR, or DIR alone; a folder whose path has a '=' in it is written as NAME=DIR. */
static enum ps_status add_model(struct ps_run_options *options, const char *text,
                                struct ps_error *error)
{
    if (options->num_models == PS_RUN_MODELS_MAX)
        return ps_error_set(error, PS_INVALID, "--model: at most %d models can be given",
                            PS_RUN_MODELS_MAX);
    struct ps_model_spec *spec = &options->models[options->num_models];
    const char *equals = strchr(text, '=');
    char *name = equals ? strndup(text, (size_t)(equals - text)) : NULL;
    if (equals && !name)
        return ps_error_no_memory(error, "the name of a model");
    options->names[options->num_models] = name;
    spec->name = name;
    spec->path = equals ? equals + 1 : text;
    options->num_models++;
    if (equals == text || !spec->path[0])
        return ps_error_set(error, PS_INVALID, "--model: found \"%s\", expected [NAME=]DIR", text);
    return PS_OK;
}

static enum ps_status apply(struct ps_run_options *options, int option, const char *value,
                            const char **dtype, struct ps_error *error)
{
    switch (option) {
    case 'i':
        options->input = value;
        return PS_OK;
    case 'o':
        options->output = value;
        return PS_OK;
    case 'm':
        return add_model(options, value, error);
    case OPTION_CREATED:
        return ps_command_number("created", value, 0, INT64_MAX / 1000, &options->created_unix_s,
                                 error);
    case OPTION_DTYPE:
        *dtype = value;
        return PS_OK;
    case OPTION_THREADS:
        return parse_size("threads", value, 1024, &options->engine.threads, error);
    case OPTION_KV_BYTES_MAX:
        return parse_size("kv-bytes-max", value, INT64_MAX, &options->engine.kv_bytes_max, error);
    case OPTION_STEP_TOKENS_MAX:
        return parse_size("step-tokens-max", value, 1 << 20, &options->engine.step_tokens_max,
                          error);
    case OPTION_JOB_BYTES_MAX:
        return parse_size("job-bytes-max", value, 1 << 30, &options->job_bytes_max, error);
    case 'q':
        options->quiet = true;
        return PS_OK;
    case 'h':
        options->help = true;
        return PS_OK;
    default:
        return ps_error_set(error, PS_INVALID, "see penstock run --help");
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
    if (options->num_models == 0)
        return ps_error_set(error, PS_INVALID, "--model DIR is missing: a checkpoint folder");
    return PS_OK;
}

enum ps_status ps_run_options_parse(struct ps_run_options *options, int argc, char **argv,
                                    struct ps_error *error)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    *options = (struct ps_run_options){.job_bytes_max = 8388608, .created_unix_s = -1};
    options->engine.threads = processors > 0 ? (size_t)processors : 1;
    const char *dtype = NULL;
    optind = 1;
    int option;
    while ((option = getopt_long(argc, argv, "i:o:m:qh", long_options, NULL)) != -1)
        PS_TRY(apply(options, option, optarg, &dtype, error));
    if (optind < argc)
        return ps_error_set(error, PS_INVALID,
                            "unexpected argument \"%s\"; see penstock run --help", argv[optind]);
    for (size_t i = 0; i < options->num_models; i++)
        options->models[i].dtype = dtype;
    return check(options, error);
}

void ps_run_options_close(struct ps_run_options *options)
{
    for (size_t i = 0; i < options->num_models; i++)
        free(options->names[i]);
    options->num_models = 0;
}
