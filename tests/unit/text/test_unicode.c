/* Classes of characters, lowercase and normal forms. */
#include "tests/unit/text/text_test.h"

#include "shared/text/unicode.h"

static void test_tables_are_sorted(void **state)
{
    (void)state;
    const struct ps_unicode_class *const classes[] = {
        &ps_unicode_control,        &ps_unicode_punctuation, &ps_unicode_nonspacing_mark,
        &ps_unicode_combining_mark, &ps_unicode_numeric,     &ps_unicode_word,
        &ps_unicode_late,
    };
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        const struct ps_unicode_class *class = classes[i];
        assert_true(class->count > 0);
        for (size_t j = 0; j < class->count; j++) {
            assert_true(class->ranges[j].first <= class->ranges[j].last);
            assert_true(j == 0 || class->ranges[j - 1].last < class->ranges[j].first);
        }
    }
}

static void test_classes(void **state)
{
    (void)state;
    assert_true(ps_unicode_is(&ps_unicode_punctuation, '$'));
    assert_true(ps_unicode_is(&ps_unicode_punctuation, 0x3002));
    assert_false(ps_unicode_is(&ps_unicode_punctuation, 'a'));
    assert_true(ps_unicode_is(&ps_unicode_control, 0xAD));
    assert_false(ps_unicode_is(&ps_unicode_control, '\n'));
    assert_true(ps_unicode_is(&ps_unicode_nonspacing_mark, 0x301));
    assert_false(ps_unicode_is(&ps_unicode_nonspacing_mark, 0x903)); /* it takes space */
    assert_true(ps_unicode_is(&ps_unicode_combining_mark, 0x903));
    assert_true(ps_unicode_is(&ps_unicode_numeric, 0xBD));
    assert_true(ps_unicode_is(&ps_unicode_word, '_'));
    assert_true(ps_unicode_is(&ps_unicode_word, 0x200D));
    assert_false(ps_unicode_is(&ps_unicode_word, '-'));
    assert_false(ps_unicode_is(&ps_unicode_word, 0x10FFFF));
    assert_true(ps_unicode_is_space(0x3000) && ps_unicode_is_space(0x85));
    assert_false(ps_unicode_is_space(0x200B) || ps_unicode_is_space('a'));
    assert_true(ps_unicode_is_han(0x4E00) && ps_unicode_is_han(0x2CEAF));
    assert_false(ps_unicode_is_han(0x3042) || ps_unicode_is_han(0xAC00));
}

static void expect_lower(uint32_t code_point, size_t count, uint32_t first, uint32_t second)
{
    uint32_t lower[2] = {0};
    assert_int_equal(ps_unicode_lower(code_point, lower), count);
    assert_int_equal(lower[0], first);
    assert_int_equal(lower[1], second);
}

static void test_lower(void **state)
{
    (void)state;
    expect_lower('A', 1, 'a', 0);
    expect_lower('[', 1, '[', 0);
    expect_lower(0x130, 2, 'i', 0x307);
    expect_lower(0x3A3, 1, 0x3C3, 0); /* never a final sigma */
    expect_lower(0x10400, 1, 0x10428, 0);
    expect_lower(0x10D50, 1, 0x10D70, 0); /* Unicode 16 */
}

static void expect_normal(enum ps_normal_form form, const char *text, const char *expected)
{
    struct ps_buffer out = {0};
    assert_int_equal(ps_unicode_normalize(form, text, strlen(text), &out, NULL), PS_OK);
    assert_string_equal(out.data ? out.data : "", expected);
    ps_buffer_close(&out);
}

static void test_normal_forms(void **state)
{
    (void)state;
    expect_normal(PS_NFC, "", "");
    expect_normal(PS_NFC, "plain", "plain");
    expect_normal(PS_NFC, "e\xCC\x81", "\xC3\xA9");
    expect_normal(PS_NFD, "\xC3\xA9", "e\xCC\x81");
    expect_normal(PS_NFKC, "\xEF\xAC\x81", "fi");
    expect_normal(PS_NFKD, "\xC2\xBD",
                  "1\xE2\x81\x84"
                  "2");
    expect_normal(PS_NFD, "\xEA\xB0\x81", "\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8");
    /* U+0327 belongs before U+0301, but not across U+0898, which came with Unicode 14 */
    expect_normal(PS_NFD, "a\xCC\x81\xCC\xA7", "a\xCC\xA7\xCC\x81");
    expect_normal(PS_NFD, "a\xCC\x81\xE0\xA2\x98\xCC\xA7", "a\xCC\x81\xE0\xA2\x98\xCC\xA7");
    struct ps_error error = {0};
    struct ps_buffer out = {0};
    assert_int_equal(ps_unicode_normalize(PS_NFC, "\xC3", 1, &out, &error), PS_INVALID);
    ps_buffer_close(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables_are_sorted),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_lower),
        cmocka_unit_test(test_normal_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
