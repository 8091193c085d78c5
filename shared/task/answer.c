/* Think tags; what is behind them goes on to the calls of tools. */
#include "shared/task/answer.h"

#include <string.h>

#include "shared/base/defer.h"

void ps_answer_close(struct ps_answer *answer)
{
    ps_buffer_close(&answer->reasoning);
    ps_buffer_close(&answer->held);
    ps_tool_calls_close(&answer->rest);
    *answer = (struct ps_answer){0};
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

static void enter(struct ps_answer *answer, enum ps_answer_state state)
{
    answer->state = state;
    answer->num_matched = 0;
    ps_buffer_clear(&answer->held);
}

/* What was held belongs to no tag. */
static enum ps_status let_go(struct ps_answer *answer)
{
    if (answer->held.size == 0)
        return PS_OK;
    if (answer->state == PS_ANSWER_THINK)
        return ps_buffer_append(&answer->reasoning, answer->held.data, answer->held.size);
    return ps_tool_calls_read(&answer->rest, answer->held.data, answer->held.size, false);
}

static enum ps_status hold(struct ps_answer *answer, char byte, bool is_mark)
{
    return is_mark ? PS_OK : ps_buffer_append_byte(&answer->held, byte);
}

/* *done: the tag is complete with this byte. *is_part: the byte is the next one of the tag. */
static enum ps_status match(struct ps_answer *answer, const char *tag, char byte, bool is_mark,
                            bool *is_part, bool *done)
{
    *is_part = tag[answer->num_matched] == byte;
    if (!*is_part)
        return PS_OK;
    answer->num_matched++;
    *done = !tag[answer->num_matched];
    return hold(answer, byte, is_mark);
}

static enum ps_status read_begin(struct ps_answer *answer, char byte, bool is_mark)
{
    bool is_part = false, done = false;
    if (answer->num_matched == 0 && is_space(byte))
        return hold(answer, byte, is_mark);
    PS_TRY(match(answer, PS_THINK_OPEN, byte, is_mark, &is_part, &done));
    if (done) {
        answer->has_reasoning = true;
        enter(answer, PS_ANSWER_THINK);
    }
    if (is_part)
        return PS_OK;
    size_t num_lost = is_mark ? answer->num_matched : 0;
    PS_TRY(let_go(answer));
    enter(answer, PS_ANSWER_REST);
    PS_TRY(ps_tool_calls_read(&answer->rest, PS_THINK_OPEN, num_lost, true));
    return ps_tool_calls_read(&answer->rest, &byte, 1, is_mark);
}

static enum ps_status read_think(struct ps_answer *answer, char byte, bool is_mark)
{
    bool is_part = false, done = false;
    PS_TRY(match(answer, PS_THINK_CLOSE, byte, is_mark, &is_part, &done));
    if (done)
        enter(answer, PS_ANSWER_REST);
    if (is_part)
        return PS_OK;
    bool had_matched = answer->num_matched > 0;
    PS_TRY(let_go(answer));
    enter(answer, PS_ANSWER_THINK);
    if (had_matched)
        return read_think(answer, byte, is_mark);
    return is_mark ? PS_OK : ps_buffer_append_byte(&answer->reasoning, byte);
}

enum ps_status ps_answer_read(struct ps_answer *answer, const char *text, size_t size, bool is_mark)
{
    size_t i = 0;
    for (; i < size && answer->state != PS_ANSWER_REST; i++) {
        if (answer->state == PS_ANSWER_BEGIN)
            PS_TRY(read_begin(answer, text[i], is_mark));
        else
            PS_TRY(read_think(answer, text[i], is_mark));
    }
    return ps_tool_calls_read(&answer->rest, text + i, size - i, is_mark);
}

enum ps_status ps_answer_finish(struct ps_answer *answer)
{
    PS_TRY(let_go(answer));
    enter(answer, answer->state);
    return ps_tool_calls_finish(&answer->rest);
}

void ps_answer_clear(struct ps_answer *answer)
{
    ps_buffer_clear(&answer->reasoning);
    ps_buffer_clear(&answer->rest.content);
    json_decref(ps_take(answer->rest.calls));
}
