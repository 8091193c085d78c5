/* Sampling by the inverse of the cumulative distribution. Where top_k or top_p cut it, only as many
 * tokens are ranked as they keep: first a few. If those don't hold enough, which tokens do is found
 * as a quickselect finds a median, without ranking them: a wide nucleus may have most of the
 * vocabulary. */
#include "shared/engine/sampler.h"

#include <math.h>

enum {
    RANKED_FIRST = 64,
    SORTED_MAX = 16, /* tokens that are sorted rather than parted */
};

/* The logits of one step under a temperature. */
struct distribution {
    const float *logits; /* [vocab_size] */
    size_t vocab_size;
    double max;   /* of the logits */
    double least; /* min_p as a logit: tokens below it are out */
    double temperature;
};

static bool is_in(const struct distribution *distribution, float logit)
{
    return isfinite(logit) && (double)logit >= distribution->least;
}

/* Proportional to the probability; 1 for the most likely token, 0 for one that is out. */
static double weigh(const struct distribution *distribution, float logit)
{
    if ((double)logit < distribution->least)
        return 0;
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

static bool precedes(struct ps_logit a, struct ps_logit b)
{
    return a.value > b.value || (!(a.value < b.value) && a.token < b.token);
}

static void swap(struct ps_logit *a, struct ps_logit *b)
{
    struct ps_logit kept = *a;
    *a = *b;
    *b = kept;
}

/* Of three tokens: moves the one between the others to the middle. */
static struct ps_logit median(struct ps_logit *first, struct ps_logit *middle,
                              struct ps_logit *last)
{
    if (precedes(*middle, *first))
        swap(first, middle);
    if (precedes(*last, *middle))
        swap(middle, last);
    if (precedes(*middle, *first))
        swap(first, middle);
    return *middle;
}

/* Parts tokens, at least 3, so that each of the first ones precedes each of the others; returns how
 * many are first: some, not all. */
static size_t part(struct ps_logit *tokens, size_t count)
{
    struct ps_logit pivot = median(&tokens[0], &tokens[(count - 1) / 2], &tokens[count - 1]);
    size_t left = 0, right = count - 1;
    for (;;) {
        while (precedes(tokens[left], pivot))
            left++;
        while (precedes(pivot, tokens[right]))
            right--;
        if (left >= right)
            return right + 1;
        swap(&tokens[left++], &tokens[right--]);
    }
}

static void sort(struct ps_logit *tokens, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t at = i; at > 0 && precedes(tokens[at], tokens[at - 1]); at--)
            swap(&tokens[at], &tokens[at - 1]);
    }
}

/* Moves as many of the first tokens, at least one, to the front as weigh what is asked together,
 * the last of them to the end of these, and returns how many; *sum is their weight, as in
 * count_nucleus. */
static size_t gather(const struct distribution *distribution, struct ps_logit *tokens, size_t count,
                     double asked, double *sum)
{
    size_t from = 0;
    *sum = 0;
    while (count - from > SORTED_MAX) {
        size_t middle = from + part(tokens + from, count - from);
        double weight = 0;
        for (size_t i = from; i < middle; i++)
            weight += weigh(distribution, tokens[i].value);
        if (*sum + weight >= asked) {
            count = middle;
        } else {
            *sum += weight;
            from = middle;
        }
    }
    sort(tokens + from, count - from);
    while (from < count && (from == 0 || *sum < asked))
        *sum += weigh(distribution, tokens[from++].value);
    return from;
}

static int32_t pick_from_wide(const struct distribution *distribution, double asked, double uniform,
                              struct ps_logit *tokens)
{
    size_t count = 0;
    for (size_t i = 0; i < distribution->vocab_size; i++) {
        if (is_in(distribution, distribution->logits[i]))
            tokens[count++] =
                (struct ps_logit){.token = (int32_t)i, .value = distribution->logits[i]};
    }
    double kept, sum;
    size_t num_kept = gather(distribution, tokens, count, asked, &kept);
    size_t num_passed = gather(distribution, tokens, num_kept, uniform * kept, &sum);
    return tokens[num_passed - 1].token;
}

static int32_t pick_from_ranked(const struct distribution *distribution,
                                const struct ps_logit *ranked, size_t num_kept, double kept,
                                double uniform)
{
    double target = uniform * kept;
    double sum = 0;
    for (size_t i = 0; i < num_kept; i++) {
        sum += weigh(distribution, ranked[i].value);
        if (sum > target)
            return ranked[i].token;
    }
    return isfinite(kept) ? ranked[0].token : -1;
}

static int32_t pick_from_nucleus(const struct distribution *distribution, double top_p,
                                 double uniform, struct ps_logit *ranked)
{
    double asked = top_p * total_weight(distribution), kept;
    size_t num_ranked =
        ps_logits_top_k(distribution->logits, distribution->vocab_size, RANKED_FIRST, ranked);
    size_t num_kept = count_nucleus(distribution, ranked, num_ranked, asked, &kept);
    if (kept < asked && num_ranked < distribution->vocab_size && isfinite(asked))
        return pick_from_wide(distribution, asked, uniform, ranked);
    return pick_from_ranked(distribution, ranked, num_kept, kept, uniform);
}

static int32_t pick_from_best(const struct distribution *distribution,
                              const struct ps_sampling *sampling, double uniform,
                              struct ps_logit *ranked)
{
    size_t num_ranked = ps_logits_top_k(distribution->logits, distribution->vocab_size,
                                        (size_t)sampling->top_k, ranked);
    double total, kept;
    (void)count_nucleus(distribution, ranked, num_ranked, INFINITY, &total);
    size_t num_kept =
        count_nucleus(distribution, ranked, num_ranked, sampling->top_p * total, &kept);
    return pick_from_ranked(distribution, ranked, num_kept, kept, uniform);
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
        .least = (double)logits[best] + sampling->temperature * log(sampling->min_p),
        .temperature = sampling->temperature,
    };
    if (sampling->top_k <= 0 && sampling->top_p >= 1)
        return pick_from_all(&distribution, uniform, best);
    return sampling->top_k > 0
               ? pick_from_best(&distribution, sampling, uniform, scratch)
               : pick_from_nucleus(&distribution, sampling->top_p, uniform, scratch);
}
