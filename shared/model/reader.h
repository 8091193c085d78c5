/* Reading JSON settings: each function takes a key that may be absent or null (then the fallback
 * counts) and refuses a value of the wrong kind, naming the key. Private to this floor. */
#ifndef PENSTOCK_SHARED_MODEL_READER_H
#define PENSTOCK_SHARED_MODEL_READER_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "shared/base/hash.h"
#include "shared/base/status.h"

#define PS_READ_SIZE_MAX ((size_t)1 << 40)

/* The object in folder/name; *json stays NULL where there is no such file. Adds the name and the
 * bytes to hasher (may be NULL). Errors name the path. */
enum ps_status ps_read_object(const char *folder, const char *name, struct ps_hasher *hasher,
                              json_t **json, struct ps_error *error) PS_MUST_USE;

/* The same for a file that may hold any JSON value, read with Jansson's decoding flags. */
enum ps_status ps_read_json(const char *folder, const char *name, size_t flags,
                            struct ps_hasher *hasher, json_t **json,
                            struct ps_error *error) PS_MUST_USE;

/* NULL where the key is absent or null. */
const json_t *ps_read_value(const json_t *object, const char *key);

/* An integer in 0 to PS_READ_SIZE_MAX. */
enum ps_status ps_read_size(const json_t *object, const char *key, size_t fallback, size_t *out,
                            struct ps_error *error) PS_MUST_USE;
enum ps_status ps_read_required_size(const json_t *object, const char *key, size_t *out,
                                     struct ps_error *error) PS_MUST_USE;
enum ps_status ps_read_number(const json_t *object, const char *key, double fallback, double *out,
                              struct ps_error *error) PS_MUST_USE;
enum ps_status ps_read_bool(const json_t *object, const char *key, bool fallback, bool *out,
                            struct ps_error *error) PS_MUST_USE;

/* *out is borrowed from the object. */
enum ps_status ps_read_string(const json_t *object, const char *key, const char *fallback,
                              const char **out, struct ps_error *error) PS_MUST_USE;

#endif
