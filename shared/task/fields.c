/* Typed getters, and the check of a body against its table. */
#include "shared/task/fields.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/suggest.h"
#include "shared/base/utf8.h"

enum {
    SHOWN_BYTES_MAX = 60, /* of a value in a message */
    EXPECTED_SIZE = 160,  /* of the text of an expectation */
    FIELDS_MAX = 128,     /* of a table */
};

/* --- messages --- */

static void describe_string(const json_t *value, char *out, size_t capacity)
{
    size_t length = json_string_length(value);
    char shown[SHOWN_BYTES_MAX + 1];
    ps_utf8_copy(shown, sizeof shown, json_string_value(value), length);
    (void)snprintf(out, capacity, "\"%s%s\"", shown, length > SHOWN_BYTES_MAX ? "..." : "");
}

void ps_field_describe(const json_t *value, char *out, size_t capacity)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        (void)snprintf(out, capacity, "an object");
        break;
    case JSON_ARRAY:
        (void)snprintf(out, capacity, "a list of %zu", json_array_size(value));
        break;
    case JSON_STRING:
        describe_string(value, out, capacity);
        break;
    case JSON_INTEGER:
        (void)snprintf(out, capacity, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        break;
    case JSON_REAL:
        (void)snprintf(out, capacity, "%.9g%s", json_real_value(value),
                       json_real_value(value) == rint(json_real_value(value)) ? " (a real number)"
                                                                              : "");
        break;
    case JSON_TRUE:
        (void)snprintf(out, capacity, "true");
        break;
    case JSON_FALSE:
        (void)snprintf(out, capacity, "false");
        break;
    case JSON_NULL:
    default:
        (void)snprintf(out, capacity, "null");
        break;
    }
}

enum ps_status ps_field_wrong(const char *param, const json_t *found, const char *expected,
                              struct ps_error *error)
{
    if (!found)
        return ps_error_set_param(error, PS_INVALID, param, "%s: missing, expected %s", param,
                                  expected);
    char shown[SHOWN_BYTES_MAX + 32];
    ps_field_describe(found, shown, sizeof shown);
    return ps_error_set_param(error, PS_INVALID, param, "%s: found %s, expected %s", param, shown,
                              expected);
}

void ps_field_within(const char *outer, struct ps_error *error)
{
    if (!error || !error->param[0])
        return;
    struct ps_error inner = *error;
    *error = (struct ps_error){0};
    (void)ps_error_set(error, inner.status, "%s.%s", outer, inner.message);
    (void)snprintf(error->param, sizeof error->param, "%s.%.100s", outer, inner.param);
    ps_error_set_code(error, inner.code);
}

/* --- getters --- */

const json_t *ps_field_get(const json_t *body, const char *name)
{
    const json_t *value = json_object_get(body, name);
    return json_is_null(value) ? NULL : value;
}

enum ps_status ps_field_number(const json_t *body, const char *name, struct ps_number_range range,
                               double *value, struct ps_error *error)
{
    const json_t *found = ps_field_get(body, name);
    if (!found)
        return PS_OK;
    double number = json_number_value(found);
    bool too_small = range.above_min ? number <= range.min : number < range.min;
    if (!json_is_number(found) || !isfinite(number) || too_small || number > range.max) {
        char expected[EXPECTED_SIZE];
        if (range.above_min)
            (void)snprintf(expected, sizeof expected, "a number above %g and at most %g", range.min,
                           range.max);
        else
            (void)snprintf(expected, sizeof expected, "a number from %g to %g", range.min,
                           range.max);
        return ps_field_wrong(name, found, expected, error);
    }
    *value = number;
    return PS_OK;
}

enum ps_status ps_field_integer(const json_t *body, const char *name, struct ps_integer_range range,
                                int64_t *value, struct ps_error *error)
{
    const json_t *found = ps_field_get(body, name);
    if (!found)
        return PS_OK;
    int64_t number = json_integer_value(found);
    if (!json_is_integer(found) || number < range.min || number > range.max) {
        char expected[EXPECTED_SIZE];
        if (range.min == INT64_MIN && range.max == INT64_MAX)
            (void)snprintf(expected, sizeof expected, "an integer");
        else if (range.max == INT64_MAX)
            (void)snprintf(expected, sizeof expected, "an integer of at least %lld",
                           (long long)range.min);
        else
            (void)snprintf(expected, sizeof expected, "an integer from %lld to %lld",
                           (long long)range.min, (long long)range.max);
        return ps_field_wrong(name, found, expected, error);
    }
    *value = number;
    return PS_OK;
}

