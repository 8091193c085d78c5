/* Pooling: each mode on rows that are easy to check by eye. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shared/model/pooling.h"

static const float hidden[] = {1, -2, 3, 4, 8, -3}; /* three rows of two */

static void check(struct ps_pooling pooling, size_t num_rows, float first, float second)
{
    float embedding[2];
    ps_pooling_apply(&pooling, hidden, num_rows, 2, embedding);
    assert_true(fabsf(embedding[0] - first) < 1e-6f);
    assert_true(fabsf(embedding[1] - second) < 1e-6f);
}

static void modes_differ(void **state)
{
    (void)state;
    check((struct ps_pooling){.mode = PS_POOLING_MEAN}, 3, 4.0f, -1.0f / 3.0f);
    check((struct ps_pooling){.mode = PS_POOLING_CLS}, 3, 1.0f, -2.0f);
    check((struct ps_pooling){.mode = PS_POOLING_MAX}, 3, 8.0f, 4.0f);
    check((struct ps_pooling){.mode = PS_POOLING_LAST}, 3, 8.0f, -3.0f);
    check((struct ps_pooling){.mode = PS_POOLING_MEAN}, 1, 1.0f, -2.0f);
    check((struct ps_pooling){.mode = PS_POOLING_MAX}, 1, 1.0f, -2.0f);
}

static void normalized_vectors_have_length_one(void **state)
{
    (void)state;
    float length = sqrtf(5.0f);
    check((struct ps_pooling){.mode = PS_POOLING_CLS, .normalize = true}, 3, 1.0f / length,
          -2.0f / length);
    const float zeros[2] = {0};
    float embedding[2];
    const struct ps_pooling pooling = {.mode = PS_POOLING_CLS, .normalize = true};
    ps_pooling_apply(&pooling, zeros, 1, 2, embedding);
    assert_memory_equal(embedding, zeros, sizeof zeros);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(modes_differ),
        cmocka_unit_test(normalized_vectors_have_length_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
