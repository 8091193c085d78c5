/* From well-formed JSON text to Jansson's values, naming what is refused although RFC 8259 allows
 * it.
 *
 * Jansson's own reader would do, but for memory that runs out while it collects a long string: it
 * then drops bytes silently, the closing quote among them (2.14). A job may well be one long
 * string, so reading is done here and Jansson keeps the values.
 */
#ifndef PENSTOCK_SHARED_BASE_JSON_READ_H
#define PENSTOCK_SHARED_BASE_JSON_READ_H

#include <jansson.h>
#include <stdbool.h>

#include "shared/base/status.h"

/* text is an object or an array that ps_json_scan found well-formed, without a byte order mark and
 * not too deep for this function's recursion. *root is a new reference. PS_NO_MEMORY, or PS_INVALID
 * for repeated keys, numbers out of range (integers have 64 bits, reals are doubles), half
 * surrogate pairs and, unless allow_nul, \u0000; in keys it is never allowed. The error's param is
 * the field it is in: a key at the top or, below "body", one of its keys. */
enum ps_status ps_json_read(const char *text, bool allow_nul, json_t **root,
                            struct ps_error *error) PS_MUST_USE;

/* Scans and reads a file's text: an object or an array, nested at most depth_max deep. The message
 * of PS_INVALID says what was expected in which line and column. */
enum ps_status ps_json_parse(const char *text, size_t size, size_t depth_max, json_t **root,
                             struct ps_error *error) PS_MUST_USE;

#endif
