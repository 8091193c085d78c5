/* Finding the calls of tools in an answer as it is written.
 *
 * Text goes in piece by piece, however it is cut; content and calls come out, the same for every
 * way of cutting. What may be a call is held back until it is one or isn't: a call that is no valid
 * one stays content. */
#ifndef PENSTOCK_SHARED_TASK_TOOL_CALLS_H
#define PENSTOCK_SHARED_TASK_TOOL_CALLS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/task/json_extent.h"
#include "shared/task/tool_format.h"

/* Mistral's mark between a tool's name and its arguments. */
#define PS_TOOL_ARGUMENTS "[ARGS]"

enum ps_tool_calls_state {
    PS_CALLS_TEXT,  /* outside a call */
    PS_CALLS_BEGIN, /* behind the mark that opens one, and spaces */
    PS_CALLS_NAME,
    PS_CALLS_JSON,
    PS_CALLS_END /* behind the call, and spaces: a mark closes it */
};

/* Zero-initialise, then set what is to be set. */
struct ps_tool_calls {
    const struct ps_tool_format *format; /* NULL: all is content */
    bool only_one;                       /* calls after the first are left out */
    uint64_t identity;                   /* of the answer, from which the ids of its calls come */

    struct ps_buffer content;
    json_t *calls; /* OpenAI's tool_calls, owned; NULL: none was found yet */

    enum ps_tool_calls_state state;
    struct ps_buffer held;  /* text that is content if there is no call */
    struct ps_buffer blank; /* spaces that are content unless a call follows or went before */
    struct ps_buffer call;  /* the call so far, without the marks around it */
    size_t json_at;         /* where in it its JSON begins */
    size_t num_matched;     /* bytes of a mark that came last */
    bool matches_mark;      /* they are of a mark that is no text */
    bool has_content;       /* since the beginning or the last call there was more than spaces */
    struct ps_json_extent extent;
    size_t num_found; /* calls, those that were left out too */
};

void ps_tool_calls_close(struct ps_tool_calls *calls);

/* is_mark: a special token, which is no content whatever comes of it. PS_NO_MEMORY. */
enum ps_status ps_tool_calls_read(struct ps_tool_calls *calls, const char *text, size_t size,
                                  bool is_mark) PS_MUST_USE;

/* Nothing more comes. */
enum ps_status ps_tool_calls_finish(struct ps_tool_calls *calls) PS_MUST_USE;

#endif
