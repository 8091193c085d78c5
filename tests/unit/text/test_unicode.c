/* Classes of characters, lowercase and normal forms. */
#include "tests/unit/text/text_test.h"

#include "shared/text/unicode.h"

static void test_classes(void **state)
{
    (void)state;
    assert_true(ps_unicode_is('$', PS_UNICODE_PUNCTUATION));
    assert_true(ps_unicode_is(0x3002, PS_UNICODE_PUNCTUATION));
    assert_false(ps_unicode_is('a', PS_UNICODE_PUNCTUATION));
    assert_true(ps_unicode_is(0xAD, PS_UNICODE_CONTROL));
    assert_false(ps_unicode_is('\n', PS_UNICODE_CONTROL));
    assert_true(ps_unicode_is(0x301, PS_UNICODE_NONSPACING));
    assert_false(ps_unicode_is(0x903, PS_UNICODE_NONSPACING)); /* it takes space */
    assert_true(ps_unicode_is(0x903, PS_UNICODE_COMBINING));
    assert_true(ps_unicode_is(0xBD, PS_UNICODE_NUMERIC));
    assert_true(ps_unicode_is('_', PS_UNICODE_WORD));
    assert_true(ps_unicode_is(0x200D, PS_UNICODE_WORD));
    assert_false(ps_unicode_is('-', PS_UNICODE_WORD));
    assert_false(ps_unicode_is(0x10FFFF, PS_UNICODE_WORD));
    assert_true(ps_unicode_is_space(0x3000) && ps_unicode_is_space(0x85));
    assert_false(ps_unicode_is_space(0x200B) || ps_unicode_is_space('a'));
    assert_true(ps_unicode_is(0x4E00, PS_UNICODE_HAN) && ps_unicode_is(0x2CEAF, PS_UNICODE_HAN));
    assert_false(ps_unicode_is(0x3042, PS_UNICODE_HAN) || ps_unicode_is(0xAC00, PS_UNICODE_HAN));
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

/* Marks without end take no more than n log n steps: inserted one by one these would take minutes.
 */
static void test_many_marks(void **state)
{
    (void)state;
    enum { PAIRS = 200000 };
    struct ps_buffer text = {0}, out = {0};
    assert_int_equal(ps_buffer_append_byte(&text, 'x'), PS_OK);
    for (size_t i = 0; i < PAIRS; i++)
        assert_int_equal(ps_buffer_append(&text, "\xCC\x81\xCC\xA7", 4), PS_OK);
    assert_int_equal(ps_unicode_normalize(PS_NFD, text.data, text.size, &out, NULL), PS_OK);
    assert_int_equal(out.size, text.size);
    for (size_t i = 0; i < PAIRS; i++) {
        assert_memory_equal(out.data + 1 + 2 * i, "\xCC\xA7", 2);
        assert_memory_equal(out.data + 1 + 2 * (PAIRS + i), "\xCC\x81", 2);
    }
    ps_buffer_close(&text);
    ps_buffer_close(&out);
}

/* What stays and what moves, side by side. */
static void test_stretches(void **state)
{
    (void)state;
    expect_normal(PS_NFC, "plain e\xCC\x81 e\xCC\x81", "plain \xC3\xA9 \xC3\xA9");
    expect_normal(PS_NFC, "\xC3\xA9\xCC\xA7", "\xC8\xA9\xCC\x81"); /* a cedilla goes first */
    expect_normal(PS_NFC, "\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", "\xEA\xB0\x81");
    expect_normal(PS_NFC, "\xEA\xB0\x80\xE1\x86\xA8", "\xEA\xB0\x81");
    expect_normal(PS_NFC, "\xE2\x84\xAB", "\xC3\x85");
    expect_normal(PS_NFC, "\xCC\x81", "\xCC\x81");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_classes),      cmocka_unit_test(test_lower),
        cmocka_unit_test(test_normal_forms), cmocka_unit_test(test_many_marks),
        cmocka_unit_test(test_stretches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
