/* The canonical form: equal requests give equal text, different ones don't. */
#include "tests/unit/wire/wire_test.h"

#include "shared/wire/canonical.h"

static char *canonical(const char *text, bool without_seed)
{
    json_error_t failure;
    json_t *body = json_loads(text, JSON_REJECT_DUPLICATES, &failure);
    if (!body)
        fail_msg("%s: %s", text, failure.text);
    char *before = json_dumps(body, 0);
    struct ps_buffer out = {0};
    assert_int_equal(ps_canonical_body(body, without_seed, &out), PS_OK);
    char *after = json_dumps(body, 0);
    assert_string_equal(before, after); /* the body is the caller's */
    free(before);
    free(after);
    json_decref(body);
    return ps_buffer_take(&out);
}

static void gives_one_text_to_equal_bodies(void **state)
{
    (void)state;
    static const struct {
        const char *body, *text;
        bool without_seed;
    } rows[] = {
        {"{}", "{}", false},
        {"{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}", false},
        {"{ \"b\" : [ 1 , {\"z\":0,\"y\":0} ] }", "{\"b\":[1,{\"y\":0,\"z\":0}]}", false},
        {"{\"model\":\"m\",\"user\":\"u\",\"metadata\":{},\"stream\":true,\"stream_options\":{},"
         "\"a\":1}",
         "{\"a\":1}", false},
        {"{\"a\":{\"model\":1,\"user\":2,\"metadata\":3,\"stream\":4,\"seed\":5}}",
         "{\"a\":{\"metadata\":3,\"model\":1,\"seed\":5,\"stream\":4,\"user\":2}}", true},
        {"{\"seed\":7,\"a\":1}", "{\"a\":1,\"seed\":7}", false},
        {"{\"seed\":7,\"a\":1}", "{\"a\":1}", true},
        {"{\"a\":\"\\u00e9\\/\"}", "{\"a\":\"\xC3\xA9/\"}", false},
        {"{\"a\":\"\xC3\xA9/\"}", "{\"a\":\"\xC3\xA9/\"}", false},
        {"{\"a\":[5e-1,0.50,0.5]}", "{\"a\":[0.5,0.5,0.5]}", false},
        {"{\"a\":[true,false,null,\"\",-3]}", "{\"a\":[true,false,null,\"\",-3]}", false},
        {"{\"a\":[9223372036854775807,-9223372036854775808]}",
         "{\"a\":[9223372036854775807,-9223372036854775808]}", false},
        {"{\"B\":1,\"a\":2,\"C\":3,\"aa\":4,\"\xC3\xA9\":5,\"\":6}",
         "{\"\":6,\"B\":1,\"C\":3,\"a\":2,\"aa\":4,\"\xC3\xA9\":5}", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *text = canonical(rows[i].body, rows[i].without_seed);
        assert_string_equal(text, rows[i].text);
        free(text);
    }
}

static void keeps_different_numbers_apart(void **state)
{
    (void)state;
    static const char *const numbers[] = {
        "0",
        "0.0",
        "-0.0",
        "1",
        "1.0",
        "0.1",
        "0.10000000000000002",
        "0.3",
        "0.30000000000000004",
        "5e-324",
        "1e-323",
        "1.7976931348623157e308",
        "1.7976931348623155e308",
        "-2.2250738585072014e-308",
        "123456789.12345678",
        "123456789.12345676",
    };
    char *texts[LENGTH(numbers)];
    for (size_t i = 0; i < LENGTH(numbers); i++) {
        char body[64];
        (void)snprintf(body, sizeof body, "{\"a\":%s}", numbers[i]);
        texts[i] = canonical(body, false);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(texts[i], texts[j]);
    }
    for (size_t i = 0; i < LENGTH(numbers); i++)
        free(texts[i]);
}

static void is_a_fixed_point(void **state)
{
    (void)state;
    char *once = canonical(
        "{\"z\":[-2.2250738585072014e-308,1e22,0.1],\"a\":{\"c\":1,\"b\":\"\\n\"}}", false);
    char *twice = canonical(once, false);
    assert_string_equal(once, twice);
    free(once);
    free(twice);
}

static void appends(void **state)
{
    (void)state;
    struct ps_buffer out = {0};
    json_t *body = json_object();
    assert_int_equal(ps_buffer_append_string(&out, "x"), PS_OK);
    assert_int_equal(ps_canonical_body(body, false, &out), PS_OK);
    assert_string_equal(out.data, "x{}");
    ps_buffer_close(&out);
    json_decref(body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_one_text_to_equal_bodies),
        cmocka_unit_test(keeps_different_numbers_apart),
        cmocka_unit_test(is_a_fixed_point),
        cmocka_unit_test(appends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
