/* JSON's values are Python's, as json.loads makes them. */
#include "shared/template/convert.h"

#include "shared/template/dict.h"

static enum ps_status convert_array(struct ps_rendering *render, const json_t *json,
                                    struct ps_value *value)
{
    size_t count = json_array_size(json);
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, count, value));
    for (size_t i = 0; i < count; i++) {
        struct ps_value item;
        PS_TRY(ps_value_from_json(render, json_array_get(json, i), &item));
        PS_TRY(ps_rendering_append(render, value->list, item));
    }
    return PS_OK;
}

/* Jansson's iteration wants an object that is not const, but leaves it alone. */
static json_t *mutable_json(const json_t *json)
{
    union {
        const json_t *before;
        json_t *after;
    } cast = {.before = json};
    return cast.after;
}

static enum ps_status convert_object(struct ps_rendering *render, const json_t *json,
                                     struct ps_value *value)
{
    json_t *object = mutable_json(json);
    PS_TRY(ps_dict_create(render, json_object_size(json), value));
    for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
        struct ps_value key, item;
        PS_TRY(ps_rendering_string(render, json_object_iter_key(at), json_object_iter_key_len(at),
                                   &key));
        PS_TRY(ps_value_from_json(render, json_object_iter_value(at), &item));
        PS_TRY(ps_dict_set(render, value->dict, key, item));
    }
    return PS_OK;
}

enum ps_status ps_value_from_json(struct ps_rendering *render, const json_t *json,
                                  struct ps_value *value)
{
    PS_TRY(ps_rendering_step(render, 1));
    PS_TRY(ps_rendering_enter(render));
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        PS_TRY(convert_object(render, json, value));
        break;
    case JSON_ARRAY:
        PS_TRY(convert_array(render, json, value));
        break;
    case JSON_STRING:
        PS_TRY(
            ps_rendering_string(render, json_string_value(json), json_string_length(json), value));
        break;
    case JSON_INTEGER:
        *value = ps_value_int(json_integer_value(json));
        break;
    case JSON_REAL:
        *value = ps_value_float(json_real_value(json));
        break;
    case JSON_NULL:
        *value = ps_value_none();
        break;
    default:
        *value = ps_value_bool(json_is_true(json));
        break;
    }
    ps_rendering_leave(render);
    return PS_OK;
}
