/* Reading the components of a tokenizer.json: fields with errors that say where they are. */
#ifndef PENSTOCK_SHARED_TEXT_COMPONENT_H
#define PENSTOCK_SHARED_TEXT_COMPONENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "shared/base/status.h"

/* A component of the file and its place in it ("normalizer.normalizers[1]"); borrows the JSON. */
struct ps_component {
    const json_t *json;
    char where[128];
};

/* A string that is not owned and need not end in NUL. */
struct ps_slice {
    const char *data;
    size_t size;
};

/* The component's "type". PS_INVALID where it is no object or has none. */
enum ps_status ps_component_type(const struct ps_component *component, const char **type,
                                 struct ps_error *error) PS_MUST_USE;

/* PS_UNSUPPORTED, naming the component. */
enum ps_status ps_component_unsupported(const struct ps_component *component, const char *type,
                                        struct ps_error *error) PS_MUST_USE;

/* PS_INVALID, naming the field: "normalizer.prepend is missing: expected a string". */
enum ps_status ps_component_wrong(const struct ps_component *component, const char *key,
                                  const char *expected, struct ps_error *error) PS_MUST_USE;

/* A field that must be there. */
enum ps_status ps_component_string(const struct ps_component *component, const char *key,
                                   struct ps_slice *value, struct ps_error *error) PS_MUST_USE;
enum ps_status ps_component_size(const struct ps_component *component, const char *key, size_t max,
                                 size_t *value, struct ps_error *error) PS_MUST_USE;

/* A string of exactly one character. */
enum ps_status ps_component_character(const struct ps_component *component, const char *key,
                                      struct ps_slice *value, struct ps_error *error) PS_MUST_USE;

/* A string that may be absent or null: then value stays as it is. */
enum ps_status ps_component_optional_string(const struct ps_component *component, const char *key,
                                            struct ps_slice *value,
                                            struct ps_error *error) PS_MUST_USE;

/* A boolean that may be absent or null: then value stays as it is. */
enum ps_status ps_component_bool(const struct ps_component *component, const char *key, bool *value,
                                 struct ps_error *error) PS_MUST_USE;

/* The component at component.key or component.key[index]. */
struct ps_component ps_component_at(const struct ps_component *component, const char *key,
                                    const json_t *json);
struct ps_component ps_component_item(const struct ps_component *component, const char *key,
                                      size_t index);

/* Calls visit for a component that is no "Sequence", or for each one inside it, in order, at any
 * depth up to a bound: a Sequence is nothing but its parts one after another. key names the list
 * inside a Sequence ("normalizers"). */
typedef enum ps_status ps_component_visit(void *context, const struct ps_component *component,
                                          const char *type, struct ps_error *error);
enum ps_status ps_component_flatten(const struct ps_component *component, const char *key,
                                    ps_component_visit *visit, void *context,
                                    struct ps_error *error) PS_MUST_USE;

/* A copy that is owned; data is NULL where memory can't be had. */
struct ps_slice ps_slice_copy(struct ps_slice span);

/* The same on the heap, as settings that ps_slice_destroy frees; NULL where memory can't be had. */
struct ps_slice *ps_slice_create(struct ps_slice slice);
void ps_slice_destroy(void *slice);

#endif
