/* UTF-8, random numbers and checked sizes. */
#include "shared/base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/checked.h"
#include "shared/base/utf8.h"

static void every_code_point_goes_there_and_back(void **state)
{
    (void)state;
    for (uint32_t code_point = 0; code_point < 0x110100; code_point++) {
        char bytes[4];
        uint32_t back = UINT32_MAX;
        size_t length = ps_utf8_encode(code_point, bytes);
        bool exists = code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
        assert_int_equal(length > 0, exists);
        if (!exists)
            continue;
        assert_int_equal(ps_utf8_decode(bytes, length, &back), length);
        assert_int_equal(back, code_point);
        assert_int_equal(ps_utf8_decode(bytes, length - 1, &back), 0);
    }
}

static void what_is_not_well_formed_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "\x80",         "\xc0\x80",     "\xc1\xbf",         "\xe0\x80\x80",     "\xe0\x9f\xbf",
        "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80",
        "\xff",         "\xc3(",        "a\xe2\x82"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(ps_utf8_valid(wrong[i], strlen(wrong[i])));
    assert_true(ps_utf8_valid("z\xc3\xa9\xe2\x82\xac\xf0\x9f\x92\xa7\0z", 12));
    assert_true(ps_utf8_valid("", 0));
}

static void characters_are_counted_and_found_at_both_ends(void **state)
{
    (void)state;
    static const char text[] = "\xe2\x82\xac"
                               "a\xf0\x9f\x92\xa7"; /* of 3, 1 and 4 bytes */
    assert_int_equal(ps_utf8_count(text, 8), 3);
    assert_int_equal(ps_utf8_first(text, 8), 3);
    assert_int_equal(ps_utf8_last(text, 8), 4);
    assert_int_equal(ps_utf8_last(text, 4), 3);
    assert_int_equal(ps_utf8_last(text, 3), 0);
    assert_int_equal(ps_utf8_count(NULL, 0), 0);
    assert_int_equal(ps_utf8_first(NULL, 0), 0);
    assert_int_equal(ps_utf8_last(NULL, 0), 0);
}

static void the_generator_gives_its_known_numbers(void **state)
{
    (void)state;
    struct ps_rng rng = {{1, 2, 3, 4}}; /* the published first outputs of this state */
    assert_true(ps_rng_next(&rng) == 11520);
    assert_true(ps_rng_next(&rng) == 0);
    assert_true(ps_rng_next(&rng) == 1509978240);
    assert_true(ps_rng_next(&rng) == UINT64_C(1215971899390074240));
}

static void bounded_numbers_are_even(void **state)
{
    (void)state;
    struct ps_rng rng;
    unsigned int counts[7] = {0};
    ps_rng_init(&rng, 42);
    for (int i = 0; i < 70000; i++) {
        counts[ps_rng_below(&rng, 7)]++;
        double uniform = ps_rng_uniform(&rng);
        assert_true(uniform >= 0 && uniform < 1);
    }
    for (size_t i = 0; i < 7; i++)
        assert_in_range(counts[i], 9600, 10400); /* four standard deviations */
}

static void sizes_do_not_wrap(void **state)
{
    (void)state;
    size_t size = 0;
    assert_true(ps_checked_add(SIZE_MAX - 1, 1, &size));
    assert_false(ps_checked_add(SIZE_MAX, 1, &size));
    assert_true(ps_checked_multiply(1 << 20, 1 << 20, &size));
    assert_false(ps_checked_multiply(SIZE_MAX / 2, 3, &size));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_goes_there_and_back),
        cmocka_unit_test(what_is_not_well_formed_is_refused),
        cmocka_unit_test(characters_are_counted_and_found_at_both_ends),
        cmocka_unit_test(the_generator_gives_its_known_numbers),
        cmocka_unit_test(bounded_numbers_are_even),
        cmocka_unit_test(sizes_do_not_wrap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
