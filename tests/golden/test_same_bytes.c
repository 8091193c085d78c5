/* The same bytes: whatever a sequence is batched with, however its prompt is cut, on one thread or
 * two, with pages of 8 positions or 64, every logit has the bits of the sequence's solo run.
 *
 * A solo run goes row by row. Each mix draws sequences, feeds them in random chunks under a random
 * budget of rows per step, lets some leave early and others take over their pages, and compares
 * every row of every step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/file.h"
#include "tests/support/forward.h"
#include "tests/support/golden.h"
#include "tests/support/random.h"

/* Sanitizers look at how it is done, not at the bits, and make everything ten times slower. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MIXES(count) ((count) / 10)
#else
#define MIXES(count) (count)
#endif

enum {
    NUM_SOLOS = 10,
    LENGTH_MAX = 300,
    SLOTS_MAX = 12, /* sequences side by side */
    ROWS_MAX = 320, /* per step */
    POSITIONS_MAX = SLOTS_MAX * (LENGTH_MAX + 64),
};

/* Row counts at which matrix product libraries are known to change their ways. */
static const size_t budgets[] = {1, 2, 8, 9, 17, 18, 19, 63, 64, 65, 127, 128, 129, 200, 320};

enum {
    NUM_BUDGETS = sizeof budgets / sizeof budgets[0],
};

/* A sequence and what its solo run gave. */
struct solo {
    size_t length;
    int32_t *ids;    /* [length] */
    int32_t *types;  /* [length]; encoders */
    float *expected; /* [length, width]: logits, or hidden states of an encoder */
};

struct bench {
    const struct ps_transformer *transformer;
    size_t width; /* of a row's result */
    size_t hidden_size;
    struct ps_rng rng;
    struct ps_pool *pool;
    struct ps_workspace *workspaces[2]; /* one thread, two threads */
    struct solo solos[NUM_SOLOS];
    float *hidden;           /* [ROWS_MAX, hidden_size] */
    float *results;          /* [ROWS_MAX, width] */
    bool seen[ROWS_MAX + 1]; /* steps of that many rows */
};

/* A sequence in a mix. */
struct slot {
    const struct solo *solo; /* NULL: free */
    size_t length;           /* it leaves after that many rows */
    size_t done;
    bool whole; /* in one span without pages */
    uint32_t pages[LENGTH_MAX / 8 + 1];
    size_t num_pages;
};

struct mix {
    struct bench *bench;
    struct ps_workspace *workspace;
    struct ps_kv_cache *cache;
    size_t page_size;
    uint32_t *free_pages;
    size_t num_free;
    struct slot slots[SLOTS_MAX];
    size_t num_waiting; /* sequences that have not joined yet */

    /* the step's batch */
    int32_t tokens[ROWS_MAX];
    int32_t types[ROWS_MAX];
    struct ps_span spans[SLOTS_MAX];
    size_t span_slots[SLOTS_MAX];
    size_t output_rows[ROWS_MAX];
    size_t num_rows;
    size_t num_spans;
};

static void bench_init(struct bench *bench, const struct ps_transformer *transformer, uint64_t seed)
{
    struct ps_error error = {0};
    const struct ps_transformer_config *config = ps_transformer_config(transformer);
    bench->transformer = transformer;
    bench->hidden_size = config->hidden_size;
    bench->width = config->has_output ? config->vocab_size : config->hidden_size;
    ps_rng_init(&bench->rng, seed);
    bench->pool = ps_pool_create(2);
    assert_non_null(bench->pool);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(ps_workspace_create(&bench->workspaces[i], transformer, ROWS_MAX, ROWS_MAX,
                                             i ? bench->pool : NULL, &error),
                         PS_OK);
    bench->hidden = ps_test_alloc(ROWS_MAX * bench->hidden_size, sizeof(float));
    bench->results = ps_test_alloc(ROWS_MAX * bench->width, sizeof(float));
}

