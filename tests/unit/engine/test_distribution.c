/* Texts of up to three tokens, drawn 20,000 times under each parameter of the sampling, against
 * their exact probabilities (chi-square). The probabilities are computed here from the definitions,
 * by walking all texts there can be; the model is a table: its logits depend on the text so far.
 *
 * Each case also says what it would take for another: with a parameter a little off, the same draws
 * must not pass. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/rng.h"
#include "shared/engine/next_token.h"
#include "shared/engine/state.h"

enum {
    VOCAB = 10,
    LENGTH_MAX = 3,
    TEXTS = 1 + VOCAB + VOCAB * VOCAB + VOCAB * VOCAB * VOCAB,
    DRAWS = 20000,
    EOS = 1,
    STOP = 7
};

static const int32_t eos_ids[] = {EOS};
static const struct ps_token_list eos = {eos_ids, 1};
static const int32_t prompt_ids[] = {2, 3, 3, 9};

/* A text so far. */
struct text {
    int32_t tokens[LENGTH_MAX];
    size_t length;
};

/* All texts in one row, the shorter ones first. */
static size_t index_of(const struct text *text)
{
    size_t index = 0;
    for (size_t i = 0; i < text->length; i++)
        index = index * VOCAB + (size_t)text->tokens[i] + 1;
    return index;
}

/* --- the model --- */

static void model_logits(const struct text *text, float *logits)
{
    struct ps_rng rng;
    ps_rng_init(&rng, 1000 + index_of(text));
    for (size_t i = 0; i < VOCAB; i++)
        logits[i] = (float)(ps_rng_uniform(&rng) * 5 - 2);
}

/* --- exact probabilities --- */

static size_t count_of(const int32_t *tokens, size_t count, size_t token)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += (size_t)tokens[i] == token;
    return found;
}

static bool is_bad(const struct ps_token_list *word, const struct text *text, size_t token)
{
    if ((size_t)word->ids[word->count - 1] != token || word->count - 1 > text->length)
        return false;
    for (size_t i = 0; i + 1 < word->count; i++) {
        if (text->tokens[text->length - (word->count - 1) + i] != word->ids[i])
            return false;
    }
    return true;
}

static bool may_come(const struct ps_sampling *sampling, const struct text *text, size_t token)
{
    const struct ps_token_list *allowed = &sampling->allowed_tokens;
    if (allowed->count > 0 && count_of(allowed->ids, allowed->count, token) == 0)
        return false;
    for (size_t i = 0; i < sampling->num_bad_words; i++) {
        if (is_bad(&sampling->bad_words[i], text, token))
            return false;
    }
    bool ends =
        token == EOS || count_of(sampling->stop_tokens.ids, sampling->stop_tokens.count, token) > 0;
    return !ends || text->length >= sampling->min_tokens;
}

static double changed_logit(const struct ps_sampling *sampling, const struct text *text,
                            size_t token, double logit)
{
    for (size_t i = 0; i < sampling->num_logit_bias; i++) {
        if ((size_t)sampling->logit_bias[i].token == token)
            logit += (double)sampling->logit_bias[i].bias;
    }
    size_t generated = count_of(text->tokens, text->length, token);
    size_t seen = generated + count_of(prompt_ids, 4, token);
    if (sampling->repetition_penalty > 0 && seen > 0)
        logit =
            logit > 0 ? logit / sampling->repetition_penalty : logit * sampling->repetition_penalty;
    logit -= sampling->frequency_penalty * (double)generated;
    logit -= generated > 0 ? sampling->presence_penalty : 0;
    return logit;
}

static void divide_by(double *values, double divisor)
{
    for (size_t i = 0; i < VOCAB; i++)
        values[i] /= divisor;
}

static double sum_of(const double *values)
{
    double sum = 0;
    for (size_t i = 0; i < VOCAB; i++)
        sum += values[i];
    return sum;
}

static double largest_of(const double *values)
{
    double largest = values[0];
    for (size_t i = 1; i < VOCAB; i++)
        largest = values[i] > largest ? values[i] : largest;
    return largest;
}

/* Keeps the most likely tokens: at most count of them, and no more than it takes to hold a
 * probability of share. */
