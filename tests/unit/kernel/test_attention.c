/* Attention against a plain softmax in double, and the same bits for every size of page. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/defer.h"
#include "shared/kernel/attention.h"
#include "tests/support/forward.h"
#include "tests/support/random.h"

enum {
    POSITIONS = 600, /* over two chunks */
    NUM_HEADS = 6,
    NUM_KV_HEADS = 2,
};

struct inputs {
    size_t head_size;
    float *queries; /* [POSITIONS, NUM_HEADS, head_size] */
    float *keys;    /* [POSITIONS, NUM_KV_HEADS, head_size] */
    float *values;  /* [POSITIONS, NUM_KV_HEADS, head_size] */
    float *out;     /* [POSITIONS, NUM_HEADS, head_size] */
};

static void inputs_init(struct inputs *inputs, size_t head_size)
{
    struct ps_rng rng;
    ps_rng_init(&rng, head_size);
    inputs->head_size = head_size;
    inputs->queries = ps_test_floats(&rng, POSITIONS * NUM_HEADS * head_size, 3.0f);
    inputs->keys = ps_test_floats(&rng, POSITIONS * NUM_KV_HEADS * head_size, 3.0f);
    inputs->values = ps_test_floats(&rng, POSITIONS * NUM_KV_HEADS * head_size, 3.0f);
    inputs->out = ps_test_alloc(POSITIONS * NUM_HEADS * head_size, sizeof(float));
}

static void inputs_close(struct inputs *inputs)
{
    free(inputs->queries);
    free(inputs->keys);
    free(inputs->values);
    free(inputs->out);
}

/* The whole sequence at once, its keys and values side by side. */
static struct ps_attention whole(const struct inputs *inputs, bool causal)
{
    struct ps_attention attention = {
        .queries = inputs->queries,
        .out = inputs->out,
        .num_heads = NUM_HEADS,
        .num_kv_heads = NUM_KV_HEADS,
        .head_size = inputs->head_size,
        .scale = 0.3f,
        .causal = causal,
        .num_positions = POSITIONS,
    };
    ps_kv_view_rows(&attention.kv, inputs->keys, inputs->values, POSITIONS, NUM_KV_HEADS,
                    inputs->head_size);
    return attention;
}

static void attend(const struct ps_attention *attention, size_t num_rows)
{
    for (size_t kv_head = 0; kv_head < NUM_KV_HEADS; kv_head++)
        ps_attend_reference(attention, 0, num_rows, kv_head);
}

static double score(const struct inputs *inputs, size_t row, size_t head, size_t position)
{
    const float *query = inputs->queries + (row * NUM_HEADS + head) * inputs->head_size;
    size_t kv_head = head / (NUM_HEADS / NUM_KV_HEADS);
    const float *key = inputs->keys + (position * NUM_KV_HEADS + kv_head) * inputs->head_size;
    double sum = 0.0;
    for (size_t i = 0; i < inputs->head_size; i++)
        sum += (double)query[i] * (double)key[i];
    return sum * 0.3;
}

/* The row sees the positions first .. end - 1. */
static void check_row(const struct inputs *inputs, size_t row, size_t head, size_t first,
                      size_t end)
{
    double weights[POSITIONS], maximum = -INFINITY, total = 0.0;
    size_t kv_head = head / (NUM_HEADS / NUM_KV_HEADS);
    for (size_t i = first; i < end; i++) {
        weights[i] = score(inputs, row, head, i);
        maximum = fmax(maximum, weights[i]);
    }
    for (size_t i = first; i < end; i++) {
        weights[i] = exp(weights[i] - maximum);
        total += weights[i];
    }
    for (size_t k = 0; k < inputs->head_size; k++) {
        double sum = 0.0;
        for (size_t i = first; i < end; i++)
            sum += weights[i] *
                   (double)inputs->values[(i * NUM_KV_HEADS + kv_head) * inputs->head_size + k];
        float found = inputs->out[(row * NUM_HEADS + head) * inputs->head_size + k];
        assert_true(fabs(sum / total - (double)found) < 1e-5);
    }
}

static const size_t head_sizes[] = {1, 3, 8, 12, 16, 22, 64};

static void is_a_softmax(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof head_sizes / sizeof head_sizes[0]; i++) {
        PS_DEFER(inputs_close) struct inputs inputs;
        inputs_init(&inputs, head_sizes[i]);
        struct ps_attention attention = whole(&inputs, true);
        attend(&attention, POSITIONS);
        for (size_t row = 0; row < POSITIONS; row += 53)
            check_row(&inputs, row, row % NUM_HEADS, 0, row + 1);
        attention = whole(&inputs, false);
        attend(&attention, POSITIONS);
        for (size_t row = 0; row < POSITIONS; row += 53)
            check_row(&inputs, row, row % NUM_HEADS, 0, POSITIONS);
    }
}

