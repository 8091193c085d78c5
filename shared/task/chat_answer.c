/* Reading a sequence's answer, and telling it. */
#include "shared/task/chat_answer.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/hash.h"
#include "shared/task/chat_logprobs.h"
#include "shared/task/choices.h"
#include "shared/task/marked_text.h"

struct ps_chat_answer {
    struct ps_chat_answer_params params;
    struct ps_answer answer;
    struct ps_marked_text marked;
    struct ps_chat_logprobs logprobs;
    bool has_begun;
    bool has_ended;
    /* what was told */
    size_t reasoning_size;
    size_t content_size;
    size_t num_calls;
    size_t num_tokens;
};

/* Of the prompt and the choice's place: answers that differ in nothing else are the same answer. */
static enum ps_status identify(const struct ps_chat_answer_params *params, uint64_t *identity,
                               struct ps_error *error)
{
    const struct ps_sequence *sequence = params->sequence;
    struct ps_digest digest;
    PS_DEFER(ps_hasher_destroyp) struct ps_hasher *hasher = ps_hasher_create();
    if (!hasher)
        return ps_error_no_memory(error, "an answer");
    uint64_t index = params->index;
    ps_hasher_update(hasher, &index, sizeof index);
    ps_hasher_update(hasher, sequence->prompt, sequence->num_prompt * sizeof *sequence->prompt);
    if (ps_hasher_finish(hasher, &digest) != PS_OK)
        return ps_error_set(error, PS_INTERNAL, "OpenSSL could not compute a SHA-256 digest");
    *identity = ps_digest_number(&digest);
    return PS_OK;
}

static enum ps_status begin(struct ps_chat_answer *answer, struct ps_error *error)
{
    const struct ps_chat_answer_params *params = &answer->params;
    struct ps_answer *read = &answer->answer;
    read->rest.format = params->format;
    read->rest.only_one = params->only_one_call;
    PS_TRY(identify(params, &read->rest.identity, error));
    if (ps_answer_read(read, params->begun, strlen(params->begun), false) != PS_OK)
        return ps_error_no_memory(error, "an answer");
    if (!params->echoes_begun)
        ps_answer_clear(read);
    if (ps_buffer_append_string(&read->rest.content, params->echoed) != PS_OK)
        return ps_error_no_memory(error, "an answer");
    return PS_OK;
}

enum ps_status ps_chat_answer_create(struct ps_chat_answer **answer,
                                     const struct ps_chat_answer_params *params,
                                     struct ps_error *error)
{
    PS_DEFER(ps_chat_answer_destroyp) struct ps_chat_answer *created = calloc(1, sizeof *created);
    if (!created)
        return ps_error_no_memory(error, "an answer");
    created->params = *params;
    created->logprobs = (struct ps_chat_logprobs){
        .tokenizer = params->tokenizer,
        .num_top = params->num_logprobs > 0 ? (size_t)params->num_logprobs : 0,
        .as_ids = params->as_ids,
    };
    PS_TRY(begin(created, error));
    *answer = ps_take(created);
    return PS_OK;
}

void ps_chat_answer_destroy(struct ps_chat_answer *answer)
{
    if (!answer)
        return;
    ps_answer_close(&answer->answer);
    free(answer);
}

bool ps_chat_answer_has_ended(const struct ps_chat_answer *answer)
{
    return answer->has_ended;
}

/* Takes in what the sequence has become. */
static enum ps_status follow(struct ps_chat_answer *answer, struct ps_error *error)
{
    const struct ps_chat_answer_params *params = &answer->params;
    PS_TRY(ps_marked_text_read(&answer->marked, params->sequence, params->tokenizer,
                               &answer->answer, error));
    if (ps_choices_finish_reason(params->sequence) && ps_answer_finish(&answer->answer) != PS_OK)
        return ps_error_no_memory(error, "an answer");
    return PS_OK;
}

static bool has_calls(const struct ps_chat_answer *answer)
{
    return json_array_size(answer->answer.rest.calls) > 0;
}

/* An answer without text has an empty content, unless it says something else. */
static bool lacks_content(const struct ps_chat_answer *answer)
{
    return answer->answer.rest.content.size == 0 &&
           (has_calls(answer) || answer->answer.has_reasoning);
}

static const char *finish_reason(const struct ps_chat_answer *answer)
{
    bool called = answer->params.sequence->finish == PS_FINISH_STOP && has_calls(answer);
    return called ? "tool_calls" : ps_choices_finish_reason(answer->params.sequence);
}

static json_t *text_from(const struct ps_buffer *buffer, size_t first)
{
    return json_stringn(buffer->size > first ? buffer->data + first : "", buffer->size - first);
}

/* {"index", NAME: what, "logprobs", "finish_reason"}; takes what, which is NULL where memory could
 * not be had. */