static void keep_best(double *probabilities, size_t count, double share)
{
    double kept[VOCAB] = {0};
    double sum = 0;
    for (size_t i = 0; i < count && sum < share; i++) {
        size_t best = 0;
        for (size_t j = 1; j < VOCAB; j++)
            best = probabilities[j] > probabilities[best] ? j : best;
        if (probabilities[best] <= 0)
            break;
        kept[best] = probabilities[best];
        sum += probabilities[best];
        probabilities[best] = 0;
    }
    memcpy(probabilities, kept, sizeof kept);
}

/* Of the next token. */
static void next_probabilities(const struct ps_sampling *sampling, const struct text *text,
                               double *probabilities)
{
    float logits[VOCAB];
    model_logits(text, logits);
    for (size_t i = 0; i < VOCAB; i++) {
        double logit = changed_logit(sampling, text, i, (double)logits[i]);
        probabilities[i] = may_come(sampling, text, i) ? exp(logit / sampling->temperature) : 0;
    }
    divide_by(probabilities, sum_of(probabilities));
    double least = sampling->min_p * largest_of(probabilities);
    for (size_t i = 0; i < VOCAB; i++)
        probabilities[i] = probabilities[i] < least ? 0 : probabilities[i];
    keep_best(probabilities, sampling->top_k > 0 ? (size_t)sampling->top_k : VOCAB, 2);
    divide_by(probabilities, sum_of(probabilities));
    keep_best(probabilities, VOCAB, sampling->top_p);
    divide_by(probabilities, sum_of(probabilities));
}

static bool has_ended(const struct ps_sampling *sampling, const struct text *text)
{
    if (text->length == sampling->max_tokens)
        return true;
    size_t last = text->length > 0 ? (size_t)text->tokens[text->length - 1] : VOCAB;
    return last == EOS || count_of(sampling->stop_tokens.ids, sampling->stop_tokens.count, last);
}

/* Of all texts that begin with this one, which has that probability. */
static void walk(const struct ps_sampling *sampling, const struct text *text, double probability,
                 double *probabilities /* [TEXTS] */)
{
    double next[VOCAB];
    if (has_ended(sampling, text)) {
        probabilities[index_of(text)] = probability;
        return;
    }
    next_probabilities(sampling, text, next);
    for (size_t i = 0; i < VOCAB; i++) {
        struct text longer = *text;
        longer.tokens[longer.length++] = (int32_t)i;
        if (next[i] > 0)
            walk(sampling, &longer, probability * next[i], probabilities);
    }
}

/* --- draws --- */

static void draw(const struct ps_sampling *sampling, uint64_t seed, struct text *text)
{
    float logits[VOCAB], changed[VOCAB];
    struct ps_logit scratch[VOCAB];
    struct ps_sequence sequence = {
        .prompt = (int32_t *)(uintptr_t)prompt_ids,
        .num_prompt = 4,
        .sampling = *sampling,
        .tokens = text->tokens,
    };
    struct ps_sequence_state state = {.tokens_max = sampling->max_tokens};
    struct ps_next_token next = {
        .logits = logits, .vocab_size = VOCAB, .eos = eos, .changed = changed, .scratch = scratch};
    sequence.state = &state;
    ps_rng_init(&state.rng, seed);
    assert_int_equal(ps_penalties_init(&state.penalties, &sequence, LENGTH_MAX), PS_OK);
    while (!has_ended(sampling, text)) {
        model_logits(text, logits);
        int32_t token = ps_next_token_pick(&next, &sequence);
        assert_in_range(token, 0, VOCAB - 1);
        text->tokens[text->length++] = token;
        sequence.num_tokens = text->length;
        ps_penalties_add(&state.penalties, token);
    }
    ps_penalties_close(&state.penalties);
}

/* What chi-square exceeds with a probability of one in ten thousand (Wilson and Hilferty). */
static double chi_square_max(double degrees)
{
    double spread = 2 / (9 * degrees);
    double root = 1 - spread + 3.72 * sqrt(spread);
    return degrees * root * root * root;
}

