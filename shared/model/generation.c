/* Generation settings and end-of-sequence tokens. */
#include "shared/model/generation.h"

#include "shared/model/reader.h"

static enum ps_status add_eos(const json_t *value, struct ps_generation_defaults *defaults,
                              struct ps_error *error)
{
    json_int_t id = json_integer_value(value);
    if (!json_is_integer(value) || id < 0 || id > INT32_MAX)
        return ps_error_set_param(error, PS_INVALID, "eos_token_id",
                                  "eos_token_id must be a token id or a list of them");
    if (defaults->num_eos_ids == PS_MODEL_EOS_MAX)
        return ps_error_set_param(error, PS_TOO_LARGE, "eos_token_id",
                                  "eos_token_id lists more than %d tokens", PS_MODEL_EOS_MAX);
    defaults->eos_ids[defaults->num_eos_ids++] = (int32_t)id;
    return PS_OK;
}

static enum ps_status read_eos(const json_t *value, struct ps_generation_defaults *defaults,
                               struct ps_error *error)
{
    if (!value)
        return PS_OK;
    if (!json_is_array(value))
        return add_eos(value, defaults, error);
    for (size_t i = 0; i < json_array_size(value); i++)
        PS_TRY(add_eos(json_array_get(value, i), defaults, error));
    return PS_OK;
}

static enum ps_status read_sampling(const json_t *generation,
                                    struct ps_generation_defaults *defaults, struct ps_error *error)
{
    bool sample;
    size_t top_k;
    PS_TRY(ps_read_bool(generation, "do_sample", true, &sample, error));
    PS_TRY(ps_read_number(generation, "temperature", 1.0, &defaults->temperature, error));
    PS_TRY(ps_read_number(generation, "top_p", 1.0, &defaults->top_p, error));
    PS_TRY(ps_read_size(generation, "top_k", 0, &top_k, error));
    if (defaults->temperature < 0.0)
        return ps_error_set_param(error, PS_INVALID, "temperature",
                                  "temperature is %g, it must be at least 0",
                                  defaults->temperature);
    if (defaults->top_p <= 0.0 || defaults->top_p > 1.0)
        return ps_error_set_param(error, PS_INVALID, "top_p",
                                  "top_p is %g, it must be over 0 and at most 1", defaults->top_p);
    if (top_k > INT32_MAX)
        return ps_error_set_param(error, PS_INVALID, "top_k",
                                  "top_k is %zu, at most %d is possible", top_k, INT32_MAX);
    defaults->top_k = (int32_t)top_k;
    if (!sample)
        defaults->temperature = 0.0;
    return PS_OK;
}

enum ps_status ps_generation_read(const json_t *generation, const json_t *config,
                                  struct ps_generation_defaults *defaults, struct ps_error *error)
{
    *defaults = (struct ps_generation_defaults){0};
    PS_TRY(read_sampling(generation, defaults, error));
    const json_t *eos = ps_read_value(generation, "eos_token_id");
    return read_eos(eos ? eos : ps_read_value(config, "eos_token_id"), defaults, error);
}
