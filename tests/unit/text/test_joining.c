/* Joining symbols: short words and long ones are joined as the definition says. */
#include "tests/unit/text/text_test.h"

#include <stdlib.h>

#include "shared/text/joining.h"
#include "tests/support/random.h"

enum { LENGTH_MAX = 60, NUM_LETTERS = 3 };

struct model {
    struct ps_vocabulary vocabulary;
    struct ps_merges merges;
};

/* Tokens grow from letters: each merge joins two tokens that are there already. */
static void make_model(struct model *model, struct ps_rng *rng)
{
    json_t *list = json_array(), *json = json_pack("{s:o}", "merges", list);
    assert_non_null(json);
    int32_t num_ids = 0;
    for (; num_ids < NUM_LETTERS; num_ids++) {
        char letter = (char)('a' + num_ids);
        assert_int_equal(ps_vocabulary_add(&model->vocabulary, &letter, 1, num_ids, NULL), PS_OK);
    }
    for (size_t i = 0; i < 40; i++) {
        size_t left_id = ps_test_between(rng, 0, (size_t)num_ids - 1);
        size_t right_id = ps_test_between(rng, 0, (size_t)num_ids - 1);
        struct ps_slice left = ps_vocabulary_token(&model->vocabulary, (int32_t)left_id);
        struct ps_slice right = ps_vocabulary_token(&model->vocabulary, (int32_t)right_id);
        assert_int_equal(json_array_append_new(list, json_pack("[s,s]", left.data, right.data)), 0);
        struct ps_buffer joined = {0};
        assert_int_equal(ps_buffer_append(&joined, left.data, left.size), PS_OK);
        assert_int_equal(ps_buffer_append(&joined, right.data, right.size), PS_OK);
        if (ps_vocabulary_find(&model->vocabulary, joined.data, joined.size) < 0)
            assert_int_equal(
                ps_vocabulary_add(&model->vocabulary, joined.data, joined.size, num_ids++, NULL),
                PS_OK);
        ps_buffer_close(&joined);
    }
    struct ps_component component = {.json = json, .where = "model"};
    assert_int_equal(ps_merges_read(&model->merges, &component, &model->vocabulary, 0, NULL),
                     PS_OK);
    assert_false(model->merges.ambiguous);
    json_decref(json);
}

/* The definition: the earliest pair, the leftmost of equals, until there is none. */
static size_t join_slowly(const struct ps_merges *merges, int32_t *ids, size_t count)
{
    for (;;) {
        const struct ps_merge *best = NULL;
        size_t at = 0;
        for (size_t i = 0; i + 1 < count; i++) {
            const struct ps_merge *merge = ps_merges_find(merges, ids[i], ids[i + 1]);
            if (merge && (!best || merge->rank < best->rank)) {
                best = merge;
                at = i;
            }
        }
        if (!best)
            return count;
        ids[at] = best->id;
        memmove(ids + at + 1, ids + at + 2, (count - at - 2) * sizeof *ids);
        count--;
    }
}

static void expect_joined(const struct ps_merges *merges, const int32_t *letters, size_t count,
                          const int32_t *expected, size_t expected_count)
{
    int32_t ids[LENGTH_MAX];
    memcpy(ids, letters, count * sizeof *ids);
    size_t size;
    assert_true(ps_joining_size(count, &size));
    void *memory = malloc(size);
    assert_non_null(memory);
    assert_int_equal(ps_joining_apply(merges, ids, count, memory), expected_count);
    assert_memory_equal(ids, expected, expected_count * sizeof *ids);
    free(memory);
}

static void test_random_models(void **state)
{
    (void)state;
    struct ps_rng rng;
    ps_rng_init(&rng, 4);
    for (size_t i = 0; i < 100; i++) {
        struct model model = {0};
        make_model(&model, &rng);
        for (size_t j = 0; j < 100; j++) {
            int32_t letters[LENGTH_MAX], expected[LENGTH_MAX];
            size_t count = ps_test_between(&rng, 1, LENGTH_MAX);
            for (size_t k = 0; k < count; k++)
                letters[k] = expected[k] = (int32_t)ps_test_between(&rng, 0, NUM_LETTERS - 1);
            size_t expected_count = join_slowly(&model.merges, expected, count);
            model.merges.ambiguous = false;
            expect_joined(&model.merges, letters, count, expected, expected_count);
            model.merges.ambiguous = true; /* then the heap does short words too */
            expect_joined(&model.merges, letters, count, expected, expected_count);
        }
        ps_merges_close(&model.merges);
        ps_vocabulary_close(&model.vocabulary);
    }
}

static void test_ambiguous_models(void **state)
{
    (void)state;
    static const char *const tokens[] = {"a", "b", "ab", "ba"};
    for (int32_t last_id = 2; last_id <= 3; last_id++) {
        struct model model = {0};
        for (int32_t i = 0; i < 4; i++)
            assert_int_equal(ps_vocabulary_add(&model.vocabulary, tokens[i], strlen(tokens[i]),
                                               i < 3 ? i : last_id, NULL),
                             PS_OK);
        json_t *json = json_pack("{s:[s]}", "merges", "a b");
        struct ps_component component = {.json = json, .where = "model"};
        assert_int_equal(ps_merges_read(&model.merges, &component, &model.vocabulary, 0, NULL),
                         PS_OK);
        assert_int_equal(model.merges.ambiguous, last_id == 2);
        ps_merges_close(&model.merges);
        ps_vocabulary_close(&model.vocabulary);
        json_decref(json);
    }
}

static void test_sizes(void **state)
{
    (void)state;
    size_t size;
    assert_true(ps_joining_size(0, &size));
    assert_false(ps_joining_size(SIZE_MAX / 2, &size));
    assert_false(ps_joining_size((size_t)INT32_MAX + 1, &size));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_models),
        cmocka_unit_test(test_ambiguous_models),
        cmocka_unit_test(test_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