static void bench_close(struct bench *bench)
{
    for (size_t i = 0; i < NUM_SOLOS; i++) {
        free(bench->solos[i].ids);
        free(bench->solos[i].types);
        free(bench->solos[i].expected);
    }
    free(bench->hidden);
    free(bench->results);
    ps_workspace_destroy(bench->workspaces[0]);
    ps_workspace_destroy(bench->workspaces[1]);
    ps_pool_destroy(bench->pool);
}

static void draw_ids(struct bench *bench, struct solo *solo, size_t length)
{
    const struct ps_transformer_config *config = ps_transformer_config(bench->transformer);
    solo->length = length;
    solo->ids = ps_test_alloc(length, sizeof *solo->ids);
    solo->types = ps_test_alloc(length, sizeof *solo->types);
    solo->expected = ps_test_alloc(length * bench->width, sizeof *solo->expected);
    for (size_t i = 0; i < length; i++) {
        solo->ids[i] = (int32_t)ps_rng_below(&bench->rng, config->vocab_size);
        if (config->num_token_types > 0)
            solo->types[i] = (int32_t)ps_rng_below(&bench->rng, config->num_token_types);
    }
}

static size_t draw_budget(struct ps_rng *rng)
{
    return budgets[ps_rng_below(rng, NUM_BUDGETS)];
}

/* Compares the rows of one span with the solo run's rows from first on. */
static void compare(const struct bench *bench, const struct ps_span *span, const struct solo *solo)
{
    const float *results = bench->results + span->first_row * bench->width;
    const float *expected = solo->expected + span->num_cached * bench->width;
    size_t bytes = span->num_rows * bench->width * sizeof *results;
    if (memcmp(results, expected, bytes) != 0)
        fail_msg("%zu rows from position %zu differ from their solo run", span->num_rows,
                 span->num_cached);
}

/* Forward and head over the batch, every row wanted. */
static void run_batch(struct mix *mix)
{
    struct ps_error error = {0};
    struct bench *bench = mix->bench;
    for (size_t i = 0; i < mix->num_rows; i++)
        mix->output_rows[i] = i;
    const struct ps_batch batch = {
        .tokens = mix->tokens,
        .token_types = mix->types,
        .num_rows = mix->num_rows,
        .spans = mix->spans,
        .num_spans = mix->num_spans,
        .output_rows = mix->output_rows,
        .num_outputs = mix->num_rows,
    };
    bool has_output = ps_transformer_config(bench->transformer)->has_output;
    float *hidden = has_output ? bench->hidden : bench->results;
    if (ps_transformer_forward(bench->transformer, mix->workspace, mix->cache, &batch, hidden,
                               &error) != PS_OK)
        fail_msg("%s", error.message);
    if (has_output)
        ps_transformer_logits(bench->transformer, mix->workspace, hidden, mix->num_rows,
                              bench->results);
    bench->seen[mix->num_rows] = true;
}

static void join(struct mix *mix, struct slot *slot)
{
    struct ps_rng *rng = &mix->bench->rng;
    slot->solo = &mix->bench->solos[ps_rng_below(rng, NUM_SOLOS)];
    slot->length = ps_test_between(rng, 1, slot->solo->length);
    slot->done = 0;
    slot->num_pages = 0;
    slot->whole = ps_rng_below(rng, 8) == 0;
    mix->num_waiting--;
}

static void leave(struct mix *mix, struct slot *slot)
{
    for (size_t i = 0; i < slot->num_pages; i++)
        mix->free_pages[mix->num_free++] = slot->pages[i];
    slot->solo = NULL;
}

/* Takes free pages in random order, so that a sequence's pages are never in a row. */
static void grow(struct mix *mix, struct slot *slot, size_t num_positions)
{
    while (slot->num_pages * mix->page_size < num_positions) {
        assert_true(mix->num_free > 0);
        size_t chosen = ps_rng_below(&mix->bench->rng, mix->num_free);
        slot->pages[slot->num_pages++] = mix->free_pages[chosen];
        mix->free_pages[chosen] = mix->free_pages[--mix->num_free];
    }
}

