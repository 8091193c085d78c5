/* Stop strings: found across borders, the first one to be complete wins, and what may belong to one
 * is held back. Compared with a plain search on random texts of few letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/rng.h"
#include "shared/engine/stops.h"

enum {
    TEXT_MAX = 40,
    STOPS_MAX = 4,
    STOP_MAX = 5,
};

static void finds_across_borders(void **state)
{
    (void)state;
    static const char *const texts[] = {"</end>"};
    struct ps_stops stops = {0};
    struct ps_error error = {0};
    size_t num_read = 0;
    assert_int_equal(ps_stops_init(&stops, texts, 1, &error), PS_OK);
    assert_null(ps_stops_read(&stops, "a < b </", 8, &num_read));
    assert_int_equal(ps_stops_held(&stops), 2);
    assert_null(ps_stops_read(&stops, "en", 2, &num_read));
    assert_int_equal(ps_stops_held(&stops), 4);
    const struct ps_stop *found = ps_stops_read(&stops, "d> more", 7, &num_read);
    assert_non_null(found);
    assert_ptr_equal(found->text, texts[0]);
    assert_int_equal(num_read, 2);
    ps_stops_close(&stops);
}

static void longest_of_those_complete_at_once(void **state)
{
    (void)state;
    static const char *const texts[] = {"User:", "\nUser:", "r:"};
    struct ps_stops stops = {0};
    struct ps_error error = {0};
    size_t num_read = 0;
    assert_int_equal(ps_stops_init(&stops, texts, 3, &error), PS_OK);
    const struct ps_stop *found = ps_stops_read(&stops, "fine.\nUser: next", 16, &num_read);
    assert_non_null(found);
    assert_ptr_equal(found->text, texts[1]);
    assert_int_equal(num_read, 11);
    ps_stops_close(&stops);
}

static void none_holds_nothing(void **state)
{
    (void)state;
    struct ps_stops stops = {0};
    struct ps_error error = {0};
    size_t num_read = 0;
    assert_int_equal(ps_stops_init(&stops, NULL, 0, &error), PS_OK);
    assert_null(ps_stops_read(&stops, "text", 4, &num_read));
    assert_int_equal(num_read, 4);
    assert_int_equal(ps_stops_held(&stops), 0);
    ps_stops_close(&stops);
}

static void empty_one_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"a", ""};
    struct ps_stops stops = {0};
    struct ps_error error = {0};
    assert_int_equal(ps_stops_init(&stops, texts, 2, &error), PS_INVALID);
    ps_stops_close(&stops);
}

struct sample {
    char text[TEXT_MAX + 1];
    char stops[STOPS_MAX][STOP_MAX + 1];
    const char *pointers[STOPS_MAX];
    size_t num_stops;
};

static void fill_random(struct ps_rng *rng, char *out, size_t size)
{
    for (size_t i = 0; i < size; i++)
        out[i] = (char)('a' + ps_rng_below(rng, 2));
    out[size] = '\0';
}

static void make_sample(struct ps_rng *rng, struct sample *sample)
{
    fill_random(rng, sample->text, 1 + ps_rng_below(rng, TEXT_MAX));
    sample->num_stops = 1 + ps_rng_below(rng, STOPS_MAX);
    for (size_t i = 0; i < sample->num_stops; i++) {
        fill_random(rng, sample->stops[i], 1 + ps_rng_below(rng, STOP_MAX));
        sample->pointers[i] = sample->stops[i];
    }
}

/* Whether text[0..end) ends with the stop string. */
static bool ends_with(const char *text, size_t end, const char *stop)
{
    size_t size = strlen(stop);
    return size <= end && memcmp(text + end - size, stop, size) == 0;
}

/* Length of the longest stop string that ends there first; 0 where none does. */
static size_t search(const struct sample *sample, size_t *end)
{
    for (*end = 1; *end <= strlen(sample->text); (*end)++) {
        size_t longest = 0;
        for (size_t i = 0; i < sample->num_stops; i++) {
            if (ends_with(sample->text, *end, sample->stops[i]) &&
                strlen(sample->stops[i]) > longest)
                longest = strlen(sample->stops[i]);
        }
        if (longest > 0)
            return longest;
    }
    return 0;
}

static size_t longest_beginning(const struct sample *sample, size_t end)
{
    for (size_t size = end < STOP_MAX ? end : STOP_MAX; size > 0; size--) {
        for (size_t i = 0; i < sample->num_stops; i++) {
            if (strlen(sample->stops[i]) > size &&
                memcmp(sample->text + end - size, sample->stops[i], size) == 0)
                return size;
        }
    }
    return 0;
}

/* Feeds the text in random pieces until something is found. */
static const struct ps_stop *feed(struct ps_rng *rng, struct ps_stops *stops,
                                  const struct sample *sample, size_t *end)
{
    size_t size = strlen(sample->text);
    for (size_t at = 0; at < size;) {
        size_t num_read = 0;
        size_t piece = 1 + ps_rng_below(rng, size - at);
        const struct ps_stop *found = ps_stops_read(stops, sample->text + at, piece, &num_read);
        at += num_read;
        *end = at;
        if (found)
            return found;
        assert_int_equal(num_read, piece);
        assert_int_equal(ps_stops_held(stops), longest_beginning(sample, at));
    }
    return NULL;
}

static void equals_plain_search(void **state)
{
    (void)state;
    struct ps_rng rng;
    size_t num_found = 0;
    ps_rng_init(&rng, 17);
    for (int i = 0; i < 20000; i++) {
        struct sample sample;
        make_sample(&rng, &sample);
        struct ps_stops stops = {0};
        struct ps_error error = {0};
        assert_int_equal(ps_stops_init(&stops, sample.pointers, sample.num_stops, &error), PS_OK);
        size_t end = 0, expected_end = 0;
        const struct ps_stop *found = feed(&rng, &stops, &sample, &end);
        size_t expected = search(&sample, &expected_end);
        assert_int_equal(found ? found->size : 0, expected);
        if (found) {
            assert_int_equal(end, expected_end);
            num_found++;
        }
        ps_stops_close(&stops);
    }
    assert_in_range(num_found, 5000, 19990);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_across_borders), cmocka_unit_test(longest_of_those_complete_at_once),
        cmocka_unit_test(none_holds_nothing),   cmocka_unit_test(empty_one_is_refused),
        cmocka_unit_test(equals_plain_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
