/* The scan of a JSON text: RFC 8259 and nothing more, of any depth, and one key's value. */
#include "tests/unit/wire/wire_test.h"

#include "shared/base/json_scan.h"

static const char *const well_formed[] = {
    "{}",
    "[]",
    " \t\r\n0 ",
    "-0",
    "1e5",
    "1E+5",
    "1.25e-3",
    "123456789012345678901234567890",
    "1e999",
    "true",
    "false",
    "null",
    "\"\"",
    "\"\\u0000\\ud800\\/\\b\\f\\n\\r\\t\\\\\\\"\"",
    "\"\xF0\x9F\x98\x80\x7F\"",
    "[1,[2,{\"a\":[]}],{}]",
    "{\"a\":1,\"a\":2}",
    "\xEF\xBB\xBF{}",
};

static const char *const malformed[] = {
    "",
    " ",
    "{",
    "}",
    "[1",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1}",
    "{1:2}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\" 1}",
    "{\"a\":1,}",
    "{\"a\":1]",
    "{\"a\":1}}",
    "{} {}",
    "1 x",
    "01",
    "-",
    "+1",
    "1.",
    ".5",
    "1e",
    "1e+",
    "0x10",
    "NaN",
    "Infinity",
    "-Infinity",
    "nul",
    "nulll",
    "True",
    "'a'",
    "\"a",
    "\"\\x41\"",
    "\"\\u12g4\"",
    "\"\\u12",
    "\"\\",
    "\"a\tb\"",
    "\"\x80\"",
    "\"\xC0\x80\"",
    "\"\xED\xA0\x80\"",
    "\"\xF4\x90\x80\x80\"",
    "\"\xE2\x82\"",
    "\xC3\xA9",
    "// comment\n1",
    "\xEF\xBB\xBF",
    "{}\xEF\xBB\xBF",
};

static struct ps_json_scan scan_of(const char *text, size_t size)
{
    /* A copy of exactly that size, so that AddressSanitizer sees a read beyond it. */
    char *copy = malloc(size ? size : 1);
    assert_non_null(copy);
    memcpy(copy, text, size);
    struct ps_json_scan scan;
    assert_int_equal(ps_json_scan(copy, size, "custom_id", &scan), PS_OK);
    if (scan.value)
        scan.value = text + (scan.value - copy);
    free(copy);
    return scan;
}

static void accepts_what_the_rfc_accepts(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(well_formed); i++) {
        struct ps_json_scan scan = scan_of(well_formed[i], strlen(well_formed[i]));
        if (!scan.well_formed)
            fail_msg("%s: expected %s at %zu", well_formed[i], scan.expected, scan.error_at);
    }
}

static void refuses_the_rest(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(malformed); i++) {
        struct ps_json_scan scan = scan_of(malformed[i], strlen(malformed[i]));
        if (scan.well_formed)
            fail_msg("%s was accepted", malformed[i]);
        assert_non_null(scan.expected);
        assert_in_range(scan.error_at, 0, strlen(malformed[i]));
    }
    assert_false(scan_of("\"a\0b\"", 5).well_formed);
    assert_false(scan_of("{}\0", 3).well_formed);
}

/* Every beginning of a text that is no complete value itself. */
static void refuses_what_is_cut(void **state)
{
    (void)state;
    static const char text[] =
        "{\"custom_id\":\"a\\ud83e\\uddfe\xC3\xA9\",\"b\":[-1.5e+3,true,null,{}]}";
    for (size_t size = 0; size < sizeof text - 1; size++)
        assert_false(scan_of(text, size).well_formed);
    assert_true(scan_of(text, sizeof text - 1).well_formed);
}

static void says_where(void **state)
{
    (void)state;
    struct ps_json_scan scan = scan_of("{\"a\":tru}", 9);
    assert_int_equal(scan.error_at, 5);
    scan = scan_of("{\"a\" 1}", 7);
    assert_int_equal(scan.error_at, 5);
    assert_string_equal(scan.expected, "a colon after the key");
}