/* Rows that a slot brings into a step that has room for so many; 0: none. */
static size_t chunk_size(struct mix *mix, const struct slot *slot, size_t room)
{
    struct ps_rng *rng = &mix->bench->rng;
    size_t rest = slot->length - slot->done;
    if (slot->whole)
        return rest <= room ? rest : 0;
    if (rest > room)
        rest = room;
    if (rest == 0)
        return 0;
    return ps_rng_below(rng, 2) ? rest : ps_test_between(rng, 1, rest);
}

static void add_span(struct mix *mix, size_t index, size_t count)
{
    struct slot *slot = &mix->slots[index];
    memcpy(mix->tokens + mix->num_rows, slot->solo->ids + slot->done, count * sizeof *mix->tokens);
    if (!slot->whole)
        grow(mix, slot, slot->done + count);
    mix->span_slots[mix->num_spans] = index;
    mix->spans[mix->num_spans++] = (struct ps_span){
        .first_row = mix->num_rows,
        .num_rows = count,
        .num_cached = slot->done,
        .pages = slot->whole ? NULL : slot->pages,
    };
    mix->num_rows += count;
}

/* True while there is anything left to run. */
static bool step(struct mix *mix)
{
    size_t budget = draw_budget(&mix->bench->rng);
    bool busy = mix->num_waiting > 0;
    mix->num_rows = 0;
    mix->num_spans = 0;
    for (size_t i = 0; i < SLOTS_MAX; i++) {
        struct slot *slot = &mix->slots[i];
        if (!slot->solo && mix->num_waiting > 0 && ps_rng_below(&mix->bench->rng, 3) > 0)
            join(mix, slot);
        if (!slot->solo)
            continue;
        busy = true;
        size_t count = chunk_size(mix, slot, budget - mix->num_rows);
        if (count > 0)
            add_span(mix, i, count);
    }
    if (mix->num_rows == 0)
        return busy;
    run_batch(mix);
    for (size_t i = 0; i < mix->num_spans; i++) {
        struct slot *slot = &mix->slots[mix->span_slots[i]];
        compare(mix->bench, &mix->spans[i], slot->solo);
        slot->done += mix->spans[i].num_rows;
        if (slot->done == slot->length)
            leave(mix, slot);
    }
    return true;
}

static void run_mix(struct bench *bench, size_t number)
{
    struct ps_error error = {0};
    struct mix mix = {.bench = bench, .page_size = number % 2 ? 8 : 64};
    size_t num_pages = POSITIONS_MAX / mix.page_size;
    PS_DEFER(ps_kv_cache_destroyp) struct ps_kv_cache *cache = NULL;
    PS_DEFER(ps_freep) uint32_t *free_pages = ps_test_alloc(num_pages, sizeof *free_pages);
    assert_int_equal(ps_kv_cache_create(&cache, ps_transformer_config(bench->transformer),
                                        mix.page_size, num_pages, &error),
                     PS_OK);
    for (size_t i = 0; i < num_pages; i++)
        free_pages[i] = (uint32_t)i;
    mix.cache = cache;
    mix.free_pages = free_pages;
    mix.num_free = num_pages;
    mix.workspace = bench->workspaces[number / 2 % 2];
    mix.num_waiting = ps_test_between(&bench->rng, 1, 8);
    while (step(&mix))
        continue;
    assert_int_equal(mix.num_free, num_pages);
}

static void assert_all_row_counts_seen(const struct bench *bench, size_t num_mixes)
{
    if (num_mixes < 100)
        return;
    for (size_t i = 0; i < NUM_BUDGETS; i++) {
        if (!bench->seen[budgets[i]])
            fail_msg("no step had %zu rows", budgets[i]);
    }
}

static void check_decoder(const struct ps_transformer *transformer, size_t num_mixes, uint64_t seed)
{
    PS_DEFER(bench_close) struct bench bench = {0};
    bench_init(&bench, transformer, seed);
    for (size_t i = 0; i < NUM_SOLOS; i++) {
        draw_ids(&bench, &bench.solos[i], LENGTH_MAX);
        ps_test_logits_by_one(transformer, bench.solos[i].ids, LENGTH_MAX, i % 2 ? 16 : 64,
                              bench.solos[i].expected);
    }
    for (size_t i = 0; i < num_mixes; i++)
        run_mix(&bench, i);
    assert_all_row_counts_seen(&bench, num_mixes);
}

