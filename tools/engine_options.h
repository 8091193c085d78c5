/* The options that every tool with models and engines of its own shares. */
#ifndef PENSTOCK_TOOLS_ENGINE_OPTIONS_H
#define PENSTOCK_TOOLS_ENGINE_OPTIONS_H

#include <getopt.h>

#include "shared/job/models.h"

enum {
    PS_ENGINE_OPTIONS_MODELS_MAX = 16,
    PS_ENGINE_OPTION_FIRST = 512, /* a tool's own long options are numbered below */
    PS_ENGINE_OPTION_DTYPE = PS_ENGINE_OPTION_FIRST,
    PS_ENGINE_OPTION_THREADS,
    PS_ENGINE_OPTION_KV_BYTES_MAX,
    PS_ENGINE_OPTION_STEP_TOKENS_MAX,
    PS_ENGINE_OPTION_JOB_BYTES_MAX,
};

/* For getopt_long; -m is in the tool's short options. */
#define PS_ENGINE_LONG_OPTIONS                                                                     \
    {"model", required_argument, NULL, 'm'},                                                       \
        {"dtype", required_argument, NULL, PS_ENGINE_OPTION_DTYPE},                                \
        {"threads", required_argument, NULL, PS_ENGINE_OPTION_THREADS},                            \
        {"kv-bytes-max", required_argument, NULL, PS_ENGINE_OPTION_KV_BYTES_MAX},                  \
        {"step-tokens-max", required_argument, NULL, PS_ENGINE_OPTION_STEP_TOKENS_MAX},            \
    {                                                                                              \
        "job-bytes-max", required_argument, NULL, PS_ENGINE_OPTION_JOB_BYTES_MAX                   \
    }

/* Their lines for a tool's help. */
#define PS_ENGINE_USAGE                                                                            \
    "  -m, --model [NAME=]DIR   a checkpoint folder, and the name jobs call it by (default: the\n" \
    "                           folder's name); may be given several times\n"                      \
    "      --dtype TYPE         auto or f32 (default: auto)\n"                                     \
    "      --threads N          threads that compute (default: the processors allowed here)\n"     \
    "      --kv-bytes-max N     memory for keys and values, all models together (default: 1 "      \
    "GiB)\n"                                                                                       \
    "      --step-tokens-max N  tokens that a step computes at most (default: chosen)\n"           \
    "      --job-bytes-max N    a longer line is answered with a 413 (default: 8388608)\n"

struct ps_engine_options {
    struct ps_model_spec models[PS_ENGINE_OPTIONS_MODELS_MAX]; /* borrow from names and argv */
    char *names[PS_ENGINE_OPTIONS_MODELS_MAX]; /* owned; NULL where none was given */
    size_t num_models;
    struct ps_models_config engine;
    size_t job_bytes_max;
};

/* The defaults. */
void ps_engine_options_init(struct ps_engine_options *options);
void ps_engine_options_close(struct ps_engine_options *options);

/* Takes one of the shared options, or says PS_INVALID: see the tool's --help. */
enum ps_status ps_engine_options_apply(struct ps_engine_options *options, int option,
                                       const char *value, const char *tool,
                                       struct ps_error *error) PS_MUST_USE;

/* PS_INVALID where no model was given. */
enum ps_status ps_engine_options_check(const struct ps_engine_options *options,
                                       struct ps_error *error) PS_MUST_USE;

#endif
