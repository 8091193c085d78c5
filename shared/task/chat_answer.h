/* One choice of a chat: a sequence's answer as OpenAI's message, at once or in deltas. */
#ifndef PENSTOCK_SHARED_TASK_CHAT_ANSWER_H
#define PENSTOCK_SHARED_TASK_CHAT_ANSWER_H

#include <jansson.h>

#include "shared/base/defer.h"
#include "shared/engine/sequence.h"
#include "shared/task/tool_format.h"
#include "shared/text/tokenizer.h"

struct ps_chat_answer_params {
    const struct ps_tokenizer *tokenizer;
    const struct ps_sequence *sequence;
    size_t index;                        /* of the choice */
    const struct ps_tool_format *format; /* of its calls; NULL: there are none */
    bool only_one_call;
    const char *begun;    /* text with which the answer began already, "" if it is new */
    const char *echoed;   /* text in front of the content, "" if none is */
    bool echoes_begun;    /* what began it is a part of what is told */
    bool leave_reasoning; /* out */
    int32_t num_logprobs; /* -1: none */
    bool as_ids;
    bool returns_token_ids;
};

struct ps_chat_answer; /* opaque; borrows what params point to */

enum ps_status ps_chat_answer_create(struct ps_chat_answer **answer,
                                     const struct ps_chat_answer_params *params,
                                     struct ps_error *error) PS_MUST_USE;
void ps_chat_answer_destroy(struct ps_chat_answer *answer);
PS_DEFINE_DEFER(ps_chat_answer_destroy, struct ps_chat_answer)

/* The choice with its message, of a sequence that has finished; a new reference. */
enum ps_status ps_chat_answer_choice(struct ps_chat_answer *answer, json_t **choice,
                                     struct ps_error *error) PS_MUST_USE;

/* The choice with what is new since the last time, the end included; *choice becomes NULL where
 * nothing is. All deltas put together are the choice. */
enum ps_status ps_chat_answer_delta(struct ps_chat_answer *answer, json_t **choice,
                                    struct ps_error *error) PS_MUST_USE;

/* The last delta was given. */
bool ps_chat_answer_has_ended(const struct ps_chat_answer *answer);

#endif
