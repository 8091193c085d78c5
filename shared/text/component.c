/* Reading the components of a tokenizer.json. */
#include "shared/text/component.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"

enum { SEQUENCE_DEPTH_MAX = 8, SEQUENCE_LENGTH_MAX = 256 };

static const char *json_kind(const json_t *json)
{
    if (!json)
        return "missing";
    static const char *const names[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_STRING] = "a string",
        [JSON_INTEGER] = "a number", [JSON_REAL] = "a number",  [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",      [JSON_NULL] = "null",
    };
    return names[json_typeof(json)];
}

enum ps_status ps_component_wrong(const struct ps_component *component, const char *key,
                                  const char *expected, struct ps_error *error)
{
    return ps_error_set(error, PS_INVALID, "%s.%s is %s: expected %s", component->where, key,
                        json_kind(json_object_get(component->json, key)), expected);
}

enum ps_status ps_component_unsupported(const struct ps_component *component, const char *type,
                                        struct ps_error *error)
{
    return ps_error_set(error, PS_UNSUPPORTED, "%s: a component of type \"%.64s\" is not supported",
                        component->where, type);
}

enum ps_status ps_component_type(const struct ps_component *component, const char **type,
                                 struct ps_error *error)
{
    if (!json_is_object(component->json))
        return ps_error_set(error, PS_INVALID, "%s is %s: expected an object", component->where,
                            json_kind(component->json));
    *type = json_string_value(json_object_get(component->json, "type"));
    return *type ? PS_OK : ps_component_wrong(component, "type", "a string", error);
}

enum ps_status ps_component_optional_string(const struct ps_component *component, const char *key,
                                            struct ps_slice *value, struct ps_error *error)
{
    const json_t *json = json_object_get(component->json, key);
    if (!json || json_is_null(json))
        return PS_OK;
    if (!json_is_string(json))
        return ps_component_wrong(component, key, "a string", error);
    *value = (struct ps_slice){json_string_value(json), json_string_length(json)};
    return PS_OK;
}

enum ps_status ps_component_string(const struct ps_component *component, const char *key,
                                   struct ps_slice *value, struct ps_error *error)
{
    if (!json_is_string(json_object_get(component->json, key)))
        return ps_component_wrong(component, key, "a string", error);
    return ps_component_optional_string(component, key, value, error);
}

enum ps_status ps_component_character(const struct ps_component *component, const char *key,
                                      struct ps_slice *value, struct ps_error *error)
{
    PS_TRY(ps_component_string(component, key, value, error));
    uint32_t code_point;
    size_t length = ps_utf8_decode(value->data, value->size, &code_point);
    if (length == 0 || length != value->size)
        return ps_error_set(error, PS_INVALID, "%s.%s has %zu bytes: expected one character",
                            component->where, key, value->size);
    return PS_OK;
}

enum ps_status ps_component_size(const struct ps_component *component, const char *key, size_t max,
                                 size_t *value, struct ps_error *error)
{
    const json_t *json = json_object_get(component->json, key);
    if (!json_is_integer(json) || json_integer_value(json) < 0)
        return ps_component_wrong(component, key, "a whole number, 0 or more", error);
    if ((uint64_t)json_integer_value(json) > max)
        return ps_error_set(error, PS_TOO_LARGE, "%s.%s is %lld: expected at most %zu",
                            component->where, key, (long long)json_integer_value(json), max);
    *value = (size_t)json_integer_value(json);
    return PS_OK;
}

enum ps_status ps_component_bool(const struct ps_component *component, const char *key, bool *value,
                                 struct ps_error *error)
{
    const json_t *json = json_object_get(component->json, key);
    if (!json || json_is_null(json))
        return PS_OK;
    if (!json_is_boolean(json))
        return ps_component_wrong(component, key, "true or false", error);
    *value = json_is_true(json);
    return PS_OK;
}

static void put_where(struct ps_component *component, const char *text)
{
    ps_utf8_copy(component->where, sizeof component->where, text, strlen(text));
}

struct ps_component ps_component_at(const struct ps_component *component, const char *key,
                                    const json_t *json)
{
    char where[sizeof component->where * 2];
    (void)snprintf(where, sizeof where, "%s.%s", component->where, key);
    struct ps_component inner = {.json = json};
    put_where(&inner, where);
    return inner;
}

struct ps_component ps_component_item(const struct ps_component *component, const char *key,
                                      size_t index)
{
    char where[sizeof component->where * 2];
    (void)snprintf(where, sizeof where, "%s.%s[%zu]", component->where, key, index);
    struct ps_component item = {
        .json = json_array_get(json_object_get(component->json, key), index),
    };
    put_where(&item, where);
    return item;
}

static enum ps_status flatten(const struct ps_component *component, const char *key, int depth,
                              ps_component_visit *visit, void *context, struct ps_error *error)
{
    const char *type = NULL;
    PS_TRY(ps_component_type(component, &type, error));
    if (strcmp(type, "Sequence") != 0)
        return visit(context, component, type, error);
    const json_t *list = json_object_get(component->json, key);
    if (!json_is_array(list))
        return ps_component_wrong(component, key, "an array", error);
    if (depth >= SEQUENCE_DEPTH_MAX || json_array_size(list) > SEQUENCE_LENGTH_MAX)
        return ps_error_set(error, PS_TOO_LARGE, "%s: at most %d levels of %d components are read",
                            component->where, SEQUENCE_DEPTH_MAX, SEQUENCE_LENGTH_MAX);
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct ps_component item = ps_component_item(component, key, i);
        PS_TRY(flatten(&item, key, depth + 1, visit, context, error));
    }
    return PS_OK;
}

enum ps_status ps_component_flatten(const struct ps_component *component, const char *key,
                                    ps_component_visit *visit, void *context,
                                    struct ps_error *error)
{
    return flatten(component, key, 0, visit, context, error);
}

struct ps_slice ps_slice_copy(struct ps_slice span)
{
    char *copy = malloc(span.size + 1);
    if (!copy)
        return (struct ps_slice){0};
    if (span.size > 0)
        memcpy(copy, span.data, span.size);
    copy[span.size] = '\0';
    return (struct ps_slice){copy, span.size};
}

struct ps_slice *ps_slice_create(struct ps_slice slice)
{
    struct ps_slice *created = malloc(sizeof *created);
    if (!created)
        return NULL;
    *created = ps_slice_copy(slice);
    if (created->data)
        return created;
    free(created);
    return NULL;
}

void ps_slice_destroy(void *slice)
{
    struct ps_slice *owned = slice;
    if (owned)
        ps_freep(&owned->data);
    free(owned);
}