static enum ps_status wrap(struct ps_chat_answer *answer, const char *name, json_t *what,
                           json_t **choice, struct ps_error *error)
{
    const struct ps_chat_answer_params *params = &answer->params;
    const struct ps_sequence *sequence = params->sequence;
    PS_DEFER(json_decrefp)
    json_t *made = json_pack("{s:I, s:o, s:n, s:s?}", "index", (json_int_t)params->index, name,
                             what, "logprobs", "finish_reason", finish_reason(answer));
    json_t *logprobs = NULL;
    if (!made)
        return ps_error_no_memory(error, "a choice");
    if (params->num_logprobs >= 0) {
        PS_TRY(ps_chat_logprobs_take(&answer->logprobs, sequence, &logprobs, error));
        if (json_object_set_new(made, "logprobs", logprobs) != 0)
            return ps_error_no_memory(error, "a choice");
    }
    if (params->returns_token_ids) {
        json_t *ids = ps_choices_ids(sequence->tokens + answer->num_tokens,
                                     sequence->num_tokens - answer->num_tokens);
        if (json_object_set_new(made, "token_ids", ids) != 0)
            return ps_error_no_memory(error, "a choice");
    }
    answer->num_tokens = sequence->num_tokens;
    *choice = ps_take(made);
    return PS_OK;
}

/* --- at once --- */

enum ps_status ps_chat_answer_choice(struct ps_chat_answer *answer, json_t **choice,
                                     struct ps_error *error)
{
    PS_TRY(follow(answer, error));
    const struct ps_answer *read = &answer->answer;
    PS_DEFER(json_decrefp)
    json_t *message = json_pack(
        "{s:s, s:o, s:n}", "role", "assistant", "content",
        lacks_content(answer) ? json_null() : text_from(&read->rest.content, 0), "refusal");
    if (!message)
        return ps_error_no_memory(error, "a message");
    bool tells_reasoning = read->reasoning.size > 0 && !answer->params.leave_reasoning;
    if (tells_reasoning &&
        json_object_set_new(message, "reasoning_content", text_from(&read->reasoning, 0)) != 0)
        return ps_error_no_memory(error, "a message");
    if (has_calls(answer) && json_object_set(message, "tool_calls", read->rest.calls) != 0)
        return ps_error_no_memory(error, "a message");
    return wrap(answer, "message", ps_take(message), choice, error);
}

/* --- in deltas --- */

/* Takes value. */
static enum ps_status put(json_t *delta, const char *name, json_t *value, struct ps_error *error)
{
    if (json_object_set_new(delta, name, value) != 0)
        return ps_error_no_memory(error, "a delta");
    return PS_OK;
}

/* A call comes whole. */
static enum ps_status put_calls(struct ps_chat_answer *answer, json_t *delta,
                                struct ps_error *error)
{
    json_t *calls = answer->answer.rest.calls;
    json_t *list = json_array();
    PS_TRY(put(delta, "tool_calls", list, error));
    for (; answer->num_calls < json_array_size(calls); answer->num_calls++) {
        json_t *call = json_pack("{s:I}", "index", (json_int_t)answer->num_calls);
        if (!call || json_object_update(call, json_array_get(calls, answer->num_calls)) != 0 ||
            json_array_append(list, call) != 0) {
            json_decref(call);
            return ps_error_no_memory(error, "a delta");
        }
        json_decref(call);
    }
    return PS_OK;
}

static enum ps_status put_news(struct ps_chat_answer *answer, json_t *delta, bool ends,
                               struct ps_error *error)
{
    const struct ps_answer *read = &answer->answer;
    const struct ps_buffer *content = &read->rest.content;
    bool is_empty = ends && content->size == 0 && !lacks_content(answer);
    if (!answer->has_begun)
        PS_TRY(put(delta, "role", json_string("assistant"), error));
    if (read->reasoning.size > answer->reasoning_size && !answer->params.leave_reasoning)
        PS_TRY(put(delta, "reasoning_content", text_from(&read->reasoning, answer->reasoning_size),
                   error));
    if (content->size > answer->content_size || is_empty)
        PS_TRY(put(delta, "content", text_from(content, answer->content_size), error));
    answer->reasoning_size = read->reasoning.size;
    answer->content_size = content->size;
    if (json_array_size(read->rest.calls) > answer->num_calls)
        PS_TRY(put_calls(answer, delta, error));
    return PS_OK;
}

enum ps_status ps_chat_answer_delta(struct ps_chat_answer *answer, json_t **choice,
                                    struct ps_error *error)
{
    *choice = NULL;
    bool ends = ps_choices_finish_reason(answer->params.sequence);
    if (answer->has_ended || (!ends && answer->params.sequence->num_tokens == 0))
        return PS_OK;
    PS_TRY(follow(answer, error));
    PS_DEFER(json_decrefp) json_t *delta = json_object();
    if (!delta)
        return ps_error_no_memory(error, "a delta");
    PS_TRY(put_news(answer, delta, ends, error));
    if (!ends && json_object_size(delta) == 0)
        return PS_OK;
    answer->has_begun = true;
    answer->has_ended = ends;
    return wrap(answer, "delta", ps_take(delta), choice, error);
}
