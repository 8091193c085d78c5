/* A conversation as the text that its model goes on with: rendered by the model's chat template. */
#ifndef PENSTOCK_SHARED_TASK_CHAT_PROMPT_H
#define PENSTOCK_SHARED_TASK_CHAT_PROMPT_H

#include "shared/task/request.h"
#include "shared/task/tools.h"

/* Zero-initialise. */
struct ps_chat_prompt {
    json_t *messages; /* as the template got them, owned */
    json_t *text;     /* a string, owned */
    bool continues;   /* it ends with the last message, still open */
    bool thinks;      /* it ends with the tag behind which the model reasons */
};

/* Reads messages, documents, chat_template_kwargs, reasoning_effort, add_generation_prompt and
 * continue_final_message from the request's body. Sets the request's uses_time. What the template
 * refuses is PS_INVALID with its message. */
enum ps_status ps_chat_prompt_read(struct ps_chat_prompt *prompt, struct ps_request *request,
                                   const struct ps_tools *tools,
                                   struct ps_error *error) PS_MUST_USE;
void ps_chat_prompt_close(struct ps_chat_prompt *prompt);

#endif
