/* How a model writes the calls of tools: the formats of the chat templates in circulation. */
#ifndef PENSTOCK_SHARED_TASK_TOOL_FORMAT_H
#define PENSTOCK_SHARED_TASK_TOOL_FORMAT_H

#include <stdbool.h>

struct ps_tool_format {
    const char *name;
    const char *open;  /* the mark before a call, or before a list of them */
    const char *close; /* the mark behind it; NULL: the call's JSON says where it ends */
    bool has_names;    /* a call may be NAME[ARGS]{...} */
    bool is_bare;      /* an answer that begins with {, or goes on with it behind a call, is a call
                          without a mark; between calls may be semicolons */
    bool short_ids;    /* ids of calls have nine characters, as the template demands */
};

/* The format that a template asks its model for; NULL where it is none that is known here, or
 * source is NULL. */
const struct ps_tool_format *ps_tool_format_of(const char *source);

/* Whether a token's text is a mark of that format (NULL: of none), or one of reasoning. */
bool ps_tool_format_is_mark(const struct ps_tool_format *format, const char *token);

#endif
