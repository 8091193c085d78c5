/* The kinds of scaling, as `transformers` computes them. */
#include "shared/transformer/rope.h"

#include <math.h>

#include "shared/transformer/positive.h"

static const double two_pi = 6.28318530717958647692;

static enum ps_status check_original(const struct ps_rope *rope, struct ps_error *error)
{
    const size_t maximum = 1u << 24;
    if (rope->original_positions >= 1 && rope->original_positions <= maximum)
        return PS_OK;
    return ps_error_set_param(error, PS_INVALID, "rope_original_positions",
                              "rope_original_positions is %zu, it must be in 1 to %zu",
                              rope->original_positions, maximum);
}

static enum ps_status check_llama3(const struct ps_rope *rope, struct ps_error *error)
{
    PS_TRY(ps_check_positive("rope_low_freq_factor", rope->low_freq_factor, error));
    PS_TRY(ps_check_positive("rope_high_freq_factor", rope->high_freq_factor, error));
    if (rope->high_freq_factor <= rope->low_freq_factor)
        return ps_error_set_param(error, PS_INVALID, "rope_high_freq_factor",
                                  "rope_high_freq_factor is %g, it must be over "
                                  "rope_low_freq_factor, which is %g",
                                  rope->high_freq_factor, rope->low_freq_factor);
    return check_original(rope, error);
}

static enum ps_status check_yarn(const struct ps_rope *rope, struct ps_error *error)
{
    PS_TRY(ps_check_positive("rope_beta_fast", rope->beta_fast, error));
    PS_TRY(ps_check_positive("rope_beta_slow", rope->beta_slow, error));
    if (rope->beta_fast < rope->beta_slow)
        return ps_error_set_param(error, PS_INVALID, "rope_beta_fast",
                                  "rope_beta_fast is %g, it must not be under rope_beta_slow, "
                                  "which is %g",
                                  rope->beta_fast, rope->beta_slow);
    if (rope->theta <= 1.0)
        return ps_error_set_param(error, PS_INVALID, "rope_theta",
                                  "rope_theta is %g, with yarn it must be over 1", rope->theta);
    PS_TRY(ps_check_not_negative("rope_attention_factor", rope->attention_factor, error));
    PS_TRY(ps_check_not_negative("rope_mscale", rope->mscale, error));
    PS_TRY(ps_check_not_negative("rope_mscale_all_dim", rope->mscale_all_dim, error));
    return check_original(rope, error);
}

enum ps_status ps_rope_check(const struct ps_rope *rope, struct ps_error *error)
{
    PS_TRY(ps_check_positive("rope_theta", rope->theta, error));
    if (rope->scaling == PS_ROPE_NONE)
        return PS_OK;
    PS_TRY(ps_check_positive("rope_factor", rope->factor, error));
    if (rope->scaling == PS_ROPE_LLAMA3)
        return check_llama3(rope, error);
    return rope->scaling == PS_ROPE_YARN ? check_yarn(rope, error) : PS_OK;
}

/* Frequencies that turn less than low_freq_factor times over the original context are slowed by
 * the factor, those that turn more than high_freq_factor times are kept, and between the two lies
 * a straight line in the number of turns. */
static double scale_llama3(const struct ps_rope *rope, double frequency)
{
    double turns = (double)rope->original_positions * frequency / two_pi;
    double slowed = frequency / rope->factor;
    if (turns < rope->low_freq_factor)
        return slowed;
    if (turns > rope->high_freq_factor)
        return frequency;
    double kept =
        (turns - rope->low_freq_factor) / (rope->high_freq_factor - rope->low_freq_factor);
    return (1.0 - kept) * slowed + kept * frequency;
}

/* The pair, as a real number, that turns so many times over the original context. */
static double pair_of_turns(const struct ps_rope *rope, size_t head_size, double turns)
{
    return (double)head_size * log((double)rope->original_positions / (turns * two_pi)) /
           (2.0 * log(rope->theta));
}

/* Pairs up to that of beta_fast are kept, those from that of beta_slow are slowed by the factor,
 * and between the two lies a straight line in the pair's number. (Peng and others, "YaRN: Efficient
 * Context Window Extension of Large Language Models", 2023.) */
static double scale_yarn(const struct ps_rope *rope, size_t head_size, size_t pair,
                         double frequency)
{
    double first = pair_of_turns(rope, head_size, rope->beta_fast);
    double last = pair_of_turns(rope, head_size, rope->beta_slow);
    if (rope->truncate) {
        first = floor(first);
        last = ceil(last);
    }
    first = fmax(first, 0.0);
    last = fmin(last, (double)head_size - 1.0);
    if (last - first <= 0.0 && last - first >= 0.0)
        last += 0.001;
    double slowed = fmin(fmax(((double)pair - first) / (last - first), 0.0), 1.0);
    return frequency / rope->factor * slowed + frequency * (1.0 - slowed);
}

void ps_rope_frequencies(const struct ps_rope *rope, size_t head_size, float *frequencies)
{
    for (size_t i = 0; i < head_size / 2; i++) {
        double frequency = pow(rope->theta, -2.0 * (double)i / (double)head_size);
        if (rope->scaling == PS_ROPE_LINEAR)
            frequency /= rope->factor;
        else if (rope->scaling == PS_ROPE_LLAMA3)
            frequency = scale_llama3(rope, frequency);
        else if (rope->scaling == PS_ROPE_YARN)
            frequency = scale_yarn(rope, head_size, i, frequency);
        frequencies[i] = (float)frequency;
    }
}

static double yarn_amplitude(double factor, double mscale)
{
    return factor <= 1.0 ? 1.0 : 0.1 * mscale * log(factor) + 1.0;
}

float ps_rope_amplitude(const struct ps_rope *rope)
{
    if (rope->scaling != PS_ROPE_YARN)
        return 1.0f;
    if (rope->attention_factor > 0.0)
        return (float)rope->attention_factor;
    if (rope->mscale > 0.0 && rope->mscale_all_dim > 0.0)
        return (float)(yarn_amplitude(rope->factor, rope->mscale) /
                       yarn_amplitude(rope->factor, rope->mscale_all_dim));
    return (float)yarn_amplitude(rope->factor, 1.0);
}
