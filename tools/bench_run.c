/* Measuring a model through the engine, as jobs use it.
 *
 * Steps are timed one by one and the median of their rates counts: a machine that does something
 * else for a moment makes some steps slower, and those are not what is asked about. */
#include "tools/bench_run.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/base/rng.h"
#include "shared/transformer/cost.h"

enum {
    SAMPLES_MAX = 1 << 14,
    DOCUMENT_BYTES = 4096,
};

/* Rates of single steps. */
struct samples {
    double rates[SAMPLES_MAX]; /* [count] */
    size_t count;
};

static void add_sample(struct samples *samples, double amount, int64_t took_us)
{
    if (samples->count < SAMPLES_MAX)
        samples->rates[samples->count++] = amount * 1e6 / (double)(took_us > 0 ? took_us : 1);
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(struct samples *samples)
{
    qsort(samples->rates, samples->count, sizeof samples->rates[0], compare);
    return samples->count ? samples->rates[samples->count / 2] : 0;
}

/* --- sequences --- */

struct batch {
    struct ps_sequence **items; /* [count] */
    size_t count;
};

static void close_batch(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        ps_sequence_destroy(batch->items[i]);
    free(batch->items);
    *batch = (struct batch){0};
}

/* A prompt of random tokens: nothing is shared and nothing ends early. */
static struct ps_sequence *make_sequence(const struct ps_bench_params *params,
                                         enum ps_sequence_kind kind, size_t max_tokens,
                                         struct ps_rng *rng)
{
    size_t count = params->prompt_tokens;
    size_t vocab_size = ps_transformer_config(ps_model_transformer(params->model))->vocab_size;
    int32_t *ids = calloc(count, sizeof *ids);
    for (size_t i = 0; ids && i < count; i++)
        ids[i] = (int32_t)ps_rng_below(rng, vocab_size);
    struct ps_sequence *sequence = ids ? ps_sequence_create(kind, ids, NULL, count) : NULL;
    if (sequence)
        sequence->sampling = (struct ps_sampling){
            .top_p = 1, .max_tokens = max_tokens, .ignore_eos = true, .num_logprobs = -1};
    return sequence;
}

static enum ps_status add_batch(const struct ps_bench_params *params, enum ps_sequence_kind kind,
                                size_t count, size_t max_tokens, struct batch *batch,
                                struct ps_error *error)
{
    struct ps_rng rng;
    ps_rng_init(&rng, 7);
    batch->items = calloc(count, sizeof(struct ps_sequence *));
    if (!batch->items)
        return ps_error_no_memory(error, "a benchmark");
    for (size_t i = 0; i < count; i++) {
        struct ps_sequence *sequence = make_sequence(params, kind, max_tokens, &rng);
        if (!sequence)
            return ps_error_no_memory(error, "a benchmark");
        batch->items[batch->count++] = sequence;
        PS_TRY(ps_engine_add(params->engine, sequence, error));
    }
    return PS_OK;
}

/* Takes out what has not finished. */
static void cancel_batch(const struct ps_bench_params *params, struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        ps_engine_cancel(params->engine, batch->items[i]);
    close_batch(batch);
}

static int64_t step_us(const struct ps_bench_params *params)
{
    int64_t begin_us = ps_clock_monotonic_us();
    (void)ps_engine_step(params->engine);
    return ps_clock_monotonic_us() - begin_us;
}

static uint64_t prompt_tokens_so_far(const struct ps_bench_params *params)
{
    struct ps_engine_stats stats;
    ps_engine_stats(params->engine, &stats);
    return stats.prompt_tokens;
}

/* Of one row of a prompt that attends to half of the others on average. */
static double row_flops(const struct ps_bench_params *params)
{
    const struct ps_transformer_config *config =
        ps_transformer_config(ps_model_transformer(params->model));
    double length = (double)params->prompt_tokens;
    double seen = config->causal ? (length + 1) / 2 : length;
    return ps_cost_row_flops(config) + ps_cost_attention_flops(config, seen);
}

/* --- measurements --- */

/* One round: the batch from its beginning to its end, a sample per step. The first round warms up.
 */
static enum ps_status prompt_round(const struct ps_bench_params *params, size_t batch_size,
                                   int64_t deadline_ms, struct samples *samples,
                                   struct ps_error *error)
{
    struct batch batch = {0};
    enum ps_status status = add_batch(params, PS_SEQUENCE_GENERATE, batch_size, 1, &batch, error);
    while (status == PS_OK && !ps_engine_idle(params->engine)) {
        uint64_t before = prompt_tokens_so_far(params);
        int64_t took_us = step_us(params);
        uint64_t num_rows = prompt_tokens_so_far(params) - before;
        if (num_rows > 0)
            add_sample(samples, (double)num_rows, took_us);
        if (ps_clock_monotonic_ms() >= deadline_ms && samples->count > 0)
            break;
    }
    cancel_batch(params, &batch);
    return status;
}

static struct samples *create_samples(struct ps_error *error)
{
    struct samples *samples = calloc(1, sizeof *samples);
    if (!samples)
        (void)ps_error_no_memory(error, "a benchmark");
    return samples;
}

enum ps_status ps_bench_prompt(const struct ps_bench_params *params, size_t batch,
                               struct ps_bench_rate *rate, struct ps_error *error)
{
    PS_DEFER(ps_freep) struct samples *samples = create_samples(error);
    if (!samples)
        return PS_NO_MEMORY;
    int64_t deadline_ms = ps_clock_monotonic_ms() + params->duration_ms;
    do
        PS_TRY(prompt_round(params, batch, deadline_ms, samples, error));
    while (ps_clock_monotonic_ms() < deadline_ms);
    rate->per_s = median(samples);
    rate->flops_per_s = rate->per_s * row_flops(params);
    return PS_OK;
}

static bool all_decode(const struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        if (batch->items[i]->num_tokens == 0)
            return false;
    }
    return true;
}

