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

/* What else transformers' generate() lets decide about the tokens that come, with the value that
 * changes nothing beside null, false and empty lists. */
static const struct {
    const char *name;
    double neutral;
} unsupported[] = {
    {"num_beams", 1},
    {"num_beam_groups", 1},
    {"penalty_alpha", 0},
    {"typical_p", 1},
    {"top_h", 1},
    {"epsilon_cutoff", 0},
    {"eta_cutoff", 0},
    {"no_repeat_ngram_size", 0},
    {"encoder_no_repeat_ngram_size", 0},
    {"encoder_repetition_penalty", 1},
    {"exponential_decay_length_penalty", 0},
    {"guidance_scale", 1},
    {"min_length", 0},
    {"min_new_tokens", 0},
    {"bad_words_ids", 0},
    {"suppress_tokens", 0},
    {"begin_suppress_tokens", 0},
    {"sequence_bias", 0},
    {"force_words_ids", 0},
    {"constraints", 0},
    {"forced_bos_token_id", -1},
    {"forced_eos_token_id", -1},
    {"stop_strings", 0},
    {"watermarking_config", 0},
    {"token_healing", 0},
    {"dola_layers", 0},
};

static bool changes_nothing(const json_t *value, double neutral)
{
    if (json_is_number(value)) {
        double number = json_number_value(value);
        return !(number < neutral) && !(number > neutral);
    }
    return !value || json_is_null(value) || json_is_false(value) ||
           ((json_is_array(value) || json_is_object(value)) && json_array_size(value) == 0 &&
            json_object_size(value) == 0);
}

static enum ps_status refuse_unsupported(const json_t *generation, struct ps_error *error)
{
    for (size_t i = 0; i < sizeof unsupported / sizeof unsupported[0]; i++) {
        const char *name = unsupported[i].name;
        if (!changes_nothing(json_object_get(generation, name), unsupported[i].neutral))
            return ps_error_set_param(error, PS_UNSUPPORTED, name,
                                      "%s is set, which this version does not follow; without it "
                                      "the model can be used",
                                      name);
    }
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
    PS_TRY(ps_read_number(generation, "min_p", 0.0, &defaults->min_p, error));
    if (defaults->min_p < 0.0 || defaults->min_p > 1.0)
        return ps_error_set_param(error, PS_INVALID, "min_p",
                                  "min_p is %g, it must be at least 0 and at most 1",
                                  defaults->min_p);
    PS_TRY(ps_read_number(generation, "repetition_penalty", 1.0, &defaults->repetition_penalty,
                          error));
    if (defaults->repetition_penalty <= 0.0)
        return ps_error_set_param(error, PS_INVALID, "repetition_penalty",
                                  "repetition_penalty is %g, it must be over 0",
                                  defaults->repetition_penalty);
    if (!sample)
        defaults->temperature = 0.0;
    return PS_OK;
}

enum ps_status ps_generation_read(const json_t *generation, const json_t *config,
                                  struct ps_generation_defaults *defaults, struct ps_error *error)
{
    *defaults = (struct ps_generation_defaults){0};
    PS_TRY(refuse_unsupported(generation, error));
    PS_TRY(read_sampling(generation, defaults, error));
    const json_t *eos = ps_read_value(generation, "eos_token_id");
    return read_eos(eos ? eos : ps_read_value(config, "eos_token_id"), defaults, error);
}
