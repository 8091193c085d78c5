/* Reading the fields of a request body: typed, in range, and never silently ignored.
 *
 * Each task has one table of all the fields of its API; a field is read by the task, accepted
 * because it changes nothing here, or refused by name until it is built. A field that is null
 * counts as absent. Errors name the field, what was found and what was expected. */
#ifndef PENSTOCK_SHARED_TASK_FIELDS_H
#define PENSTOCK_SHARED_TASK_FIELDS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"

enum ps_field_rule {
    PS_FIELD_READ,     /* the task reads and checks it */
    PS_FIELD_HARMLESS, /* changes nothing here: only its type is checked */
    PS_FIELD_REFUSED   /* accepted only with the value that means its absence */
};

enum ps_field_type { PS_TYPE_ANY, PS_TYPE_STRING, PS_TYPE_BOOLEAN, PS_TYPE_NUMBER, PS_TYPE_OBJECT };

struct ps_field {
    const char *name;
    enum ps_field_rule rule;
    enum ps_field_type type; /* of a harmless one */
    const char *neutral;     /* JSON text of a refused one's harmless value; NULL: only null */
};

/* Every member of body is in the table, and no refused one asks for something. */
enum ps_status ps_fields_check(const struct ps_field *table, size_t num_fields, const json_t *body,
                               struct ps_error *error) PS_MUST_USE;

/* The member, or NULL where it is absent or null. */
const json_t *ps_field_get(const json_t *body, const char *name);

/* The getters leave *value as it was where the field is absent. Limits are inclusive. */

struct ps_number_range {
    double min;
    double max;
    bool above_min; /* min itself is not allowed */
};

enum ps_status ps_field_number(const json_t *body, const char *name, struct ps_number_range range,
                               double *value, struct ps_error *error) PS_MUST_USE;

/* max INT64_MAX: no upper limit to name. */
struct ps_integer_range {
    int64_t min;
    int64_t max;
};

enum ps_status ps_field_integer(const json_t *body, const char *name, struct ps_integer_range range,
                                int64_t *value, struct ps_error *error) PS_MUST_USE;
enum ps_status ps_field_boolean(const json_t *body, const char *name, bool *value,
                                struct ps_error *error) PS_MUST_USE;

/* One of the given words; *value becomes its index. */
enum ps_status ps_field_choice(const json_t *body, const char *name, const char *const *words,
                               size_t num_words, size_t *value, struct ps_error *error) PS_MUST_USE;

/* The error for a value of the wrong kind: "PARAM: found FOUND, expected EXPECTED". */
enum ps_status ps_field_wrong(const char *param, const json_t *found, const char *expected,
                              struct ps_error *error) PS_MUST_USE;

/* An error about a member of the object that is called outer names it "OUTER.MEMBER". */
void ps_field_within(const char *outer, struct ps_error *error);

/* How a value is shown in a message: short values as JSON, others by what they are. Always
 * terminated. */
void ps_field_describe(const json_t *value, char *out, size_t capacity);

#endif