enum ps_status ps_field_boolean(const json_t *body, const char *name, bool *value,
                                struct ps_error *error)
{
    const json_t *found = ps_field_get(body, name);
    if (!found)
        return PS_OK;
    if (!json_is_boolean(found))
        return ps_field_wrong(name, found, "true or false", error);
    *value = json_is_true(found);
    return PS_OK;
}

enum ps_status ps_field_choice(const json_t *body, const char *name, const char *const *words,
                               size_t num_words, size_t *value, struct ps_error *error)
{
    const json_t *found = ps_field_get(body, name);
    if (!found)
        return PS_OK;
    for (size_t i = 0; json_is_string(found) && i < num_words; i++) {
        if (strcmp(json_string_value(found), words[i]) == 0) {
            *value = i;
            return PS_OK;
        }
    }
    char expected[EXPECTED_SIZE] = "";
    size_t used = 0;
    for (size_t i = 0; i < num_words && used < sizeof expected; i++)
        used += (size_t)snprintf(expected + used, sizeof expected - used, "%s\"%s\"",
                                 i == 0 ? "" : " or ", words[i]);
    return ps_field_wrong(name, found, expected, error);
}

/* --- the table --- */

static const struct ps_field *find(const struct ps_field *table, size_t num_fields,
                                   const char *name)
{
    for (size_t i = 0; i < num_fields; i++) {
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    }
    return NULL;
}

static enum ps_status refuse_unknown(const struct ps_field *table, size_t num_fields,
                                     const char *name, struct ps_error *error)
{
    char shown[SHOWN_BYTES_MAX + 1];
    const char *names[FIELDS_MAX];
    assert(num_fields <= FIELDS_MAX);
    ps_utf8_copy(shown, sizeof shown, name, strlen(name));
    for (size_t i = 0; i < num_fields; i++)
        names[i] = table[i].name;
    const char *nearest = ps_suggest(name, names, num_fields);
    if (nearest)
        return ps_error_set_param(error, PS_INVALID, name,
                                  "%s: unknown field; did you mean \"%s\"?", shown, nearest);
    return ps_error_set_param(error, PS_INVALID, name, "%s: unknown field", shown);
}

static bool has_type(const json_t *value, enum ps_field_type type)
{
    switch (type) {
    case PS_TYPE_STRING:
        return json_is_string(value);
    case PS_TYPE_BOOLEAN:
        return json_is_boolean(value);
    case PS_TYPE_NUMBER:
        return json_is_number(value);
    case PS_TYPE_OBJECT:
        return json_is_object(value);
    case PS_TYPE_ANY:
    default:
        return true;
    }
}

static enum ps_status check_type(const struct ps_field *field, const json_t *value,
                                 struct ps_error *error)
{
    static const char *const expected[] = {
        [PS_TYPE_ANY] = "a value",           [PS_TYPE_STRING] = "a string",
        [PS_TYPE_BOOLEAN] = "true or false", [PS_TYPE_NUMBER] = "a number",
        [PS_TYPE_OBJECT] = "an object",
    };
    if (has_type(value, field->type))
        return PS_OK;
    return ps_field_wrong(field->name, value, expected[field->type], error);
}

static enum ps_status check_refused(const struct ps_field *field, const json_t *value,
                                    struct ps_error *error)
{
    if (field->neutral) {
        json_t *neutral = json_loads(field->neutral, JSON_DECODE_ANY, NULL);
        if (!neutral)
            return ps_error_no_memory(error, "a field's neutral value");
        bool same =
            json_equal(value, neutral) || (json_is_number(value) && json_is_number(neutral) &&
                                           json_number_value(value) == json_number_value(neutral));
        json_decref(neutral);
        if (same)
            return PS_OK;
    }
    char shown[SHOWN_BYTES_MAX + 32];
    ps_field_describe(value, shown, sizeof shown);
    return ps_error_set_param(error, PS_UNSUPPORTED, field->name,
                              "%s: found %s, but this field is not supported yet; expected %s%s",
                              field->name, shown, field->neutral ? field->neutral : "null",
                              field->neutral ? " or null" : "");
}

enum ps_status ps_fields_check(const struct ps_field *table, size_t num_fields, const json_t *body,
                               struct ps_error *error)
{
    const char *name;
    json_t *value;
    /* Jansson iterates over a mutable object only, and changes nothing. */
    json_object_foreach((json_t *)(uintptr_t)body, name, value)
    {
        const struct ps_field *field = find(table, num_fields, name);
        if (!field)
            return refuse_unknown(table, num_fields, name, error);
        if (json_is_null(value))
            continue;
        if (field->rule == PS_FIELD_REFUSED)
            PS_TRY(check_refused(field, value, error));
        else
            PS_TRY(check_type(field, value, error));
    }
    return PS_OK;
}
