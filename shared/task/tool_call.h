/* The text of a call, or of a list of calls, as OpenAI's functions. */
#ifndef PENSTOCK_SHARED_TASK_TOOL_CALL_H
#define PENSTOCK_SHARED_TASK_TOOL_CALL_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"

/* NAME{...}, {"name": ..., "arguments": {...}} (or "parameters") or a list of such objects. */
struct ps_tool_call_text {
    const char *text; /* [size] */
    size_t size;
    size_t name_size; /* of the name in front of its arguments, with the mark between them; 0: it is
                         in the JSON */
};

/* A list of {"name", "arguments"}, arguments being the JSON text as the model wrote it; *functions
 * becomes NULL where the text is no valid call. PS_NO_MEMORY. */
enum ps_status ps_tool_call_parse(const struct ps_tool_call_text *text,
                                  json_t **functions) PS_MUST_USE;

/* {"id", "type", "function"}, a new reference. The id follows from the function, its place among
 * the calls of its answer, and identity, which is the answer's: the same job gives the same one.
 * is_short: of nine letters and digits. */
enum ps_status ps_tool_call_wrap(json_t *function, uint64_t identity, size_t index, bool is_short,
                                 json_t **call) PS_MUST_USE;

#endif
