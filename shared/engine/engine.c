/* The engine: plan a step, run it, hand out what came of it. */
#include "shared/engine/engine.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/checked.h"
#include "shared/base/log.h"
#include "shared/engine/constraints.h"
#include "shared/engine/logits_reader.h"
#include "shared/engine/next_token.h"
#include "shared/engine/rows.h"
#include "shared/engine/schedule.h"
#include "shared/engine/state.h"

static const size_t page_size_default = 64;
static const size_t kv_bytes_default = (size_t)1 << 30;
static const size_t step_tokens_default = 512;
static const size_t sequences_default = 64;

struct ps_engine {
    const struct ps_model *model;
    const struct ps_transformer_config *transformer; /* the model's */
    size_t context;  /* of sequences that generate: what the model and the pages can hold */
    size_t rows_max; /* of a step */
    struct ps_schedule schedule;
    struct ps_rows rows;
    struct ps_logits_reader reader; /* only where the model generates */
    struct ps_kv_cache *cache;
    struct ps_workspace *workspace;
    float *hidden; /* [rows_max, hidden_size] */
    struct ps_engine_stats stats;
};

/* --- making one --- */

static size_t or_default(size_t value, size_t fallback)
{
    return value ? value : fallback;
}

/* The number of pages that the configuration allows, no more than could ever be used. */
static size_t choose_num_pages(const struct ps_engine *engine,
                               const struct ps_engine_config *config, size_t page_size,
                               size_t sequences_max)
{
    if (config->num_pages)
        return config->num_pages;
    size_t page_bytes = ps_kv_cache_page_bytes(engine->transformer, page_size);
    if (page_bytes == 0)
        return 0;
    size_t num_pages = or_default(config->kv_bytes_max, kv_bytes_default) / page_bytes;
    size_t useful;
    size_t per_sequence = (engine->context + page_size - 1) / page_size;
    if (ps_checked_multiply(per_sequence, sequences_max, &useful) && num_pages > useful)
        num_pages = useful;
    return num_pages;
}

static enum ps_status create_cache(struct ps_engine *engine, size_t page_size, size_t num_pages,
                                   struct ps_error *error)
{
    size_t num_positions;
    if (num_pages == 0)
        return ps_error_set(error, PS_INVALID,
                            "kv_bytes_max is too small: one page of %zu positions of this model "
                            "takes %zu bytes",
                            page_size, ps_kv_cache_page_bytes(engine->transformer, page_size));
    if (num_pages > UINT32_MAX || !ps_checked_multiply(num_pages, page_size, &num_positions))
        return ps_error_set(error, PS_INVALID, "%zu pages of %zu positions are too many", num_pages,
                            page_size);
    if (num_positions < engine->context) {
        ps_log(PS_LOG_WARNING, "engine",
               "the model's context is %zu tokens, but %zu KV pages hold %zu: that is the context",
               engine->context, num_pages, num_positions);
        engine->context = num_positions;
    }
    return ps_kv_cache_create(&engine->cache, engine->transformer, page_size, num_pages, error);
}

static enum ps_status fill(struct ps_engine *engine, const struct ps_engine_config *config,
                           struct ps_pool *pool, struct ps_error *error)
{
    size_t page_size = or_default(config->page_size, page_size_default);
    size_t step_tokens_max = or_default(config->step_tokens_max, step_tokens_default);
    size_t sequences_max = or_default(config->sequences_max, sequences_default);
    size_t num_pages = 0, num_hidden;
    if (ps_model_generates(engine->model)) {
        num_pages = choose_num_pages(engine, config, page_size, sequences_max);
        PS_TRY(create_cache(engine, page_size, num_pages, error));
    }
    engine->rows_max = step_tokens_max;
    bool reads_texts = ps_model_pooling(engine->model) || ps_model_labels(engine->model);
    if (reads_texts && engine->rows_max < ps_model_context(engine->model))
        engine->rows_max = ps_model_context(engine->model);
    PS_TRY(ps_workspace_create(&engine->workspace, ps_model_transformer(engine->model),
                               engine->rows_max, engine->rows_max, pool, error));

    if (!ps_checked_multiply(engine->rows_max, engine->transformer->hidden_size, &num_hidden))
        return ps_error_no_memory(error, "an engine");
    engine->hidden = calloc(num_hidden, sizeof *engine->hidden);
    if (!engine->hidden ||
        ps_schedule_init(&engine->schedule, num_pages, page_size, step_tokens_max, sequences_max) !=
            PS_OK ||
        ps_rows_init(&engine->rows, engine->rows_max, sequences_max) != PS_OK)
        return ps_error_no_memory(error, "an engine");
    if (ps_model_generates(engine->model) &&
        ps_logits_reader_init(&engine->reader, engine->model, pool, engine->rows_max) != PS_OK)
        return ps_error_no_memory(error, "logits");
    return PS_OK;
}

