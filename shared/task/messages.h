/* The messages of a conversation: OpenAI's, checked and made into what chat templates take. */
#ifndef PENSTOCK_SHARED_TASK_MESSAGES_H
#define PENSTOCK_SHARED_TASK_MESSAGES_H

#include <jansson.h>
#include <stdbool.h>

#include "shared/base/status.h"

/* How a template wants them, which templates differ in. */
struct ps_messages_form {
    bool knows_developer; /* else a developer's message is a system's */
    bool text_arguments;  /* arguments of calls stay text, else they become objects */
};

/* body's messages as a template takes them, a new reference. Roles are the template's business, so
 * any that is not empty is passed on, as are members that aren't known here. PS_INVALID and
 * PS_UNSUPPORTED (parts that are no text, audio, function_call) name the member:
 * "messages[2].content[0]". */
enum ps_status ps_messages_read(const json_t *body, struct ps_messages_form form, json_t **messages,
                                struct ps_error *error) PS_MUST_USE;

/* The text of the last message where it is an assistant's and one text, borrowed; else "". */
const char *ps_messages_last_answer(const json_t *messages);

#endif
