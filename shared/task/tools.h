/* The tools of a request: which are offered to the model, and whether it may call them. */
#ifndef PENSTOCK_SHARED_TASK_TOOLS_H
#define PENSTOCK_SHARED_TASK_TOOLS_H

#include <jansson.h>
#include <stdbool.h>

#include "shared/base/status.h"

struct ps_tools {
    const json_t *offered; /* the body's list of tools, borrowed; NULL: the model gets none */
    bool only_one;         /* at most one call in an answer */
};

/* tools, tool_choice ("none" offers none, "auto"; to force a call is PS_UNSUPPORTED) and
 * parallel_tool_calls. */
enum ps_status ps_tools_read(struct ps_tools *tools, const json_t *body,
                             struct ps_error *error) PS_MUST_USE;

#endif