static void a_window_hides_what_is_before_it(void **state)
{
    (void)state;
    static const size_t windows[] = {1, 2, 100, 256, 300, POSITIONS - 1, POSITIONS, 9 * POSITIONS};
    PS_DEFER(inputs_close) struct inputs inputs;
    inputs_init(&inputs, 8);
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        struct ps_attention attention = whole(&inputs, true);
        attention.window = windows[i];
        attend(&attention, POSITIONS);
        for (size_t row = 0; row < POSITIONS; row += 23)
            check_row(&inputs, row, row % NUM_HEADS, row < windows[i] ? 0 : row + 1 - windows[i],
                      row + 1);
    }
}

/* Appends in uneven steps to pages in falling order, in the last of two layers. */
static void fill_pages(const struct inputs *inputs, const struct ps_kv_layout *layout,
                       float *memory, const uint32_t *pages)
{
    size_t width = NUM_KV_HEADS * inputs->head_size;
    for (size_t first = 0, step = 1; first < POSITIONS; first += step, step = step * 2 + 1) {
        if (step > POSITIONS - first)
            step = POSITIONS - first;
        ps_kv_append(layout, memory, 1, pages, first, step, inputs->keys + first * width,
                     inputs->values + first * width);
    }
}

static void check_page_size(const struct inputs *inputs, size_t page_size, size_t window,
                            const float *expected)
{
    struct ps_kv_layout layout = {.num_layers = 2,
                                  .num_kv_heads = NUM_KV_HEADS,
                                  .head_size = inputs->head_size,
                                  .page_size = page_size};
    size_t num_pages = (POSITIONS + page_size - 1) / page_size;
    size_t floats = ps_kv_page_floats(&layout);
    PS_DEFER(ps_freep) float *memory = ps_test_alloc(num_pages * floats, sizeof *memory);
    PS_DEFER(ps_freep) uint32_t *pages = ps_test_alloc(num_pages, sizeof *pages);
    for (size_t i = 0; i < num_pages; i++)
        pages[i] = (uint32_t)(num_pages - 1 - i);
    fill_pages(inputs, &layout, memory, pages);

    struct ps_attention attention = whole(inputs, true);
    size_t row_floats = NUM_HEADS * inputs->head_size;
    const size_t first = 300; /* the rows from there on, as a later chunk of a prompt */
    attention.queries += first * row_floats;
    attention.first_position = first;
    attention.window = window;
    memset(inputs->out, 0, (POSITIONS - first) * row_floats * sizeof *inputs->out);
    ps_kv_view_pages(&attention.kv, &layout, memory, 1, pages);
    attend(&attention, POSITIONS - first);
    assert_memory_equal(inputs->out, expected + first * row_floats,
                        (POSITIONS - first) * row_floats * sizeof *expected);
}

static void check_page_sizes(size_t head_size, size_t window)
{
    static const size_t page_sizes[] = {1, 7, 8, 16, 64, 100, 256, 1000};
    PS_DEFER(inputs_close) struct inputs inputs;
    inputs_init(&inputs, head_size);
    size_t count = POSITIONS * NUM_HEADS * inputs.head_size;
    PS_DEFER(ps_freep) float *expected = ps_test_alloc(count, sizeof *expected);
    struct ps_attention attention = whole(&inputs, true);
    attention.window = window;
    attend(&attention, POSITIONS);
    memcpy(expected, inputs.out, count * sizeof *expected);
    for (size_t i = 0; i < sizeof page_sizes / sizeof page_sizes[0]; i++)
        check_page_size(&inputs, page_sizes[i], window, expected);
}

static void pages_do_not_matter(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof head_sizes / sizeof head_sizes[0]; i++)
        check_page_sizes(head_sizes[i], 0);
    check_page_sizes(3, 2);
    check_page_sizes(8, 100);
}

static void large_scores_do_not_overflow(void **state)
{
    (void)state;
    PS_DEFER(inputs_close) struct inputs inputs;
    inputs_init(&inputs, 8);
    for (size_t i = 0; i < POSITIONS * NUM_HEADS * 8; i++)
        inputs.queries[i] *= 1e3f;
    struct ps_attention attention = whole(&inputs, false);
    attend(&attention, POSITIONS);
    for (size_t i = 0; i < POSITIONS * NUM_HEADS * 8; i++)
        assert_true(isfinite(inputs.out[i]));
}

static void page_sizes_do_not_wrap(void **state)
{
    (void)state;
    struct ps_kv_layout layout = {
        .num_layers = 3, .num_kv_heads = 2, .head_size = 4, .page_size = 8};
    assert_int_equal(ps_kv_page_floats(&layout), 2 * 3 * 2 * 4 * 8);
    layout.page_size = SIZE_MAX / 64;
    assert_int_equal(ps_kv_page_floats(&layout), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_a_softmax),
        cmocka_unit_test(a_window_hides_what_is_before_it),
        cmocka_unit_test(pages_do_not_matter),
        cmocka_unit_test(large_scores_do_not_overflow),
        cmocka_unit_test(page_sizes_do_not_wrap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
