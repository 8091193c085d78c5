/* Settings out of JSON objects. */
#include "shared/model/reader.h"

#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/file.h"

#define SETTINGS_SIZE_MAX (16u << 20)

static enum ps_status fail_kind(const json_t *value, const char *key, const char *expected,
                                struct ps_error *error)
{
    PS_DEFER(ps_freep)
    char *found = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    return ps_error_set_param(error, PS_INVALID, key, "%s must be %s, found %.80s", key, expected,
                              found ? found : "another value");
}

enum ps_status ps_read_json(const char *folder, const char *name, size_t flags,
                            struct ps_hasher *hasher, json_t **json, struct ps_error *error)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder, name);
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    if (!path)
        return ps_error_no_memory(error, "a path");
    if (!ps_file_exists(path))
        return PS_OK;
    PS_TRY(ps_file_read(path, SETTINGS_SIZE_MAX, &text, error));
    if (hasher) {
        ps_hasher_update_field(hasher, name, strlen(name));
        ps_hasher_update_field(hasher, text.data, text.size);
    }
    json_error_t json_error;
    *json = json_loadb(text.data, text.size, flags, &json_error);
    if (!*json)
        return ps_error_set(error, PS_INVALID, "%s is not valid JSON: %s, line %d", path,
                            json_error.text, json_error.line);
    return PS_OK;
}

enum ps_status ps_read_object(const char *folder, const char *name, struct ps_hasher *hasher,
                              json_t **json, struct ps_error *error)
{
    PS_TRY(ps_read_json(folder, name, 0, hasher, json, error));
    if (*json && !json_is_object(*json))
        return ps_error_set(error, PS_INVALID, "%s/%s must be a JSON object", folder, name);
    return PS_OK;
}

const json_t *ps_read_value(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_null(value) ? NULL : value;
}

enum ps_status ps_read_size(const json_t *object, const char *key, size_t fallback, size_t *out,
                            struct ps_error *error)
{
    const json_t *value = ps_read_value(object, key);
    *out = fallback;
    if (!value)
        return PS_OK;
    json_int_t number = json_integer_value(value);
    if (!json_is_integer(value) || number < 0 || (size_t)number > PS_READ_SIZE_MAX)
        return fail_kind(value, key, "an integer of at least 0", error);
    *out = (size_t)number;
    return PS_OK;
}

enum ps_status ps_read_required_size(const json_t *object, const char *key, size_t *out,
                                     struct ps_error *error)
{
    if (!ps_read_value(object, key))
        return ps_error_set_param(error, PS_INVALID, key, "%s is missing", key);
    return ps_read_size(object, key, 0, out, error);
}

enum ps_status ps_read_number(const json_t *object, const char *key, double fallback, double *out,
                              struct ps_error *error)
{
    const json_t *value = ps_read_value(object, key);
    *out = fallback;
    if (!value)
        return PS_OK;
    if (!json_is_number(value))
        return fail_kind(value, key, "a number", error);
    *out = json_number_value(value);
    return PS_OK;
}

enum ps_status ps_read_bool(const json_t *object, const char *key, bool fallback, bool *out,
                            struct ps_error *error)
{
    const json_t *value = ps_read_value(object, key);
    *out = fallback;
    if (!value)
        return PS_OK;
    if (!json_is_boolean(value))
        return fail_kind(value, key, "true or false", error);
    *out = json_is_true(value);
    return PS_OK;
}

enum ps_status ps_read_string(const json_t *object, const char *key, const char *fallback,
                              const char **out, struct ps_error *error)
{
    const json_t *value = ps_read_value(object, key);
    *out = fallback;
    if (!value)
        return PS_OK;
    if (!json_is_string(value))
        return fail_kind(value, key, "a string", error);
    *out = json_string_value(value);
    return PS_OK;
}
