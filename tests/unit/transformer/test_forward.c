/* The forward pass: the rules of batches, and steps without outputs. What it computes is compared
 * in tests/golden. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/failing_malloc.h"
#include "tests/support/forward.h"
#include "tests/support/tiny_transformer.h"

enum {
    ROWS = 12,
    PAGE_SIZE = 4,
    NUM_PAGES = 16,
};

struct fixture {
    struct ps_arena arena;
    struct ps_transformer *transformer;
    struct ps_workspace *workspace;
    struct ps_kv_cache *cache;
    float hidden[ROWS * 24];

    /* a batch that keeps the rules: two paged spans, the second with cached positions */
    int32_t tokens[ROWS];
    int32_t types[ROWS];
    uint32_t pages[2][NUM_PAGES];
    struct ps_span spans[2];
    size_t output_rows[2];
    struct ps_batch batch;
};

static void fixture_init(struct fixture *fixture, struct ps_transformer_config config)
{
    struct ps_error error = {0};
    *fixture = (struct fixture){0};
    fixture->transformer = ps_test_transformer(&config, &fixture->arena);
    assert_int_equal(
        ps_workspace_create(&fixture->workspace, fixture->transformer, ROWS, 2, NULL, &error),
        PS_OK);
    assert_int_equal(ps_kv_cache_create(&fixture->cache, &config, PAGE_SIZE, NUM_PAGES, &error),
                     PS_OK);
    for (uint32_t i = 0; i < NUM_PAGES; i++) {
        fixture->pages[0][i] = i;
        fixture->pages[1][i] = NUM_PAGES - 1 - i;
    }
    for (size_t i = 0; i < ROWS; i++)
        fixture->tokens[i] = (int32_t)i;
    fixture->spans[0] = (struct ps_span){.num_rows = 5, .pages = fixture->pages[0]};
    fixture->spans[1] = (struct ps_span){
        .first_row = 5, .num_rows = 3, .num_cached = 9, .pages = fixture->pages[1]};
    fixture->output_rows[0] = 4;
    fixture->output_rows[1] = 7;
    fixture->batch = (struct ps_batch){
        .tokens = fixture->tokens,
        .num_rows = 8,
        .spans = fixture->spans,
        .num_spans = 2,
        .output_rows = fixture->output_rows,
        .num_outputs = 2,
    };
}

static void fixture_close(struct fixture *fixture)
{
    ps_kv_cache_destroy(fixture->cache);
    ps_workspace_destroy(fixture->workspace);
    ps_transformer_destroy(fixture->transformer);
    ps_arena_close(&fixture->arena);
}

static enum ps_status forward(struct fixture *fixture, struct ps_error *error)
{
    *error = (struct ps_error){0};
    return ps_transformer_forward(fixture->transformer, fixture->workspace, fixture->cache,
                                  &fixture->batch, fixture->hidden, error);
}

typedef void breaker(struct fixture *fixture);

#define BREAK(name, statement)                                                                     \
    static void name(struct fixture *fixture)                                                      \
    {                                                                                              \
        statement;                                                                                 \
    }

BREAK(no_rows, fixture->batch.num_rows = 0)
BREAK(too_many_rows, fixture->batch.num_rows = ROWS + 1)
BREAK(too_many_outputs, fixture->batch.num_outputs = 3)
BREAK(negative_token, fixture->tokens[3] = -1)
BREAK(unknown_token, fixture->tokens[3] = 50)
BREAK(unknown_type, (fixture->types[2] = 1, fixture->batch.token_types = fixture->types))
BREAK(gap_between_spans, fixture->spans[1].first_row = 6)
BREAK(empty_span, (fixture->spans[0].num_rows = 0, fixture->spans[1].first_row = 0))
BREAK(span_too_long, fixture->spans[1].num_rows = 4)
BREAK(span_wraps, fixture->spans[1].num_rows = SIZE_MAX)
BREAK(rows_left_over, fixture->batch.num_spans = 1)
BREAK(beyond_positions, fixture->spans[1].num_cached = 62)
BREAK(positions_wrap, fixture->spans[1].num_cached = SIZE_MAX)
BREAK(unknown_page, fixture->pages[1][2] = NUM_PAGES)
BREAK(cached_without_pages, fixture->spans[1].pages = NULL)
BREAK(no_cache, (ps_kv_cache_destroy(fixture->cache), fixture->cache = NULL))
BREAK(output_beyond, fixture->output_rows[1] = 8)
BREAK(output_twice, fixture->output_rows[1] = 4)

static void refuses_batches_that_break_rules(void **state)
{
    (void)state;
    static const struct {
        breaker *apply;
        const char *message;
    } all[] = {
        {no_rows, "0 rows"},
        {too_many_rows, "13 rows"},
        {too_many_outputs, "3 outputs"},
        {negative_token, "row 3: token -1"},
        {unknown_token, "row 3: token 50"},
        {unknown_type, "row 2: token type 1"},
        {gap_between_spans, "span 1"},
        {empty_span, "span 0"},
        {span_too_long, "span 1"},
        {span_wraps, "span 1"},
        {rows_left_over, "5 of 8 rows"},
        {beyond_positions, "span 1: 62 cached"},
        {positions_wrap, "span 1"},
        {unknown_page, "span 1: page 16"},
        {cached_without_pages, "span 1: it has cached positions"},
        {no_cache, "no KV cache"},
        {output_beyond, "output 1: row 8"},
        {output_twice, "output 1: rows must ascend"},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct ps_error error;
        PS_DEFER(fixture_close) struct fixture fixture;
        fixture_init(&fixture, ps_test_decoder_config());
        assert_int_equal(forward(&fixture, &error), PS_OK);
        all[i].apply(&fixture);
        assert_int_equal(forward(&fixture, &error), PS_INVALID);
        if (!strstr(error.message, all[i].message))
            fail_msg("found \"%s\", expected \"%s\"", error.message, all[i].message);
    }
}

