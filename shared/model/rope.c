/* The keys of config.json that say how positions are turned: rope_theta and rope_scaling of
 * transformers 4, rope_parameters of 5. */
#include <string.h>

#include "shared/model/family.h"
#include "shared/model/reader.h"

/* rope_parameters may be kept by kind of layer. */
static enum ps_status find_rope(const json_t *json, const json_t **rope, struct ps_error *error)
{
    const json_t *found = ps_read_value(json, "rope_parameters");
    const char *key = found ? "rope_parameters" : "rope_scaling";
    if (!found)
        found = ps_read_value(json, "rope_scaling");
    const json_t *nested = ps_read_value(found, "full_attention");
    if (nested)
        found = nested;
    if (found && !json_is_object(found))
        return ps_error_set_param(error, PS_INVALID, key, "%s must be an object", key);
    *rope = found;
    return PS_OK;
}

static enum ps_status read_theta(const json_t *json, const json_t *rope, double *theta,
                                 struct ps_error *error)
{
    double fallback, rotated;
    PS_TRY(ps_read_number(json, "rope_theta", 10000.0, &fallback, error));
    PS_TRY(ps_read_number(rope, "rope_theta", fallback, theta, error));
    PS_TRY(ps_read_number(json, "partial_rotary_factor", 1.0, &rotated, error));
    PS_TRY(ps_read_number(rope, "partial_rotary_factor", rotated, &rotated, error));
    if (rotated < 1.0 || rotated > 1.0)
        return ps_error_set_param(error, PS_UNSUPPORTED, "partial_rotary_factor",
                                  "partial_rotary_factor %g is not supported", rotated);
    return PS_OK;
}

static enum ps_status read_required(const json_t *rope, const char *key, double *out,
                                    struct ps_error *error)
{
    if (!ps_read_value(rope, key))
        return ps_error_set_param(error, PS_INVALID, key,
                                  "the scaling of rotary positions has no \"%s\"", key);
    return ps_read_number(rope, key, 0.0, out, error);
}

/* Beside rope_parameters it counts more than inside, as in transformers. */
static enum ps_status read_original(const json_t *json, const json_t *rope,
                                    struct ps_transformer_config *config, struct ps_error *error)
{
    static const char key[] = "original_max_position_embeddings";
    size_t fallback;
    PS_TRY(ps_read_size(rope, key, config->max_positions, &fallback, error));
    return ps_read_size(json, key, fallback, &config->rope.original_positions, error);
}

static enum ps_status read_llama3(const json_t *rope, struct ps_rope *out, struct ps_error *error)
{
    PS_TRY(read_required(rope, "factor", &out->factor, error));
    PS_TRY(read_required(rope, "low_freq_factor", &out->low_freq_factor, error));
    return read_required(rope, "high_freq_factor", &out->high_freq_factor, error);
}

/* A zero counts as not given, but for the attention's factor, where it would leave nothing. */
static enum ps_status read_yarn(const json_t *rope, struct ps_rope *out, struct ps_error *error)
{
    PS_TRY(read_required(rope, "factor", &out->factor, error));
    PS_TRY(ps_read_number(rope, "beta_fast", 0.0, &out->beta_fast, error));
    PS_TRY(ps_read_number(rope, "beta_slow", 0.0, &out->beta_slow, error));
    PS_TRY(ps_read_bool(rope, "truncate", true, &out->truncate, error));
    PS_TRY(ps_read_number(rope, "mscale", 0.0, &out->mscale, error));
    PS_TRY(ps_read_number(rope, "mscale_all_dim", 0.0, &out->mscale_all_dim, error));
    if (ps_read_value(rope, "attention_factor")) {
        PS_TRY(read_required(rope, "attention_factor", &out->attention_factor, error));
        if (!(out->attention_factor > 0.0))
            return ps_error_set_param(error, PS_INVALID, "attention_factor",
                                      "attention_factor is %g, it must be over 0",
                                      out->attention_factor);
    }
    if (out->beta_fast >= 0.0 && out->beta_fast <= 0.0)
        out->beta_fast = 32.0;
    if (out->beta_slow >= 0.0 && out->beta_slow <= 0.0)
        out->beta_slow = 1.0;
    return PS_OK;
}

/* Files keep the context that the model was trained with, and say by how much yarn stretches it. */
static void stretch_positions(struct ps_transformer_config *config)
{
    const struct ps_rope *rope = &config->rope;
    double stretched = (double)rope->original_positions * rope->factor;
    if (stretched > (double)config->max_positions && stretched < (double)PS_READ_SIZE_MAX)
        config->max_positions = (size_t)stretched;
}

static enum ps_status read_scaling(const json_t *json, const json_t *rope, const char *type,
                                   struct ps_transformer_config *config, struct ps_error *error)
{
    struct ps_rope *out = &config->rope;
    if (strcmp(type, "linear") == 0) {
        out->scaling = PS_ROPE_LINEAR;
        return read_required(rope, "factor", &out->factor, error);
    }
    if (strcmp(type, "llama3") == 0) {
        out->scaling = PS_ROPE_LLAMA3;
        PS_TRY(read_llama3(rope, out, error));
        return read_original(json, rope, config, error);
    }
    if (strcmp(type, "yarn") == 0) {
        out->scaling = PS_ROPE_YARN;
        PS_TRY(read_yarn(rope, out, error));
        PS_TRY(read_original(json, rope, config, error));
        stretch_positions(config);
        return PS_OK;
    }
    return ps_error_set_param(error, PS_UNSUPPORTED, "rope_type",
                              "rope_type \"%s\" is not supported; supported are: default, dynamic, "
                              "linear, llama3, yarn",
                              type);
}

enum ps_status ps_family_read_rope(const json_t *json, struct ps_transformer_config *config,
                                   struct ps_error *error)
{
    const json_t *rope = NULL;
    const char *type;
    config->position = PS_POSITION_ROTARY;
    PS_TRY(find_rope(json, &rope, error));
    PS_TRY(read_theta(json, rope, &config->rope.theta, error));
    PS_TRY(ps_read_string(rope, "type", "default", &type, error));
    PS_TRY(ps_read_string(rope, "rope_type", type, &type, error));
    /* dynamic changes nothing up to max_position_embeddings, which no text goes beyond here. */
    if (strcmp(type, "default") == 0 || strcmp(type, "dynamic") == 0)
        return PS_OK;
    return read_scaling(json, rope, type, config, error);
}
