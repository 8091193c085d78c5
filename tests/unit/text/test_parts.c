/* The parts that tokenizers are made of: splitting, the vocabulary, the trie, touching symbols. */
#include "tests/unit/text/text_test.h"

#include <stdio.h>

#include "shared/text/pieces.h"
#include "shared/text/touching.h"
#include "shared/text/trie.h"
#include "shared/text/vocabulary.h"

/* Splits "a--b-" at each '-' and joins the pieces with '|'. */
static void expect_split(enum ps_split_behavior behavior, const char *expected)
{
    static const char text[] = "a--b-";
    struct ps_pieces pieces = {0};
    struct ps_splitter splitter = {.behavior = behavior, .text = text, .head = 1, .out = &pieces};
    for (size_t i = 0; i < strlen(text); i++)
        assert_int_equal(ps_splitter_add(&splitter, i, i + 1, text[i] == '-'), PS_OK);
    assert_int_equal(ps_splitter_finish(&splitter), PS_OK);
    struct ps_buffer joined = {0};
    for (size_t i = 0; i < pieces.count; i++) {
        assert_int_equal(pieces.items[i].head, i == 0 ? 1 : 0);
        assert_int_equal(ps_buffer_append(&joined, pieces.items[i].text, pieces.items[i].size),
                         PS_OK);
        assert_int_equal(ps_buffer_append_byte(&joined, '|'), PS_OK);
    }
    assert_string_equal(joined.data, expected);
    ps_buffer_close(&joined);
    ps_pieces_close(&pieces);
}

static void test_split_behaviors(void **state)
{
    (void)state;
    expect_split(PS_SPLIT_REMOVED, "a|b|");
    expect_split(PS_SPLIT_ISOLATED, "a|-|-|b|-|");
    expect_split(PS_SPLIT_MERGED_WITH_PREVIOUS, "a-|-|b-|");
    expect_split(PS_SPLIT_MERGED_WITH_NEXT, "a|-|-b|-|");
    expect_split(PS_SPLIT_CONTIGUOUS, "a|--|b|-|");
}

static void test_vocabulary(void **state)
{
    (void)state;
    struct ps_vocabulary vocabulary = {0};
    assert_int_equal(ps_vocabulary_find(&vocabulary, "t1", 2), -1);
    char token[16];
    for (int i = 0; i < 5000; i++) {
        int size = snprintf(token, sizeof token, "t%d", i);
        assert_int_equal(ps_vocabulary_add(&vocabulary, token, (size_t)size, i * 2, NULL), PS_OK);
    }
    assert_int_equal(vocabulary.num_ids, 9999);
    assert_int_equal(ps_vocabulary_find(&vocabulary, "t4999", 5), 9998);
    assert_int_equal(ps_vocabulary_find(&vocabulary, "t5000", 5), -1);
    assert_string_equal(ps_vocabulary_token(&vocabulary, 246).data, "t123");
    assert_null(ps_vocabulary_token(&vocabulary, 247).data);
    assert_int_equal(ps_vocabulary_add(&vocabulary, "", 0, 1, NULL), PS_OK);
    assert_int_equal(ps_vocabulary_find(&vocabulary, "", 0), 1);
    uint64_t hash = ps_vocabulary_hash(PS_VOCABULARY_HASH_EMPTY, "t12", 3);
    struct ps_slice head = {"t", 1}, tail = {"12", 2};
    assert_int_equal(ps_vocabulary_find_joined(&vocabulary, hash, head, tail), 24);
    struct ps_error error = {0};
    assert_int_equal(ps_vocabulary_add(&vocabulary, "x", 1, PS_VOCABULARY_IDS_MAX, &error),
                     PS_TOO_LARGE);
    ps_vocabulary_close(&vocabulary);
}

static void test_trie(void **state)
{
    (void)state;
    struct ps_trie trie = {0};
    size_t length = 0;
    assert_int_equal(ps_trie_longest(&trie, "abc", 3, &length), -1);
    assert_int_equal(ps_trie_add(&trie, "ab", 2, 7), PS_OK);
    assert_int_equal(ps_trie_add(&trie, "abcd", 4, 8), PS_OK);
    assert_int_equal(ps_trie_add(&trie, "ab", 2, 9), PS_OK);
    assert_int_equal(ps_trie_longest(&trie, "abce", 4, &length), 7);
    assert_int_equal(length, 2);
    assert_int_equal(ps_trie_longest(&trie, "abcde", 5, &length), 8);
    assert_int_equal(length, 4);
    assert_int_equal(ps_trie_longest(&trie, "abc", 3, &length), 7);
    assert_int_equal(ps_trie_longest(&trie, "a", 1, &length), -1);
    assert_int_equal(ps_trie_longest(&trie, "", 0, &length), -1);
    ps_trie_close(&trie);
}

static void test_touching(void **state)
{
    (void)state;
    struct ps_vocabulary vocabulary = {0};
    static const char *const tokens[] = {"a", "b", "c", "ab", "abc", "<0x00>"};
    for (int32_t i = 0; i < 6; i++)
        assert_int_equal(ps_vocabulary_add(&vocabulary, tokens[i], strlen(tokens[i]), i, NULL),
                         PS_OK);
    json_t *json = json_pack("{s:[s,s]}", "merges", "a b", "ab c");
    assert_non_null(json);
    struct ps_component model = {.json = json, .where = "model"};
    struct ps_merges merges = {0};
    assert_int_equal(ps_merges_read(&merges, &model, &vocabulary, 0, NULL), PS_OK);
    assert_int_equal(ps_merges_find(&merges, 3, 2)->id, 4);
    assert_null(ps_merges_find(&merges, 2, 3));
    struct ps_touching touching = {0};
    assert_true(ps_touching_may(&touching, 1, 0)); /* as long as nothing is known */
    static const int32_t bytes[] = {5, -1}, letters[] = {2};
    assert_int_equal(ps_touching_build(&touching, &merges, &vocabulary, bytes, 2, NULL), PS_OK);
    assert_true(ps_touching_may(&touching, 0, 1) && ps_touching_may(&touching, 1, 2));
    assert_false(ps_touching_may(&touching, 1, 0) || ps_touching_may(&touching, 0, 2));
    ps_touching_close(&touching);
    assert_int_equal(ps_touching_build(&touching, &merges, &vocabulary, letters, 1, NULL), PS_OK);
    assert_true(ps_touching_may(&touching, 1, 0)); /* a merge takes what stands alone */
    ps_touching_close(&touching);
    ps_merges_close(&merges);
    ps_vocabulary_close(&vocabulary);
    json_decref(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split_behaviors),
        cmocka_unit_test(test_vocabulary),
        cmocka_unit_test(test_trie),
        cmocka_unit_test(test_touching),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
