/* Following paths. */
#include "shared/template/getter.h"

#include <string.h>

#include "shared/template/attribute.h"
#include "shared/template/string_methods.h"

/* A part of a path that consists of digits is an integer. */
static enum ps_status part_key(struct ps_rendering *render, const char *data, size_t size,
                               struct ps_value *key)
{
    int64_t integer = 0;
    for (size_t i = 0; i < size; i++) {
        if (data[i] < '0' || data[i] > '9' || integer > INT64_MAX / 10 - 1)
            return ps_rendering_string(render, data, size, key);
        integer = integer * 10 + (data[i] - '0');
    }
    if (size == 0)
        return ps_rendering_string(render, data, size, key);
    *key = ps_value_int(integer);
    return PS_OK;
}

static enum ps_status step(struct ps_rendering *render, const struct ps_getter *getter,
                           struct ps_value key, struct ps_value *value)
{
    PS_TRY(ps_item(render, *value, key, value));
    if (ps_value_is(*value, PS_VALUE_UNDEFINED) && ps_argument_given(getter->fallback))
        *value = getter->fallback;
    return PS_OK;
}

static enum ps_status follow(struct ps_rendering *render, const struct ps_getter *getter,
                             const char *path, size_t size, struct ps_value *value)
{
    const char *end = path + size;
    while (true) {
        struct ps_value key;
        const char *dot = memchr(path, '.', (size_t)(end - path));
        PS_TRY(part_key(render, path, (size_t)((dot ? dot : end) - path), &key));
        PS_TRY(step(render, getter, key, value));
        if (!dot)
            return PS_OK;
        path = dot + 1;
    }
}

static enum ps_status ignore_case(struct ps_rendering *render, const struct ps_getter *getter,
                                  struct ps_value *value)
{
    if (!getter->ignores_case || value->kind != PS_VALUE_STRING)
        return PS_OK;
    return ps_string_lower(render, value->string, value);
}

enum ps_status ps_getter_get(struct ps_rendering *render, const struct ps_getter *getter,
                             struct ps_value item, struct ps_value *value)
{
    *value = item;
    if (getter->path.kind == PS_VALUE_STRING)
        PS_TRY(follow(render, getter, getter->path.string->data, getter->path.string->size, value));
    else if (ps_argument_given(getter->path))
        PS_TRY(step(render, getter, getter->path, value));
    return ignore_case(render, getter, value);
}

enum ps_status ps_getter_get_all(struct ps_rendering *render, const struct ps_getter *getter,
                                 struct ps_value item, struct ps_value *values)
{
    struct ps_value value;
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, 1, values));
    if (getter->path.kind != PS_VALUE_STRING) {
        PS_TRY(ps_getter_get(render, getter, item, &value));
        return ps_rendering_append(render, values->list, value);
    }
    const char *path = getter->path.string->data, *end = path + getter->path.string->size;
    while (true) {
        const char *comma = memchr(path, ',', (size_t)(end - path));
        value = item;
        PS_TRY(follow(render, getter, path, (size_t)((comma ? comma : end) - path), &value));
        PS_TRY(ignore_case(render, getter, &value));
        PS_TRY(ps_rendering_append(render, values->list, value));
        if (!comma)
            return PS_OK;
        path = comma + 1;
    }
}
