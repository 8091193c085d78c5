/* Sampling by the inverse of the cumulative distribution. Where top_k or top_p cut it, only as many
 * tokens are ranked as they keep: first a few, then more if those don't hold enough. */
#include "shared/engine/sampler.h"

#include <math.h>

enum {
    RANKED_FIRST = 64,
    RANKED_GROWTH = 8,
};

/* The logits of one step under a temperature. */
struct distribution {
    const float *logits; /* [vocab_size] */
    size_t vocab_size;
    double max; /* of the logits */
    double temperature;
};

/* Proportional to the probability; 1 for the most likely token. */
static double weigh(const struct distribution *distribution, float logit)
{
    return exp(((double)logit - distribution->max) / distribution->temperature);
}

static double total_weight(const struct distribution *distribution)
{
    double total = 0;
    for (size_t i = 0; i < distribution->vocab_size; i++)
        total += weigh(distribution, distribution->logits[i]);
    return total;
}

static int32_t pick_from_all(const struct distribution *distribution, double uniform, int32_t best)
{
    double target = uniform * total_weight(distribution);
    if (!isfinite(target))
        return -1;
    double sum = 0;
    for (size_t i = 0; i < distribution->vocab_size; i++) {
        sum += weigh(distribution, distribution->logits[i]);
        if (sum > target)
            return (int32_t)i;
    }
    return best;
}

/* How many of the ranked tokens, at least one, hold that weight together; *sum is what they hold,
 * less than asked where all of them don't suffice. */
static size_t count_nucleus(const struct distribution *distribution, const struct ps_logit *ranked,
                            size_t num_ranked, double asked, double *sum)
{
    size_t count = 0;
    *sum = 0;
    while (count < num_ranked && (count == 0 || *sum < asked))
        *sum += weigh(distribution, ranked[count++].value);
    return count;
}

/* Ranks the tokens that top_k and top_p keep and returns their number; *kept is their weight. */
static size_t rank(const struct distribution *distribution, const struct ps_sampling *sampling,
                   struct ps_logit *ranked, double *kept)
{
    size_t vocab_size = distribution->vocab_size;
    if (sampling->top_k > 0) {
        size_t num_ranked =
            ps_logits_top_k(distribution->logits, vocab_size, (size_t)sampling->top_k, ranked);
        double total = 0;
        (void)count_nucleus(distribution, ranked, num_ranked, INFINITY, &total);
        return count_nucleus(distribution, ranked, num_ranked, sampling->top_p * total, kept);
    }
    double asked = sampling->top_p * total_weight(distribution);
    for (size_t count = RANKED_FIRST;; count *= RANKED_GROWTH) {
        size_t num_ranked = ps_logits_top_k(distribution->logits, vocab_size, count, ranked);
        size_t num_kept = count_nucleus(distribution, ranked, num_ranked, asked, kept);
        if (*kept >= asked || num_ranked == vocab_size || !isfinite(asked))
            return num_kept;
    }
}

static int32_t pick_from_best(const struct distribution *distribution,
                              const struct ps_sampling *sampling, double uniform,
                              struct ps_logit *ranked)
{
    double kept = 0;
    size_t num_kept = rank(distribution, sampling, ranked, &kept);
    double target = uniform * kept;
    double sum = 0;
    for (size_t i = 0; i < num_kept; i++) {
        sum += weigh(distribution, ranked[i].value);
        if (sum > target)
            return ranked[i].token;
    }
    return isfinite(kept) ? ranked[0].token : -1;
}

bool ps_sampler_is_greedy(const struct ps_sampling *sampling)
{
    return !(sampling->temperature > 0) || sampling->top_k == 1;
}

int32_t ps_sampler_pick(const struct ps_sampling *sampling, const float *logits, size_t vocab_size,
                        double uniform, struct ps_logit *scratch)
{
    int32_t best = ps_logits_argmax(logits, vocab_size);
    if (!isfinite(logits[best]))
        return -1;
    if (ps_sampler_is_greedy(sampling))
        return best;
    struct distribution distribution = {
        .logits = logits,
        .vocab_size = vocab_size,
        .max = (double)logits[best],
        .temperature = sampling->temperature,
    };
    if (sampling->top_k <= 0 && sampling->top_p >= 1)
        return pick_from_all(&distribution, uniform, best);
    return pick_from_best(&distribution, sampling, uniform, scratch);
}