/* Texts expected fewer than five times are counted as one. */
static bool fits(const double *probabilities, const size_t *counts)
{
    double chi = 0, rest_expected = 0, rest_counted = 0;
    double degrees = -1;
    for (size_t i = 0; i < TEXTS; i++) {
        double expected = probabilities[i] * DRAWS, counted = (double)counts[i];
        if (probabilities[i] <= 0 && counts[i] > 0)
            return false;
        if (expected < 5) {
            rest_expected += expected;
            rest_counted += counted;
            continue;
        }
        chi += (counted - expected) * (counted - expected) / expected;
        degrees++;
    }
    if (rest_expected >= 5) {
        chi += (rest_counted - rest_expected) * (rest_counted - rest_expected) / rest_expected;
        degrees++;
    }
    return chi <= chi_square_max(degrees);
}

/* --- the cases --- */

static const int32_t some[] = {0, 1, 2, 4, 5, 9};
static const int32_t bad_ids[] = {4, 5, 0, 2, 9};
static const struct ps_token_list bad_words[] = {{bad_ids, 1}, {bad_ids + 1, 2}, {bad_ids + 3, 2}};
static const struct ps_logit_bias biases[] = {{0, 1.5f}, {5, -2}, {9, 0.75f}};
static const int32_t stop_ids[] = {STOP};

struct distribution_case {
    const char *name;
    struct ps_sampling right;
    struct ps_sampling wrong;
};

/* Fields of every case. */
#define BASE .temperature = 1, .top_p = 1, .max_tokens = LENGTH_MAX

static const struct distribution_case cases[] = {
    {"nothing", {BASE}, {.temperature = 1.1, .top_p = 1, .max_tokens = LENGTH_MAX}},
    {"temperature",
     {.temperature = 0.7, .top_p = 1, .max_tokens = LENGTH_MAX},
     {.temperature = 0.75, .top_p = 1, .max_tokens = LENGTH_MAX}},
    {"a high temperature",
     {.temperature = 2, .top_p = 1, .max_tokens = LENGTH_MAX},
     {.temperature = 1.6, .top_p = 1, .max_tokens = LENGTH_MAX}},
    {"top_p",
     {.temperature = 1, .top_p = 0.8, .max_tokens = LENGTH_MAX},
     {.temperature = 1, .top_p = 0.75, .max_tokens = LENGTH_MAX}},
    {"top_k", {BASE, .top_k = 4}, {BASE, .top_k = 5}},
    {"min_p", {BASE, .min_p = 0.15}, {BASE, .min_p = 0.1}},
    {"repetition_penalty", {BASE, .repetition_penalty = 1.5}, {BASE, .repetition_penalty = 1.8}},
    {"repetition_penalty below 1",
     {BASE, .repetition_penalty = 0.6},
     {BASE, .repetition_penalty = 0.7}},
    {"frequency_penalty", {BASE, .frequency_penalty = 0.9}, {BASE, .frequency_penalty = 0.5}},
    {"a negative frequency_penalty",
     {BASE, .frequency_penalty = -1},
     {BASE, .presence_penalty = -1}},
    {"presence_penalty", {BASE, .presence_penalty = 1}, {BASE, .presence_penalty = 0.6}},
    {"logit_bias",
     {BASE, .logit_bias = biases, .num_logit_bias = 3},
     {BASE, .logit_bias = biases, .num_logit_bias = 2}},
    {"allowed tokens", {BASE, .allowed_tokens = {some, 6}}, {BASE, .allowed_tokens = {some, 5}}},
    {"bad words",
     {BASE, .bad_words = bad_words, .num_bad_words = 3},
     {BASE, .bad_words = bad_words, .num_bad_words = 2}},
    {"min_tokens", {BASE, .min_tokens = 2}, {BASE, .min_tokens = 1}},
    {"min_tokens and stop tokens",
     {BASE, .min_tokens = 2, .stop_tokens = {stop_ids, 1}},
     {BASE, .min_tokens = 2}},
    {"all penalties",
     {BASE, .repetition_penalty = 1.2, .frequency_penalty = 0.5, .presence_penalty = 0.4},
     {BASE, .repetition_penalty = 1.2, .frequency_penalty = 0.5, .presence_penalty = -0.4}},
    {"min_p, top_k, top_p",
     {.temperature = 1.3, .top_p = 0.85, .min_p = 0.05, .top_k = 6, .max_tokens = LENGTH_MAX},
     {.temperature = 1.3, .top_p = 0.85, .min_p = 0.05, .top_k = 5, .max_tokens = LENGTH_MAX}},
    {"min_p and top_p",
     {.temperature = 1.5, .top_p = 0.9, .min_p = 0.1, .max_tokens = LENGTH_MAX},
     {.temperature = 1.5, .top_p = 0.9, .min_p = 0.02, .max_tokens = LENGTH_MAX}},
    {"everything",
     {.temperature = 0.9,
      .top_p = 0.95,
      .min_p = 0.02,
      .top_k = 7,
      .repetition_penalty = 1.3,
      .frequency_penalty = 0.3,
      .presence_penalty = -0.2,
      .logit_bias = biases,
      .num_logit_bias = 3,
      .allowed_tokens = {some, 6},
      .bad_words = bad_words + 1,
      .num_bad_words = 2,
      .min_tokens = 1,
      .max_tokens = LENGTH_MAX},
     {.temperature = 0.9,
      .top_p = 0.95,
      .min_p = 0.02,
      .top_k = 7,
      .repetition_penalty = 1.3,
      .frequency_penalty = 0.3,
      .logit_bias = biases,
      .num_logit_bias = 3,
      .allowed_tokens = {some, 6},
      .bad_words = bad_words + 1,
      .num_bad_words = 2,
      .min_tokens = 1,
      .max_tokens = LENGTH_MAX}},
};

