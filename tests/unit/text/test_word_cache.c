/* The cache of words: what it gives back is what was put in, also while others put. */
#include "tests/unit/text/text_test.h"

#include <pthread.h>

#include "shared/text/word_cache.h"

/* Every word of one byte more is another one; its ids follow from it. */
static size_t ids_of(uint32_t number, size_t size, int32_t ids[PS_WORD_CACHE_IDS_MAX])
{
    size_t count = 1 + number % 3 + (size <= 16 ? number % 22 : 0);
    for (size_t i = 0; i < count; i++)
        ids[i] = (int32_t)(number * 31 + (uint32_t)i);
    return count;
}

static struct ps_word_key key_of(uint32_t number, size_t *size)
{
    char word[PS_WORD_CACHE_SIZE_MAX];
    *size = 4 + number % (sizeof word - 3);
    for (size_t i = 0; i < *size; i++)
        word[i] = (char)(number >> 8 * (i % 4));
    struct ps_word_key key;
    ps_word_key_init(&key, word, *size);
    return key;
}

/* False where it is remembered as something else. */
static bool look_up(struct ps_word_cache *cache, uint32_t number, bool *found)
{
    size_t size;
    struct ps_word_key key = key_of(number, &size);
    int32_t ids[PS_WORD_CACHE_IDS_MAX], expected[PS_WORD_CACHE_IDS_MAX];
    size_t count = ps_word_cache_get(cache, &key, ids);
    *found = count > 0;
    if (count == 0)
        return true;
    return count == ids_of(number, size, expected) &&
           memcmp(ids, expected, count * sizeof *ids) == 0;
}

static void put(struct ps_word_cache *cache, uint32_t number)
{
    size_t size;
    struct ps_word_key key = key_of(number, &size);
    int32_t ids[PS_WORD_CACHE_IDS_MAX];
    ps_word_cache_put(cache, &key, ids, ids_of(number, size, ids));
}

static void test_words_are_remembered(void **state)
{
    (void)state;
    enum { WORDS = 100000 };
    struct ps_word_cache *cache = ps_word_cache_create();
    assert_non_null(cache);
    bool found;
    for (uint32_t i = 0; i < WORDS; i++) {
        put(cache, i);
        assert_true(look_up(cache, i, &found));
        assert_true(found);
    }
    size_t still = 0;
    for (uint32_t i = 0; i < WORDS; i++) {
        assert_true(look_up(cache, i, &found));
        still += found;
    }
    assert_in_range(still, 20000, WORDS / 2); /* a new word takes the place of an old one */
    ps_word_cache_destroy(cache);
}

/* All words of a few letters, which differ in one byte, one bit, or their length. */
static void test_short_words_differ(void **state)
{
    (void)state;
    struct ps_word_cache *cache = ps_word_cache_create();
    assert_non_null(cache);
    static const char *const words[] = {"a",       "b",        "aa",        "ab",       "ba",
                                        "aaa",     "aab",      "aba",       "aaaa",     "aaaaa",
                                        "aaaaaaa", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaab"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct ps_word_key key;
        int32_t id = (int32_t)i, ids[PS_WORD_CACHE_IDS_MAX];
        ps_word_key_init(&key, words[i], strlen(words[i]));
        assert_int_equal(ps_word_cache_get(cache, &key, ids), 0);
        ps_word_cache_put(cache, &key, &id, 1);
        assert_int_equal(ps_word_cache_get(cache, &key, ids), 1);
        assert_int_equal(ids[0], id);
    }
    ps_word_cache_destroy(cache);
}

static void test_what_does_not_fit(void **state)
{
    (void)state;
    struct ps_word_cache *cache = ps_word_cache_create();
    assert_non_null(cache);
    char word[PS_WORD_CACHE_SIZE_MAX] = {0};
    int32_t many[PS_WORD_CACHE_IDS_MAX + 1] = {0}, ids[PS_WORD_CACHE_IDS_MAX];
    struct ps_word_key shorter, longer;
    ps_word_key_init(&shorter, word, 8);
    ps_word_key_init(&longer, word, sizeof word);
    ps_word_cache_put(cache, &shorter, many, 0);
    ps_word_cache_put(cache, &shorter, many, PS_WORD_CACHE_IDS_MAX + 1);
    assert_int_equal(ps_word_cache_get(cache, &shorter, ids), 0);
    ps_word_cache_put(cache, &shorter, many, PS_WORD_CACHE_IDS_MAX);
    assert_int_equal(ps_word_cache_get(cache, &shorter, ids), PS_WORD_CACHE_IDS_MAX);
    ps_word_cache_put(cache, &longer, many, PS_WORD_CACHE_IDS_MAX);
    assert_int_equal(ps_word_cache_get(cache, &longer, ids), 0);
    ps_word_cache_put(cache, &longer, many, 12);
    assert_int_equal(ps_word_cache_get(cache, &longer, ids), 12);
    ps_word_cache_destroy(cache);
}

/* Puts and gets many words that share a few slots; returns how often it got something wrong. */
static void *use(void *context)
{
    struct ps_word_cache *cache = context;
    uintptr_t wrong = 0;
    bool found;
    for (uint32_t i = 0; i < 60000; i++) {
        put(cache, i % 50000);
        wrong += !look_up(cache, i * 7 % 50000, &found);
    }
    return (void *)wrong;
}

static void test_threads(void **state)
{
    (void)state;
    struct ps_word_cache *cache = ps_word_cache_create();
    assert_non_null(cache);
    pthread_t threads[3];
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, use, cache), 0);
    for (size_t i = 0; i < 3; i++) {
        void *wrong;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
    ps_word_cache_destroy(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_remembered),
        cmocka_unit_test(test_short_words_differ),
        cmocka_unit_test(test_what_does_not_fit),
        cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
