/* The options that every tool with models and engines of its own shares. */
#include "tools/engine_options.h"

#include <stdlib.h>
#include <string.h>

#include "tools/command.h"
#include "worker/host.h"

#define JOB_BYTES_MAX_DEFAULT 8388608

void ps_engine_options_init(struct ps_engine_options *options)
{
    struct ps_host_limits host;
    ps_host_limits(&host);
    *options = (struct ps_engine_options){.job_bytes_max = JOB_BYTES_MAX_DEFAULT};
    options->engine.threads = host.num_cpus;
}

void ps_engine_options_close(struct ps_engine_options *options)
{
    for (size_t i = 0; i < options->num_models; i++)
        free(options->names[i]);
    options->num_models = 0;
}

static enum ps_status parse_size(const char *name, const char *text, int64_t maximum, size_t *size,
                                 struct ps_error *error)
{
    int64_t number = 0;
    PS_TRY(ps_command_number(name, text, 1, maximum, &number, error));
    *size = (size_t)number;
    return PS_OK;
}

/* NAME=DIR, or DIR alone; a folder whose path has a '=' in it is written as NAME=DIR. */
static enum ps_status add_model(struct ps_engine_options *options, const char *text,
                                struct ps_error *error)
{
    if (options->num_models == PS_ENGINE_OPTIONS_MODELS_MAX)
        return ps_error_set(error, PS_INVALID, "--model: at most %d models can be given",
                            PS_ENGINE_OPTIONS_MODELS_MAX);
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

/* Of all models, given before or after this option. */
static void set_dtype(struct ps_engine_options *options, const char *dtype)
{
    for (size_t i = 0; i < PS_ENGINE_OPTIONS_MODELS_MAX; i++)
        options->models[i].dtype = dtype;
}

enum ps_status ps_engine_options_apply(struct ps_engine_options *options, int option,
                                       const char *value, const char *tool, struct ps_error *error)
{
    struct ps_models_config *engine = &options->engine;
    switch (option) {
    case 'm':
        return add_model(options, value, error);
    case PS_ENGINE_OPTION_DTYPE:
        set_dtype(options, value);
        return PS_OK;
    case PS_ENGINE_OPTION_THREADS:
        return parse_size("threads", value, 1024, &engine->threads, error);
    case PS_ENGINE_OPTION_KV_BYTES_MAX:
        return parse_size("kv-bytes-max", value, INT64_MAX, &engine->kv_bytes_max, error);
    case PS_ENGINE_OPTION_STEP_TOKENS_MAX:
        return parse_size("step-tokens-max", value, 1 << 20, &engine->step_tokens_max, error);
    case PS_ENGINE_OPTION_JOB_BYTES_MAX:
        return parse_size("job-bytes-max", value, 1 << 30, &options->job_bytes_max, error);
    default:
        return ps_error_set(error, PS_INVALID, "see penstock %s --help", tool);
    }
}

enum ps_status ps_engine_options_check(const struct ps_engine_options *options,
                                       struct ps_error *error)
{
    if (options->num_models == 0)
        return ps_error_set(error, PS_INVALID, "--model DIR is missing: a checkpoint folder");
    return PS_OK;
}