static void draws_follow_the_exact_probabilities(void **state)
{
    (void)state;
    static double probabilities[TEXTS];
    static size_t counts[TEXTS];
    const struct text empty = {.length = 0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        memset(counts, 0, sizeof counts);
        for (uint64_t seed = 0; seed < DRAWS; seed++) {
            struct text text = empty;
            draw(&cases[i].right, 1000000 * i + seed, &text);
            counts[index_of(&text)]++;
        }
        memset(probabilities, 0, sizeof probabilities);
        walk(&cases[i].right, &empty, 1, probabilities);
        if (!fits(probabilities, counts))
            fail_msg("%s: the draws don't follow the probabilities", cases[i].name);
        memset(probabilities, 0, sizeof probabilities);
        walk(&cases[i].wrong, &empty, 1, probabilities);
        if (fits(probabilities, counts))
            fail_msg("%s: the draws would pass with another parameter", cases[i].name);
    }
}

static void all_probabilities_sum_to_one(void **state)
{
    (void)state;
    static double probabilities[TEXTS];
    const struct text empty = {.length = 0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double sum = 0;
        memset(probabilities, 0, sizeof probabilities);
        walk(&cases[i].right, &empty, 1, probabilities);
        for (size_t j = 0; j < TEXTS; j++)
            sum += probabilities[j];
        assert_true(fabs(sum - 1) < 1e-9);
    }
}

static void no_token_left(void **state)
{
    (void)state;
    struct text text = {.length = 0};
    float logits[VOCAB] = {0}, changed[VOCAB];
    struct ps_logit scratch[VOCAB];
    struct ps_sequence_state sequence_state = {.tokens_max = 1};
    struct ps_sequence sequence = {
        .sampling = {BASE, .allowed_tokens = eos, .min_tokens = 1},
        .tokens = text.tokens,
        .state = &sequence_state,
    };
    struct ps_next_token next = {
        .logits = logits, .vocab_size = VOCAB, .eos = eos, .changed = changed, .scratch = scratch};
    assert_int_equal(ps_next_token_pick(&next, &sequence), PS_TOKEN_NONE_LEFT);
    sequence.sampling.min_tokens = 0;
    assert_int_equal(ps_next_token_pick(&next, &sequence), EOS);
    for (size_t i = 0; i < VOCAB; i++)
        logits[i] = NAN;
    assert_int_equal(ps_next_token_pick(&next, &sequence), PS_TOKEN_NO_NUMBER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_probabilities_sum_to_one),
        cmocka_unit_test(draws_follow_the_exact_probabilities),
        cmocka_unit_test(no_token_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
