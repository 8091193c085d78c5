/* Reading JSON: the same values as Jansson reads, and refusals where it refuses. */
#include "tests/unit/wire/wire_test.h"

#include "shared/base/defer.h"
#include "shared/base/json_read.h"
#include "shared/base/json_scan.h"

static const char *const accepted[] = {
    "{}",
    "{ }",
    "{\"\":\"\"}",
    " \t\r\n{ \"a\" : [ ] , \"b\" : [ 1 , 2 ] , \"c\" : { } }",
    "{\"a\":[true,false,null,0,-0,0.0,-0.0,\"x\"]}",
    "{\"a\":[9223372036854775807,-9223372036854775808,1e308,1E-400,2.5e+3,0.1]}",
    "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\\u00e9\\u20ac\\ud83d\\ude00\"}",
    "{\"\xC3\xA9\":\"\xF0\x9F\x98\x80\x7F\",\"k\\u0065y\":{\"key\":[[[[{}]]]]}}",
    "{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":2}]}",
    "{\"long\":0.123456789012345678901234567890123456789012345678901234567890}",
};

static const char *const refused[] = {
    "{\"a\":1,\"a\":1}",
    "{\"x\":[{\"a\":1,\"\\u0061\":1}]}",
    "{\"a\":9223372036854775808}",
    "{\"a\":-9223372036854775809}",
    "{\"a\":1e309}",
    "{\"a\":-1e309}",
    "{\"a\":\"\\ud800\"}",
    "{\"a\":\"\\ud800\\n\"}",
    "{\"a\":\"\\udc00\\ud800\"}",
    "{\"\\ud800\":1}",
    "{\"\\u0000\":1}",
};

/* Reads a copy that ends with its last byte: no NUL stands behind a record's value. */
static enum ps_status read_copy(const char *text, bool allow_nul, json_t **root)
{
    size_t size = strlen(text);
    char *copy = malloc(size);
    assert_non_null(copy);
    memcpy(copy, text, size);
    struct ps_json_scan scan;
    assert_int_equal(ps_json_scan(copy, size, "", &scan), PS_OK);
    assert_true(scan.well_formed && scan.is_object);
    struct ps_error error = {0};
    enum ps_status status = ps_json_read(copy, allow_nul, root, &error);
    assert_int_equal(error.status, status);
    assert_int_equal(status != PS_OK, error.message[0] != '\0');
    free(copy);
    return status;
}

static void reads_what_jansson_reads(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(accepted); i++) {
        json_t *root = NULL;
        assert_int_equal(read_copy(accepted[i], false, &root), PS_OK);
        json_t *other = json_loads(accepted[i], JSON_REJECT_DUPLICATES, NULL);
        assert_non_null(other);
        char *text = json_dumps(root, JSON_COMPACT);
        char *other_text = json_dumps(other, JSON_COMPACT);
        assert_string_equal(text, other_text); /* and in the same order */
        free(text);
        free(other_text);
        json_decref(root);
        json_decref(other);
    }
}

static void refuses_what_jansson_refuses(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(refused); i++) {
        json_t *root = NULL;
        assert_int_equal(read_copy(refused[i], true, &root), PS_INVALID);
        assert_null(root);
        assert_null(json_loads(refused[i], JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL));
    }
}

static void nul_is_allowed_on_demand(void **state)
{
    (void)state;
    json_t *root = NULL;
    assert_int_equal(read_copy("{\"a\":\"x\\u0000y\"}", false, &root), PS_INVALID);
    assert_int_equal(read_copy("{\"a\":\"x\\u0000y\"}", true, &root), PS_OK);
    json_t *value = json_object_get(root, "a");
    assert_int_equal(json_string_length(value), 3);
    assert_memory_equal(json_string_value(value), "x\0y", 4);
    json_decref(root);
}

static void says_where(void **state)
{
    (void)state;
    static const char text[] = "{\"url\":1,\"body\":{\"n\":[1,{\"m\":1e999}]}}";
    struct ps_error error = {0};
    json_t *root = NULL;
    assert_int_equal(ps_json_read(text, false, &root, &error), PS_INVALID);
    assert_string_equal(error.param, "n");
    assert_string_equal(error.message, "n: found a number out of range at byte 29, expected one "
                                       "that a double can hold");
}

static void a_file_is_scanned_and_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *message; /* NULL: it is read */
    } rows[] = {
        {"{\"a\": [1]}\n", NULL},
        {"[]", NULL},
        {"{\n  \"a\": tru\n}", "line 2, column 8"},
        {"1", "nested 0 deep"},
        {"[[[1]]]", "nested 3 deep"},
        {"\xef\xbb\xbf{}", "byte order mark"},
        {"{\"a\": 1, \"a\": 2}", "this key again"},
        {"", "not JSON"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        PS_DEFER(json_decrefp) json_t *root = NULL;
        struct ps_error error = {0};
        enum ps_status status = ps_json_parse(rows[i].text, strlen(rows[i].text), 2, &root, &error);
        assert_int_equal(status, rows[i].message ? PS_INVALID : PS_OK);
        assert_int_equal(root != NULL, rows[i].message == NULL);
        if (rows[i].message && !strstr(error.message, rows[i].message))
            fail_msg("\"%s\" does not say \"%s\"", error.message, rows[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_jansson_reads),
        cmocka_unit_test(refuses_what_jansson_refuses),
        cmocka_unit_test(nul_is_allowed_on_demand),
        cmocka_unit_test(says_where),
        cmocka_unit_test(a_file_is_scanned_and_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
