/* Reading fields: types, ranges, and what the messages say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/task/fields.h"

static json_t *parse(const char *text)
{
    json_t *body = json_loads(text, 0, NULL);
    assert_non_null(body);
    return body;
}

static void numbers(void **state)
{
    (void)state;
    struct ps_number_range range = {.min = 0, .max = 2};
    json_t *body = parse("{\"a\": 1.5, \"b\": 2, \"c\": \"hot\", \"d\": 2.1, \"e\": true, "
                         "\"f\": null}");
    double value = 7;
    struct ps_error error = {0};
    assert_int_equal(ps_field_number(body, "f", range, &value, &error), PS_OK);
    assert_int_equal(ps_field_number(body, "missing", range, &value, &error), PS_OK);
    assert_true(value == 7);
    assert_int_equal(ps_field_number(body, "a", range, &value, &error), PS_OK);
    assert_true(value == 1.5);
    assert_int_equal(ps_field_number(body, "b", range, &value, &error), PS_OK);
    assert_true(value == 2);

    assert_int_equal(ps_field_number(body, "c", range, &value, &error), PS_INVALID);
    assert_string_equal(error.param, "c");
    assert_string_equal(error.message, "c: found \"hot\", expected a number from 0 to 2");
    error = (struct ps_error){0};
    assert_int_equal(ps_field_number(body, "d", range, &value, &error), PS_INVALID);
    assert_string_equal(error.message, "d: found 2.1, expected a number from 0 to 2");
    error = (struct ps_error){0};
    assert_int_equal(ps_field_number(body, "e", range, &value, &error), PS_INVALID);
    assert_string_equal(error.message, "e: found true, expected a number from 0 to 2");
    error = (struct ps_error){0};
    range.above_min = true;
    json_t *zero = parse("{\"p\": 0}");
    assert_int_equal(ps_field_number(zero, "p", range, &value, &error), PS_INVALID);
    assert_string_equal(error.message, "p: found 0, expected a number above 0 and at most 2");
    json_decref(zero);
    json_decref(body);
}

static void integers(void **state)
{
    (void)state;
    json_t *body = parse("{\"a\": 3, \"b\": 1.0, \"c\": -1, \"d\": true, \"e\": [1, 2]}");
    struct ps_integer_range range = {0, 5};
    struct ps_integer_range open = {0, INT64_MAX};
    struct ps_error error = {0};
    int64_t value = 0;
    assert_int_equal(ps_field_integer(body, "a", range, &value, &error), PS_OK);
    assert_int_equal(value, 3);
    assert_int_equal(ps_field_integer(body, "b", range, &value, &error), PS_INVALID);
    assert_string_equal(error.message,
                        "b: found 1 (a real number), expected an integer from 0 to 5");
    error = (struct ps_error){0};
    assert_int_equal(ps_field_integer(body, "c", open, &value, &error), PS_INVALID);
    assert_string_equal(error.message, "c: found -1, expected an integer of at least 0");
    error = (struct ps_error){0};
    assert_int_equal(ps_field_integer(body, "d", range, &value, &error), PS_INVALID);
    error = (struct ps_error){0};
    assert_int_equal(ps_field_integer(body, "e", range, &value, &error), PS_INVALID);
    assert_string_equal(error.message, "e: found a list of 2, expected an integer from 0 to 5");
    assert_int_equal(value, 3);
    json_decref(body);
}

static void booleans_and_choices(void **state)
{
    (void)state;
    static const char *const words[] = {"float", "base64"};
    json_t *body = parse("{\"a\": true, \"b\": 1, \"c\": \"base64\", \"d\": \"hex\", \"e\": {}}");
    struct ps_error error = {0};
    bool flag = false;
    size_t word = 0;
    assert_int_equal(ps_field_boolean(body, "a", &flag, &error), PS_OK);
    assert_true(flag);
    assert_int_equal(ps_field_boolean(body, "b", &flag, &error), PS_INVALID);
    assert_string_equal(error.message, "b: found 1, expected true or false");
    error = (struct ps_error){0};
    assert_int_equal(ps_field_choice(body, "c", words, 2, &word, &error), PS_OK);
    assert_int_equal(word, 1);
    assert_int_equal(ps_field_choice(body, "d", words, 2, &word, &error), PS_INVALID);
    assert_string_equal(error.message, "d: found \"hex\", expected \"float\" or \"base64\"");
    error = (struct ps_error){0};
    assert_int_equal(ps_field_choice(body, "e", words, 2, &word, &error), PS_INVALID);
    assert_string_equal(error.message, "e: found an object, expected \"float\" or \"base64\"");
    json_decref(body);
}

static const struct ps_field table[] = {
    {.name = "temperature", .rule = PS_FIELD_READ},
    {.name = "user", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},
    {.name = "n", .rule = PS_FIELD_REFUSED, .neutral = "1"},
    {.name = "suffix", .rule = PS_FIELD_REFUSED},
    {.name = "bias", .rule = PS_FIELD_REFUSED, .neutral = "{}"},
};

static void check(const char *text, enum ps_status status, const char *param, const char *message)
{
    json_t *body = parse(text);
    struct ps_error error = {0};
    assert_int_equal(ps_fields_check(table, 5, body, &error), status);
    assert_string_equal(error.param, param);
    assert_string_equal(error.message, message);
    json_decref(body);
}

static void tables(void **state)
{
    (void)state;
    check("{}", PS_OK, "", "");
    check("{\"user\": \"u\", \"n\": 1, \"suffix\": null, \"bias\": {}}", PS_OK, "", "");
    check("{\"n\": 1.0, \"user\": null}", PS_OK, "", "");
    check("{\"temprature\": 1}", PS_INVALID, "temprature",
          "temprature: unknown field; did you mean \"temperature\"?");
    check("{\"zzzz\": 1}", PS_INVALID, "zzzz", "zzzz: unknown field");
    check("{\"user\": 7}", PS_INVALID, "user", "user: found 7, expected a string");
    check("{\"n\": 2}", PS_UNSUPPORTED, "n",
          "n: found 2, but this field is not supported yet; expected 1 or null");
    check("{\"suffix\": \"x\"}", PS_UNSUPPORTED, "suffix",
          "suffix: found \"x\", but this field is not supported yet; expected null");
    check("{\"bias\": {\"1\": 2}}", PS_UNSUPPORTED, "bias",
          "bias: found an object, but this field is not supported yet; expected {} or null");
}

static void long_names_and_values(void **state)
{
    (void)state;
    char text[4096] = "{\"";
    memset(text + 2, 'x', 2000);
    strcpy(text + 2002, "\": 1}");
    json_t *body = parse(text);
    struct ps_error error = {0};
    assert_int_equal(ps_fields_check(table, 5, body, &error), PS_INVALID);
    assert_true(strlen(error.message) < 200);
    json_decref(body);

    char shown[92];
    json_t *value = json_stringn(text, 2000);
    ps_field_describe(value, shown, sizeof shown);
    assert_true(strlen(shown) < 80);
    assert_string_equal(shown + strlen(shown) - 4, "...\"");
    json_decref(value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(integers),
        cmocka_unit_test(booleans_and_choices),
        cmocka_unit_test(tables),
        cmocka_unit_test(long_names_and_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