static void finds_the_last_key_at_the_top(void **state)
{
    (void)state;
    static const struct {
        const char *text, *value; /* NULL: absent */
    } rows[] = {
        {"{\"custom_id\":\"a\"}", "\"a\""},
        {"{\"x\":1,\"custom_id\" : [1, {\"custom_id\":2}] ,\"y\":2}", "[1, {\"custom_id\":2}]"},
        {"{\"custom_id\":1,\"custom_id\":2}", "2"},
        {"{\"custom_id\":1,\"x\":{\"custom_id\":2},\"y\":3}", "1"},
        {"{\"custom\\u005Fid\":true}", "true"},
        {"{\"custom_id\":{}}", "{}"},
        {"{\"x\":{\"custom_id\":2}}", NULL},
        {"[{\"custom_id\":2}]", NULL},
        {"[\"custom_id\",1]", NULL},
        {"{\"custom_idx\":1,\"custom_i\":2,\"\":3}", NULL},
        {"{\"custom_id\\u0000\":1}", NULL},
        {"{}", NULL},
        {"\"custom_id\"", NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ps_json_scan scan = scan_of(rows[i].text, strlen(rows[i].text));
        assert_true(scan.well_formed);
        assert_int_equal(scan.is_object, rows[i].text[0] == '{');
        assert_int_equal(scan.value != NULL, rows[i].value != NULL);
        if (rows[i].value) {
            assert_int_equal(scan.value_size, strlen(rows[i].value));
            assert_memory_equal(scan.value, rows[i].value, scan.value_size);
        }
    }
}

static void measures_any_depth(void **state)
{
    (void)state;
    assert_int_equal(scan_of("1", 1).depth, 0);
    assert_int_equal(scan_of("[[],[[]],[]]", 12).depth, 3);
    static const size_t depths[] = {1, 7, 8, 9, 63, 64, 65, 1000, 1000000};
    for (size_t i = 0; i < LENGTH(depths); i++) {
        size_t depth = depths[i];
        char *text = malloc(2 * depth);
        assert_non_null(text);
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        struct ps_json_scan scan = scan_of(text, 2 * depth);
        assert_true(scan.well_formed);
        assert_int_equal(scan.depth, depth);
        text[depth] = '}';
        assert_false(scan_of(text, 2 * depth).well_formed);
        free(text);
    }
}

static void remembers_objects_and_arrays_at_every_level(void **state)
{
    (void)state;
    enum { DEPTH = 100 };
    char text[DEPTH * 6 + 1] = "", closing[DEPTH + 1] = "";
    for (size_t i = 0; i < DEPTH; i++) {
        bool object = i % 3 != 1;
        strcat(text, object ? "{\"a\":" : "[");
        closing[DEPTH - 1 - i] = object ? '}' : ']';
    }
    strcat(text, "1");
    size_t opened = strlen(text);
    strcat(text, closing);
    assert_true(scan_of(text, strlen(text)).well_formed);
    for (size_t i = opened; i < opened + DEPTH; i++) {
        char right = text[i];
        text[i] = right == '}' ? ']' : '}';
        assert_false(scan_of(text, strlen(text)).well_formed);
        text[i] = right;
    }
}

static void decodes_strings(void **state)
{
    (void)state;
    static const struct {
        const char *token, *text; /* NULL: can't be carried */
    } rows[] = {
        {"\"\"", ""},
        {"\"abc\"", "abc"},
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
        {"\"\\u0041\\u00e9\\u20AC\"", "A\xC3\xA9\xE2\x82\xAC"},
        {"\"\\ud83d\\uDE00\"", "\xF0\x9F\x98\x80"},
        {"\"\\uffff\"", "\xEF\xBF\xBF"},
        {"\"\xF0\x9F\x98\x80\"", "\xF0\x9F\x98\x80"},
        {"\"\\u0000\"", NULL},
        {"\"a\\u0000\"", NULL},
        {"\"\\ud83d\"", NULL},
        {"\"\\ud83dx\"", NULL},
        {"\"\\ud83d\\n\"", NULL},
        {"\"\\ud83d\\u0041\"", NULL},
        {"\"\\ude00\"", NULL},
        {"\"\\ude00\\ud83d\"", NULL},
        {"\"\\ud83d\\ud83d\\ude00\"", NULL},
        {"12", NULL},
        {"null", NULL},
        {"{}", NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char out[32];
        bool decoded = ps_json_scan_string(rows[i].token, strlen(rows[i].token), out, sizeof out);
        assert_int_equal(decoded, rows[i].text != NULL);
        if (decoded)
            assert_string_equal(out, rows[i].text);
    }
}

static void decodes_only_what_fits(void **state)
{
    (void)state;
    char out[5];
    assert_true(ps_json_scan_string("\"abcd\"", 6, out, 5));
    assert_string_equal(out, "abcd");
    assert_false(ps_json_scan_string("\"abcde\"", 7, out, 5));
    assert_true(ps_json_scan_string("\"\\ud83d\\ude00\"", 14, out, 5));
    assert_false(ps_json_scan_string("\"a\\ud83d\\ude00\"", 15, out, 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_what_the_rfc_accepts),
        cmocka_unit_test(refuses_the_rest),
        cmocka_unit_test(refuses_what_is_cut),
        cmocka_unit_test(says_where),
        cmocka_unit_test(finds_the_last_key_at_the_top),
        cmocka_unit_test(measures_any_depth),
        cmocka_unit_test(remembers_objects_and_arrays_at_every_level),
        cmocka_unit_test(decodes_strings),
        cmocka_unit_test(decodes_only_what_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