static void encoders_take_no_pages(void **state)
{
    (void)state;
    struct ps_error error;
    PS_DEFER(fixture_close) struct fixture fixture;
    fixture_init(&fixture, ps_test_encoder_config());
    assert_int_equal(forward(&fixture, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "bidirectional"));
    fixture.spans[0].pages = NULL;
    fixture.spans[1].pages = NULL;
    fixture.spans[1].num_cached = 0;
    assert_int_equal(forward(&fixture, &error), PS_OK);
}

/* A chunk of a prompt from which nothing is wanted leaves the same keys and values behind. */
static void steps_without_outputs_fill_pages(void **state)
{
    (void)state;
    struct ps_error error;
    PS_DEFER(fixture_close) struct fixture fixture;
    fixture_init(&fixture, ps_test_decoder_config());
    float expected[24];
    fixture.spans[0] = (struct ps_span){.num_rows = 8, .pages = fixture.pages[0]};
    fixture.batch.num_spans = 1;
    fixture.output_rows[0] = 7;
    fixture.batch.num_outputs = 1;
    assert_int_equal(forward(&fixture, &error), PS_OK);
    memcpy(expected, fixture.hidden, sizeof expected);

    memset(fixture.hidden, 0, sizeof fixture.hidden);
    fixture.spans[0].pages = fixture.pages[1];
    fixture.spans[0].num_rows = 5;
    fixture.batch.num_rows = 5;
    fixture.batch.num_outputs = 0;
    assert_int_equal(forward(&fixture, &error), PS_OK);
    fixture.spans[0].num_rows = 3;
    fixture.spans[0].num_cached = 5;
    fixture.batch.tokens = fixture.tokens + 5;
    fixture.batch.num_rows = 3;
    fixture.batch.num_outputs = 1;
    fixture.output_rows[0] = 2;
    assert_int_equal(forward(&fixture, &error), PS_OK);
    assert_memory_equal(fixture.hidden, expected, sizeof expected);
}

static void caches_have_limits(void **state)
{
    (void)state;
    struct ps_error error = {0};
    struct ps_kv_cache *cache = NULL;
    struct ps_transformer_config config = ps_test_decoder_config();
    assert_int_equal(ps_kv_cache_page_bytes(&config, PAGE_SIZE), 2 * 2 * 2 * 8 * PAGE_SIZE * 4);
    assert_int_equal(ps_kv_cache_page_bytes(&config, SIZE_MAX / 8), 0);
    assert_int_equal(ps_kv_cache_create(&cache, &config, 0, 1, &error), PS_INVALID);
    assert_int_equal(ps_kv_cache_create(&cache, &config, 1, 0, NULL), PS_INVALID);
    assert_int_equal(ps_kv_cache_create(&cache, &config, SIZE_MAX / 8, 1, NULL), PS_INVALID);
    assert_int_equal(ps_kv_cache_create(&cache, &config, (size_t)1 << 40, 1u << 31, NULL),
                     PS_INVALID);
    assert_null(cache);
    struct ps_error second = {0};
    assert_int_equal(ps_kv_cache_create(&cache, &config, PAGE_SIZE, NUM_PAGES, &second), PS_OK);
    assert_int_equal(ps_kv_cache_page_size(cache), PAGE_SIZE);
    assert_int_equal(ps_kv_cache_num_pages(cache), NUM_PAGES);
    ps_kv_cache_destroy(cache);
}

/* Creation only: a step allocates nothing, which the second half shows. */
static void survives_failing_allocations(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(fixture_close) struct fixture fixture;
    fixture_init(&fixture, ps_test_decoder_config());
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct ps_workspace *workspace = NULL;
        long live = ps_failing_malloc_live();
        ps_failing_malloc_start(n);
        enum ps_status status =
            ps_workspace_create(&workspace, fixture.transformer, ROWS, 2, NULL, NULL);
        failed = ps_failing_malloc_stop();
        assert_int_equal(status, failed ? PS_NO_MEMORY : PS_OK);
        ps_workspace_destroy(workspace);
        assert_int_equal(ps_failing_malloc_live(), live);
    }
    assert_int_equal(forward(&fixture, &error), PS_OK);
    ps_failing_malloc_start(1);
    enum ps_status status = forward(&fixture, &error);
    assert_false(ps_failing_malloc_stop());
    assert_int_equal(status, PS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_batches_that_break_rules),
        cmocka_unit_test(encoders_take_no_pages),
        cmocka_unit_test(steps_without_outputs_fill_pages),
        cmocka_unit_test(caches_have_limits),
        cmocka_unit_test(survives_failing_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