static double decode_flops(const struct ps_bench_params *params, double num_positions)
{
    const struct ps_transformer_config *config =
        ps_transformer_config(ps_model_transformer(params->model));
    return ps_cost_row_flops(config) + ps_cost_attention_flops(config, num_positions) +
           ps_cost_output_flops(config);
}

enum ps_status ps_bench_decode(const struct ps_bench_params *params, size_t batch_size,
                               struct ps_bench_rate *rate, struct ps_error *error)
{
    PS_DEFER(ps_freep) struct samples *samples = create_samples(error);
    if (!samples)
        return PS_NO_MEMORY;
    size_t room = ps_engine_context(params->engine) - params->prompt_tokens;
    struct batch batch = {0};
    enum ps_status status =
        add_batch(params, PS_SEQUENCE_GENERATE, batch_size, room, &batch, error);
    while (status == PS_OK && !all_decode(&batch) && !ps_engine_idle(params->engine))
        (void)step_us(params);
    int64_t deadline_ms = ps_clock_monotonic_ms() + params->duration_ms;
    while (status == PS_OK && !ps_engine_idle(params->engine)) {
        add_sample(samples, (double)batch_size, step_us(params));
        if (ps_clock_monotonic_ms() >= deadline_ms || batch.items[0]->num_tokens + 1 >= room)
            break;
    }
    double seen = (double)params->prompt_tokens + (double)samples->count / 2;
    cancel_batch(params, &batch);
    PS_TRY(status);
    rate->per_s = median(samples);
    rate->flops_per_s = rate->per_s * decode_flops(params, seen);
    return PS_OK;
}

enum ps_status ps_bench_encode(const struct ps_bench_params *params, size_t batch_size,
                               struct ps_bench_rate *rate, struct ps_error *error)
{
    PS_DEFER(ps_freep) struct samples *samples = create_samples(error);
    if (!samples)
        return PS_NO_MEMORY;
    enum ps_sequence_kind kind =
        ps_model_pooling(params->model) ? PS_SEQUENCE_EMBED : PS_SEQUENCE_CLASSIFY;
    int64_t deadline_ms = ps_clock_monotonic_ms() + params->duration_ms;
    do {
        struct batch batch = {0};
        enum ps_status status = add_batch(params, kind, batch_size, 0, &batch, error);
        int64_t took_us = 0;
        while (status == PS_OK && !ps_engine_idle(params->engine))
            took_us += step_us(params);
        add_sample(samples, (double)batch_size, took_us);
        cancel_batch(params, &batch);
        PS_TRY(status);
    } while (ps_clock_monotonic_ms() < deadline_ms);
    rate->per_s = median(samples);
    rate->flops_per_s = rate->per_s * row_flops(params) * (double)params->prompt_tokens;
    return PS_OK;
}

/* The end of a document that begins at start: at a space or a newline, so that no character and no
 * word is cut. */
static size_t document_end(const char *text, size_t size, size_t start)
{
    size_t end = start + DOCUMENT_BYTES;
    if (end >= size)
        return size;
    while (end < size && text[end] != ' ' && text[end] != '\n')
        end++;
    return end;
}

enum ps_status ps_bench_tokenize(const struct ps_bench_params *params, const char *text,
                                 size_t size, struct ps_bench_rate *rate, struct ps_error *error)
{
    PS_DEFER(ps_freep) struct samples *samples = create_samples(error);
    if (!samples)
        return PS_NO_MEMORY;
    const struct ps_tokenizer *tokenizer = ps_model_tokenizer(params->model);
    int64_t deadline_ms = ps_clock_monotonic_ms() + params->duration_ms;
    size_t start = 0;
    do {
        PS_DEFER(ps_tokens_close) struct ps_tokens tokens = {0};
        size_t end = document_end(text, size, start);
        int64_t begin_us = ps_clock_monotonic_us();
        PS_TRY(ps_tokenizer_encode(tokenizer, text + start, end - start, true, &tokens, error));
        add_sample(samples, (double)(end - start), ps_clock_monotonic_us() - begin_us);
        start = end == size ? 0 : end;
    } while (ps_clock_monotonic_ms() < deadline_ms);
    *rate = (struct ps_bench_rate){.per_s = median(samples)};
    return PS_OK;
}