enum ps_status ps_engine_create(struct ps_engine **engine, const struct ps_model *model,
                                const struct ps_engine_config *config, struct ps_pool *pool,
                                struct ps_error *error)
{
    PS_DEFER(ps_engine_destroyp) struct ps_engine *created = calloc(1, sizeof *created);
    if (!created)
        return ps_error_no_memory(error, "an engine");
    created->model = model;
    created->transformer = ps_transformer_config(ps_model_transformer(model));
    created->context = ps_model_context(model);
    PS_TRY(fill(created, config, pool, error));
    *engine = ps_take(created);
    return PS_OK;
}

static void drop(struct ps_engine *engine, struct ps_sequence *sequence)
{
    ps_schedule_remove(&engine->schedule, sequence);
    ps_state_destroy(sequence);
}

void ps_engine_destroy(struct ps_engine *engine)
{
    if (!engine)
        return;
    while (engine->schedule.num_running > 0)
        drop(engine, engine->schedule.running[0]);
    while (engine->schedule.waiting)
        drop(engine, engine->schedule.waiting);
    ps_schedule_close(&engine->schedule);
    ps_rows_close(&engine->rows);
    ps_logits_reader_close(&engine->reader);
    ps_kv_cache_destroy(engine->cache);
    ps_workspace_destroy(engine->workspace);
    free(engine->hidden);
    free(engine);
}

size_t ps_engine_context(const struct ps_engine *engine)
{
    return engine->context;
}

size_t ps_engine_step_rows_max(const struct ps_engine *engine)
{
    return engine->rows_max;
}

/* --- sequences coming in --- */

static enum ps_status check_kind(const struct ps_engine *engine, enum ps_sequence_kind kind,
                                 struct ps_error *error)
{
    if (kind == PS_SEQUENCE_EMBED && !ps_model_pooling(engine->model))
        return ps_error_set(error, PS_INVALID, "this %s model gives no embeddings",
                            ps_model_family(engine->model));
    if (kind == PS_SEQUENCE_CLASSIFY && !ps_model_labels(engine->model))
        return ps_error_set(error, PS_INVALID, "this %s model does not classify texts",
                            ps_model_family(engine->model));
    if (kind == PS_SEQUENCE_GENERATE && !ps_model_generates(engine->model))
        return ps_error_set(error, PS_INVALID, "this %s model does not generate text",
                            ps_model_family(engine->model));
    return PS_OK;
}

static enum ps_status check_tokens(const struct ps_engine *engine,
                                   const struct ps_sequence *sequence, struct ps_error *error)
{
    size_t num_types = engine->transformer->num_token_types;
    for (size_t i = 0; i < sequence->num_prompt; i++) {
        int32_t token = sequence->prompt[i];
        if (token < 0 || (size_t)token >= engine->transformer->vocab_size)
            return ps_error_set(error, PS_INVALID,
                                "token %zu is %d, expected 0 to %zu: the model's vocabulary", i,
                                token, engine->transformer->vocab_size - 1);
        int32_t type = sequence->prompt_types ? sequence->prompt_types[i] : 0;
        if (type < 0 || (type > 0 && (size_t)type >= num_types))
            return ps_error_set(error, PS_INVALID,
                                "the type of token %zu is %d, the model has %zu token types", i,
                                type, num_types);
    }
    return PS_OK;
}

static enum ps_status check_length(const struct ps_engine *engine,
                                   const struct ps_sequence *sequence, size_t *tokens_max,
                                   struct ps_error *error)
{
    bool generates = sequence->kind == PS_SEQUENCE_GENERATE;
    size_t context = generates ? engine->context : ps_model_context(engine->model);
    size_t asked = generates ? sequence->sampling.max_tokens : 0;
    if (sequence->num_prompt > context || (sequence->num_prompt == context && asked > 0))
        return ps_error_set(error, PS_INVALID, "a prompt of %zu tokens, but the context is %zu",
                            sequence->num_prompt, context);
    size_t room = context - sequence->num_prompt;
    *tokens_max = asked < room ? asked : room;
    return PS_OK;
}

static bool have_same_prompt(const struct ps_sequence *a, const struct ps_sequence *b)
{
    size_t bytes = a->num_prompt * sizeof *a->prompt;
    return a->kind == b->kind && a->num_prompt == b->num_prompt &&
           memcmp(a->prompt, b->prompt, bytes) == 0 && !a->prompt_types == !b->prompt_types &&
           (!a->prompt_types || memcmp(a->prompt_types, b->prompt_types, bytes) == 0);
}

