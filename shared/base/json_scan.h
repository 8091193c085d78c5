/* A lenient look at a JSON text: is it well-formed, how deep does it nest, and what is the value of
 * one key at its top level?
 *
 * Much of what RFC 8259 allows can't be a job (\u0000, integers over 64 bits, lone surrogates,
 * repeated keys, any depth). Such a job still deserves an answer under its custom_id, so this scan
 * comes first and accepts exactly the RFC's grammar, in one pass and without recursion.
 */
#ifndef PENSTOCK_SHARED_BASE_JSON_SCAN_H
#define PENSTOCK_SHARED_BASE_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"

struct ps_json_scan {
    bool well_formed;     /* JSON in UTF-8; a byte order mark in front is passed over */
    const char *expected; /* what was expected at error_at, where it is not well-formed */
    size_t error_at;      /* byte offset */
    bool has_mark;        /* a byte order mark stands in front */
    bool is_object;
    size_t depth;          /* the deepest nesting of arrays and objects; 0 for a scalar */
    size_t num_values;     /* of any kind, nested ones included */
    size_t num_containers; /* arrays and objects among them */
    /* The key's value, borrowed; NULL where it is absent. Of repeated keys the last counts, as with
     * most parsers. */
    const char *value;
    size_t value_size;
};

/* PS_NO_MEMORY only: needs one bit for each level of nesting. */
enum ps_status ps_json_scan(const char *text, size_t size, const char *key,
                            struct ps_json_scan *scan) PS_MUST_USE;

/* Decodes the JSON string that a well-formed token holds into out[capacity] with a NUL. False where
 * it is no string, does not fit, or is no text that a NUL-terminated UTF-8 string can carry
 * (\u0000, a lone surrogate). */
bool ps_json_scan_string(const char *token, size_t size, char *out, size_t capacity);

/* Decodes the escape whose backslash stands before text, inside a well-formed string. Returns its
 * length without that backslash (two \\u of a surrogate pair count as one escape), or 0 for a lone
 * surrogate. */
size_t ps_json_scan_escape(const char *text, uint32_t *code_point);

#endif
