/* An answer as it is written, taken apart: the reasoning between think tags, what is content, the
 * calls of tools. The same for every way of cutting the text into pieces. */
#ifndef PENSTOCK_SHARED_TASK_ANSWER_H
#define PENSTOCK_SHARED_TASK_ANSWER_H

#include "shared/task/tool_calls.h"

#define PS_THINK_OPEN  "<think>"
#define PS_THINK_CLOSE "</think>"

enum ps_answer_state {
    PS_ANSWER_BEGIN, /* nothing but spaces so far: a think tag may follow */
    PS_ANSWER_THINK,
    PS_ANSWER_REST /* content and calls */
};

/* Zero-initialise, then set rest's format, only_one and identity. */
struct ps_answer {
    enum ps_answer_state state;
    bool has_reasoning;         /* a think tag was met */
    struct ps_buffer reasoning; /* text between the tags */
    struct ps_buffer held;      /* text that may belong to a tag */
    size_t num_matched;         /* bytes of a tag that came last */
    struct ps_tool_calls rest;
};

void ps_answer_close(struct ps_answer *answer);

/* is_mark: a special token, which is no text whatever comes of it. PS_NO_MEMORY. */
enum ps_status ps_answer_read(struct ps_answer *answer, const char *text, size_t size,
                              bool is_mark) PS_MUST_USE;
enum ps_status ps_answer_finish(struct ps_answer *answer) PS_MUST_USE;

/* Forgets what was made of the text so far, but not where in it the answer is. */
void ps_answer_clear(struct ps_answer *answer);

#endif