/* Lets the sequence share its prompt's pages with the one it names, where that is inside. */
static enum ps_status let_share(struct ps_engine *engine, const struct ps_sequence *sequence,
                                struct ps_error *error)
{
    struct ps_sequence *leader = sequence->same_prompt;
    if (!leader || !leader->state || sequence->kind != PS_SEQUENCE_GENERATE)
        return PS_OK;
    assert(have_same_prompt(leader, sequence));
    if (ps_schedule_let_share(&engine->schedule, leader) != PS_OK)
        return ps_error_no_memory(error, "a shared prompt");
    return PS_OK;
}

enum ps_status ps_engine_add(struct ps_engine *engine, struct ps_sequence *sequence,
                             struct ps_error *error)
{
    size_t tokens_max = 0;
    assert(!sequence->state && sequence->finish == PS_FINISH_NONE);
    PS_TRY(check_kind(engine, sequence->kind, error));
    PS_TRY(check_length(engine, sequence, &tokens_max, error));
    PS_TRY(check_tokens(engine, sequence, error));
    PS_TRY(ps_constraints_check(&sequence->sampling, engine->transformer->vocab_size, error));
    if (sequence->kind != PS_SEQUENCE_GENERATE)
        sequence->sampling.prompt_logprobs = false;
    const struct ps_transformer_config *transformer = engine->transformer;
    struct ps_state_params params = {
        .tokenizer = ps_model_tokenizer(engine->model),
        .tokens_max = tokens_max,
        .pages_max = ps_pages_needed(&engine->schedule.pages, sequence->num_prompt + tokens_max),
        .output_size = sequence->kind == PS_SEQUENCE_CLASSIFY ? transformer->num_labels
                                                              : transformer->hidden_size,
    };
    PS_TRY(let_share(engine, sequence, error));
    PS_TRY(ps_state_create(sequence, &params, error));
    ps_schedule_add(&engine->schedule, sequence);
    return PS_OK;
}

bool ps_engine_wants_more(const struct ps_engine *engine)
{
    return ps_schedule_wants_more(&engine->schedule);
}

void ps_engine_cancel(struct ps_engine *engine, struct ps_sequence *sequence)
{
    if (!sequence->state)
        return;
    drop(engine, sequence);
    sequence->finish = PS_FINISH_CANCELLED;
}

/* --- a step --- */

/* Positions that the rows of a sequence look at in this step: a text's rows at all of it, the
 * others at themselves and what is before them. */
static uint64_t count_attended(const struct ps_sequence *sequence)
{
    uint64_t first = sequence->state->num_cached;
    uint64_t count = sequence->state->num_rows;
    if (sequence->kind != PS_SEQUENCE_GENERATE)
        return count * count;
    return count * first + count * (count + 1) / 2;
}

static void count_rows(struct ps_engine *engine)
{
    engine->stats.last_step_rows = engine->rows.num_rows;
    for (size_t i = 0; i < engine->schedule.num_running; i++) {
        const struct ps_sequence *sequence = engine->schedule.running[i];
        engine->stats.attended_positions += count_attended(sequence);
        if (!ps_state_is_decoding(sequence))
            engine->stats.prompt_tokens += sequence->state->num_rows;
    }
}

static void fail_all(struct ps_engine *engine, enum ps_status status, const char *message)
{
    for (size_t i = 0; i < engine->schedule.num_running; i++) {
        struct ps_sequence *sequence = engine->schedule.running[i];
        if (sequence->state->num_rows > 0)
            ps_state_fail(sequence, status, message);
    }
}

/* allowed_token_ids is what leaves so few that the others can rule all of them out. */
static void refuse_constraints(struct ps_sequence *sequence)
{
    static const char name[] = "allowed_token_ids";
    (void)ps_error_set_param(&sequence->error, PS_INVALID, name,
                             "%s: no token is left that may come next: allowed tokens, bad words "
                             "and min_tokens rule all of them out",
                             name);
    sequence->finish = PS_FINISH_ERROR;
}

static void advance(struct ps_engine *engine, struct ps_sequence *sequence)
{
    struct ps_sequence_state *state = sequence->state;
    state->num_cached += state->num_rows;
    size_t scored = state->num_cached + 1;
    if (scored > sequence->num_prompt)
        scored = sequence->num_prompt;
    if (scored > state->num_scored)
        state->num_scored = scored;
    if (state->num_cached < ps_state_target(sequence))
        return;
    if (state->tokens_max == 0) {
        sequence->finish = PS_FINISH_LENGTH;
    } else if (state->picked == PS_TOKEN_NONE_LEFT) {
        refuse_constraints(sequence);
    } else if (state->picked < 0) {
        ps_state_fail(sequence, PS_INTERNAL, "the model's logits are no numbers");
    } else {
        engine->stats.generated_tokens++;
        sequence->sum_logprob += state->picked_logprob;
        ps_state_accept(sequence, state->picked,
                        ps_logits_reader_is_eos(&engine->reader, state->picked));
    }
}

