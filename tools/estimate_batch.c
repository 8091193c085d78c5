/* One line after another: parsed, tokenized, counted, forgotten. */
#include "tools/estimate_batch.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "shared/base/rng.h"

#define CAPACITY_MIN        1024
#define SAMPLE_LINE_MAX     ((size_t)1 << 20) /* longer lines would make the sample large */
#define SAMPLE_SEED         1                 /* the same file gives the same sample */
#define MICROSECONDS        1e6
#define SEQUENCE_TOKENS_MAX UINT32_MAX

PS_DEFINE_DEFER(ps_run_destroy, struct ps_run)

void ps_estimate_prepare(struct ps_run *run)
{
    int64_t now_ms = ps_clock_unix_ms();
    if (run->action == PS_ACTION_ASK_CACHE) /* there is none here */
        (void)ps_run_cache_answered(run, NULL, 0, now_ms);
    if (run->action == PS_ACTION_PREPARE)
        (void)ps_run_prepare(run, now_ms);
}

static enum ps_status reserve(struct ps_estimate_batch *batch, size_t num_more)
{
    if (num_more <= batch->capacity - batch->num_sequences)
        return PS_OK;
    size_t capacity = batch->capacity ? 2 * batch->capacity : CAPACITY_MIN;
    while (capacity - batch->num_sequences < num_more)
        capacity *= 2;
    struct ps_simulated_sequence *grown =
        realloc(batch->sequences, capacity * sizeof *batch->sequences);
    if (!grown)
        return PS_NO_MEMORY;
    batch->sequences = grown;
    batch->capacity = capacity;
    return PS_OK;
}

static uint32_t clip(size_t number)
{
    return number < SEQUENCE_TOKENS_MAX ? (uint32_t)number : SEQUENCE_TOKENS_MAX;
}

/* What an answer may have at most: the context ends every one. */
static size_t max_tokens(const struct ps_run *run, const struct ps_sequence *sequence)
{
    size_t context = ps_engine_context(run->served->engine);
    size_t left = context > sequence->num_prompt ? context - sequence->num_prompt : 1;
    size_t asked = sequence->sampling.max_tokens;
    return asked < left ? asked : left;
}

static enum ps_status add_sequences(struct ps_estimate_batch *batch, const struct ps_run *run,
                                    size_t engine)
{
    const struct ps_request *request = run->request;
    PS_TRY(reserve(batch, request->num_sequences));
    for (size_t i = 0; i < request->num_sequences; i++) {
        const struct ps_sequence *sequence = request->sequences[i];
        bool generates = sequence->kind == PS_SEQUENCE_GENERATE;
        size_t num_tokens = generates ? max_tokens(run, sequence) : 0;
        batch->sequences[batch->num_sequences++] = (struct ps_simulated_sequence){
            .num_prompt = clip(sequence->num_prompt),
            .num_tokens = clip(num_tokens),
            .engine = (uint8_t)engine,
            .begins_job = i == 0,
            .shares_prompt = sequence->same_prompt != NULL,
        };
        batch->prompt_tokens += sequence->same_prompt ? 0 : sequence->num_prompt;
        batch->tokens_max += num_tokens;
    }
    return PS_OK;
}

/* Algorithm R: the n-th line takes a place with probability max / n. Whatever is simulated has to
 * be measured, so a first line is taken however long it is. */
static enum ps_status add_to_sample(struct ps_estimate_sample *sample, const struct ps_buffer *line)
{
    if (line->size > SAMPLE_LINE_MAX && sample->count > 0)
        return PS_OK;
    size_t place = sample->count;
    uint64_t number = sample->num_jobs++;
    if (sample->count == PS_SAMPLE_JOBS_MAX) {
        struct ps_rng rng;
        ps_rng_init(&rng, SAMPLE_SEED + number);
        place = (size_t)ps_rng_below(&rng, number + 1);
        if (place >= PS_SAMPLE_JOBS_MAX)
            return PS_OK;
    } else {
        sample->count++;
    }
    ps_buffer_clear(&sample->lines[place]);
    return ps_buffer_append(&sample->lines[place], line->data, line->size);
}

static enum ps_status open_samples(struct ps_estimate_batch *batch, const struct ps_models *models)
{
    if (batch->samples)
        return PS_OK;
    batch->num_samples = ps_models_count(models);
    batch->samples = calloc(batch->num_samples, sizeof *batch->samples);
    return batch->samples ? PS_OK : PS_NO_MEMORY;
}

static enum ps_status add_run(struct ps_estimate_batch *batch, const struct ps_models *models,
                              const struct ps_run *run, const struct ps_buffer *line)
{
    batch->num_jobs++;
    PS_TRY(open_samples(batch, models));
    if (run->action != PS_ACTION_ADMIT || run->request->num_sequences == 0) {
        batch->num_refused += run->action != PS_ACTION_ADMIT;
        return PS_OK;
    }
    size_t engine = ps_served_engine_index(ps_models_served(models), run->served);
    PS_TRY(add_sequences(batch, run, engine));
    return add_to_sample(&batch->samples[engine], line);
}

enum ps_status ps_estimate_batch_add(struct ps_estimate_batch *batch, struct ps_runner *runner,
                                     const struct ps_models *models,
                                     const struct ps_batch_input *input, struct ps_error *error)
{
    PS_DEFER(ps_run_destroyp) struct ps_run *run = NULL;
    int64_t begin_us = ps_clock_monotonic_us();
    const struct ps_record record = {.value = input->line.data,
                                     .size = input->line.size,
                                     .timestamp_ms = input->modified_unix_s * 1000};
    PS_TRY(ps_run_create(&run, runner, &record, ps_clock_unix_ms(), error));
    ps_estimate_prepare(run);
    batch->input_seconds += (double)(ps_clock_monotonic_us() - begin_us) / MICROSECONDS;
    if (add_run(batch, models, run, &input->line) != PS_OK)
        return ps_error_no_memory(error, "the jobs");
    return PS_OK;
}

void ps_estimate_batch_close(struct ps_estimate_batch *batch)
{
    for (size_t i = 0; i < batch->num_samples; i++) {
        for (size_t at = 0; at < batch->samples[i].count; at++)
            ps_buffer_close(&batch->samples[i].lines[at]);
    }
    free(batch->samples);
    free(batch->sequences);
    *batch = (struct ps_estimate_batch){0};
}