static void decoders_of_many_heads(void **state)
{
    (void)state;
    PS_DEFER(ps_golden_close) struct ps_golden golden = {0};
    ps_golden_open(&golden, "llama_gqa");
    check_decoder(ps_model_transformer(golden.model), MIXES(260), 1);
}

static void decoders_with_biases(void **state)
{
    (void)state;
    PS_DEFER(ps_golden_close) struct ps_golden golden = {0};
    ps_golden_open(&golden, "llama_bias");
    check_decoder(ps_model_transformer(golden.model), MIXES(120), 2);
}

/* Windows shorter than the texts, on all layers or on some; positions that are learned; scales by
 * layer; norms of heads. */
static void decoders_of_other_families(void **state)
{
    (void)state;
    static const char *const names[] = {"mistral", "qwen2_layer_types", "gpt2_by_layer",
                                        "qwen3_windows"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        PS_DEFER(ps_golden_close) struct ps_golden golden = {0};
        ps_golden_open(&golden, names[i]);
        check_decoder(ps_model_transformer(golden.model), MIXES(60), 10 + i);
    }
}

static void a_trained_decoder(void **state)
{
    (void)state;
    const char *fixtures = getenv("PENSTOCK_FIXTURES");
    if (!fixtures) {
        print_message("skipped: PENSTOCK_FIXTURES is not set\n");
        skip();
    }
    struct ps_error error = {0};
    PS_DEFER(ps_freep) char *folder = ps_path_join(fixtures, "stories260k");
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    if (ps_model_load(&model, folder, "auto", &error) != PS_OK)
        fail_msg("%s", error.message);
    check_decoder(ps_model_transformer(model), MIXES(120), 3);
}

/* An encoder's texts are whole; what varies is what stands beside them. */
static void run_encoder_mix(struct bench *bench, size_t number)
{
    struct mix mix = {.bench = bench, .workspace = bench->workspaces[number % 2]};
    const struct solo *chosen[SLOTS_MAX];
    for (size_t i = 0; i < SLOTS_MAX; i++) {
        const struct solo *solo = &bench->solos[ps_rng_below(&bench->rng, NUM_SOLOS)];
        if (solo->length > ROWS_MAX - mix.num_rows)
            continue;
        memcpy(mix.tokens + mix.num_rows, solo->ids, solo->length * sizeof *mix.tokens);
        memcpy(mix.types + mix.num_rows, solo->types, solo->length * sizeof *mix.types);
        chosen[mix.num_spans] = solo;
        mix.spans[mix.num_spans++] =
            (struct ps_span){.first_row = mix.num_rows, .num_rows = solo->length};
        mix.num_rows += solo->length;
    }
    run_batch(&mix);
    for (size_t i = 0; i < mix.num_spans; i++)
        compare(bench, &mix.spans[i], chosen[i]);
}

static void an_encoder(void **state)
{
    (void)state;
    static const size_t lengths[NUM_SOLOS] = {1, 2, 9, 17, 18, 31, 64, 65, 129, 256};
    PS_DEFER(ps_golden_close) struct ps_golden golden = {0};
    ps_golden_open(&golden, "bert");
    const struct ps_transformer *transformer = ps_model_transformer(golden.model);
    PS_DEFER(bench_close) struct bench bench = {0};
    bench_init(&bench, transformer, 4);
    for (size_t i = 0; i < NUM_SOLOS; i++) {
        struct solo *solo = &bench.solos[i];
        draw_ids(&bench, solo, lengths[i]);
        ps_test_hidden(transformer, solo->ids, solo->types, solo->length, solo->expected);
    }
    for (size_t i = 0; i < MIXES(100); i++)
        run_encoder_mix(&bench, i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decoders_of_many_heads),
        cmocka_unit_test(decoders_with_biases),
        cmocka_unit_test(decoders_of_other_families),
        cmocka_unit_test(a_trained_decoder),
        cmocka_unit_test(an_encoder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