static void classify(struct ps_engine *engine, struct ps_sequence *sequence, const float *hidden)
{
    ps_transformer_classify(ps_model_transformer(engine->model), engine->workspace, hidden, 1,
                            sequence->output);
    for (size_t i = 0; i < engine->transformer->num_labels; i++) {
        if (!isfinite(sequence->output[i]))
            ps_state_fail(sequence, PS_INTERNAL, "the model's scores are no numbers");
    }
}

/* hidden: what rows says of the texts that are embedded or classified, in their order. */
static void read_texts(struct ps_engine *engine, const float *hidden)
{
    size_t hidden_size = engine->transformer->hidden_size;
    for (size_t i = 0; i < engine->schedule.num_running; i++) {
        struct ps_sequence *sequence = engine->schedule.running[i];
        if (sequence->kind == PS_SEQUENCE_GENERATE)
            continue;
        sequence->finish = PS_FINISH_STOP;
        if (sequence->kind == PS_SEQUENCE_CLASSIFY) {
            classify(engine, sequence, hidden);
            hidden += hidden_size;
            continue;
        }
        ps_pooling_apply(ps_model_pooling(engine->model), hidden, sequence->num_prompt, hidden_size,
                         sequence->output);
        hidden += sequence->num_prompt * hidden_size;
    }
}

static void run(struct ps_engine *engine)
{
    struct ps_rows *rows = &engine->rows;
    struct ps_batch batch = ps_rows_batch(rows);
    struct ps_error error = {0};
    engine->stats.steps++;
    enum ps_status status =
        ps_transformer_forward(ps_model_transformer(engine->model), engine->workspace,
                               engine->cache, &batch, engine->hidden, &error);
    if (status != PS_OK) {
        ps_log(PS_LOG_ERROR, "engine", "a step failed: %s", error.message);
        fail_all(engine, status == PS_NO_MEMORY ? status : PS_INTERNAL, error.message);
        return;
    }
    if (rows->num_wanted > 0)
        ps_logits_reader_read(&engine->reader, engine->workspace, rows, engine->hidden);
    read_texts(engine, engine->hidden + rows->num_wanted * engine->transformer->hidden_size);
}

/* Takes out those that finished, in their order. */
static struct ps_sequence *take_finished(struct ps_engine *engine)
{
    struct ps_sequence *first = NULL;
    struct ps_sequence **link = &first;
    for (size_t i = 0; i < engine->schedule.num_running;) {
        struct ps_sequence *sequence = engine->schedule.running[i];
        if (sequence->finish == PS_FINISH_NONE) {
            i++;
            continue;
        }
        drop(engine, sequence);
        sequence->next = NULL;
        *link = sequence;
        link = &sequence->next;
    }
    return first;
}

struct ps_sequence *ps_engine_step(struct ps_engine *engine)
{
    struct ps_schedule *schedule = &engine->schedule;
    ps_schedule_plan(schedule);
    ps_rows_lay_out(&engine->rows, schedule->running, schedule->num_running,
                    engine->transformer->causal);
    assert(engine->rows.num_rows <= engine->rows_max);
    for (size_t i = 0; i < schedule->num_copies; i++)
        ps_kv_cache_copy_page(engine->cache, schedule->copies[i].from, schedule->copies[i].to);
    count_rows(engine);
    if (engine->rows.num_rows > 0)
        run(engine);
    for (size_t i = 0; i < schedule->num_running; i++) {
        struct ps_sequence *sequence = schedule->running[i];
        if (sequence->kind == PS_SEQUENCE_GENERATE && sequence->finish == PS_FINISH_NONE)
            advance(engine, sequence);
    }
    return take_finished(engine);
}

bool ps_engine_idle(const struct ps_engine *engine)
{
    return engine->schedule.num_running == 0 && engine->schedule.num_waiting == 0;
}

void ps_engine_stats(const struct ps_engine *engine, struct ps_engine_stats *stats)
{
    const struct ps_schedule *schedule = &engine->schedule;
    *stats = engine->stats;
    stats->setbacks = schedule->num_setbacks;
    stats->sequences_max = schedule->sequences_max;
    stats->step_tokens_max = engine->rows_max;
    stats->pages_total = schedule->pages.num_total;
    stats->page_size = schedule->pages.page_size;
    stats->pages_used = schedule->pages.num_total - schedule->pages.num_free;
    stats->num_running = schedule->num_running;
    stats->num_waiting = schedule->num_waiting;
}
