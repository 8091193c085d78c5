/* The calls of tools, byte by byte. */
#include "shared/task/tool_calls.h"

#include <ctype.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/task/tool_call.h"

enum {
    NAME_BYTES_MAX = 256,
};

void ps_tool_calls_close(struct ps_tool_calls *calls)
{
    ps_buffer_close(&calls->content);
    ps_buffer_close(&calls->held);
    ps_buffer_close(&calls->blank);
    ps_buffer_close(&calls->call);
    json_decref(calls->calls);
    *calls = (struct ps_tool_calls){0};
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* --- content --- */

/* Spaces between calls, and around them where there is nothing else, are not worth being called
 * content. */
static enum ps_status give(struct ps_tool_calls *calls, char byte)
{
    bool separates = calls->format && calls->format->is_bare && calls->num_found > 0 && byte == ';';
    if (!calls->has_content && calls->format && (is_space(byte) || separates))
        return ps_buffer_append_byte(&calls->blank, byte);
    if (!calls->has_content) {
        PS_TRY(ps_buffer_append(&calls->content, calls->blank.data, calls->blank.size));
        ps_buffer_clear(&calls->blank);
        calls->has_content = true;
    }
    return ps_buffer_append_byte(&calls->content, byte);
}

static enum ps_status hold(struct ps_tool_calls *calls, char byte, bool is_mark)
{
    return is_mark ? PS_OK : ps_buffer_append_byte(&calls->held, byte);
}

/* What was held is no call. */
static enum ps_status let_go(struct ps_tool_calls *calls)
{
    for (size_t i = 0; i < calls->held.size; i++)
        PS_TRY(give(calls, calls->held.data[i]));
    ps_buffer_clear(&calls->held);
    ps_buffer_clear(&calls->call);
    calls->num_matched = 0;
    calls->state = PS_CALLS_TEXT;
    return PS_OK;
}

/* --- calls --- */

static void begin_json(struct ps_tool_calls *calls)
{
    calls->state = PS_CALLS_JSON;
    calls->json_at = calls->call.size;
    calls->extent = (struct ps_json_extent){0};
}

static enum ps_status add_call(struct ps_tool_calls *calls, json_t *function)
{
    json_t *call = NULL;
    if (calls->num_found++ > 0 && calls->only_one)
        return PS_OK;
    if (!calls->calls && !(calls->calls = json_array()))
        return PS_NO_MEMORY;
    PS_TRY(ps_tool_call_wrap(function, calls->identity, json_array_size(calls->calls),
                             calls->format->short_ids, &call));
    return json_array_append_new(calls->calls, call) == 0 ? PS_OK : PS_NO_MEMORY;
}

static enum ps_status complete(struct ps_tool_calls *calls)
{
    const struct ps_tool_call_text text = {
        .text = calls->call.data,
        .name_size = calls->json_at,
        .size = calls->call.size,
    };
    PS_DEFER(json_decrefp) json_t *found = NULL;
    PS_TRY(ps_tool_call_parse(&text, &found));
    if (!found)
        return let_go(calls);
    for (size_t i = 0; i < json_array_size(found); i++)
        PS_TRY(add_call(calls, json_array_get(found, i)));
    ps_buffer_clear(&calls->held);
    ps_buffer_clear(&calls->blank);
    ps_buffer_clear(&calls->call);
    calls->num_matched = 0;
    calls->has_content = false;
    calls->state = PS_CALLS_TEXT;
    return PS_OK;
}

/* Whether the byte is the next one of a mark. The first character of each mark occurs in it only
 * once, so that what doesn't go on can only begin anew. */
static bool match(struct ps_tool_calls *calls, const char *mark, char byte, bool is_mark)
{
    if (mark[calls->num_matched] != byte)
        return false;
    if (calls->num_matched == 0)
        calls->matches_mark = is_mark;
    calls->num_matched++;
    return true;
}

/* --- states --- */

static enum ps_status read_byte(struct ps_tool_calls *calls, char byte, bool is_mark);

static enum ps_status read_text(struct ps_tool_calls *calls, char byte, bool is_mark)
{
    const struct ps_tool_format *format = calls->format;
    if (format && match(calls, format->open, byte, is_mark)) {
        PS_TRY(hold(calls, byte, is_mark));
        if (!format->open[calls->num_matched]) {
            calls->num_matched = 0;
            calls->state = PS_CALLS_BEGIN;
        }
        return PS_OK;
    }
    if (calls->num_matched > 0) {
        PS_TRY(let_go(calls));
        return read_byte(calls, byte, is_mark);
    }
    if (format && format->is_bare && !calls->has_content && byte == '{') {
        calls->state = PS_CALLS_BEGIN;
        return read_byte(calls, byte, is_mark);
    }
    return is_mark ? PS_OK : give(calls, byte);
}

static enum ps_status read_begin(struct ps_tool_calls *calls, char byte, bool is_mark)
{
    if (is_space(byte))
        return hold(calls, byte, is_mark);
    if (byte == '{' || byte == '[')
        begin_json(calls);
    else if (calls->format->has_names && (isalnum((unsigned char)byte) || byte == '_'))
        calls->state = PS_CALLS_NAME;
    else
        PS_TRY(let_go(calls));
    return read_byte(calls, byte, is_mark);
}

/* A name, and perhaps the mark behind it, up to the arguments. */
static enum ps_status read_name(struct ps_tool_calls *calls, char byte, bool is_mark)
{
    bool goes_on = isalnum((unsigned char)byte) || strchr("_-.[]", byte);
    if (byte == '{') {
        begin_json(calls);
        return read_byte(calls, byte, is_mark);
    }
    if (byte == '\0' || !goes_on || calls->call.size == NAME_BYTES_MAX) {
        PS_TRY(let_go(calls));
        return read_byte(calls, byte, is_mark);
    }
    PS_TRY(hold(calls, byte, is_mark));
    return ps_buffer_append_byte(&calls->call, byte);
}

static enum ps_status read_json(struct ps_tool_calls *calls, char byte, bool is_mark)
{
    PS_TRY(hold(calls, byte, is_mark));
    PS_TRY(ps_buffer_append_byte(&calls->call, byte));
    if (!ps_json_extent_read(&calls->extent, byte))
        return PS_OK;
    if (!calls->format->close)
        return complete(calls);
    calls->state = PS_CALLS_END;
    return PS_OK;
}

static enum ps_status read_end(struct ps_tool_calls *calls, char byte, bool is_mark)
{
    const char *mark = calls->format->close;
    if (match(calls, mark, byte, is_mark)) {
        PS_TRY(hold(calls, byte, is_mark));
        return mark[calls->num_matched] ? PS_OK : complete(calls);
    }
    if (calls->num_matched == 0 && is_space(byte))
        return hold(calls, byte, is_mark);
    /* No call; but what looked like its end may be the beginning of the next. */
    size_t num_matched = calls->num_matched;
    bool matches_mark = calls->matches_mark;
    if (!matches_mark)
        calls->held.size -= num_matched;
    PS_TRY(let_go(calls));
    for (size_t i = 0; i < num_matched; i++)
        PS_TRY(read_byte(calls, mark[i], matches_mark));
    return read_byte(calls, byte, is_mark);
}

static enum ps_status read_byte(struct ps_tool_calls *calls, char byte, bool is_mark)
{
    switch (calls->state) {
    case PS_CALLS_BEGIN:
        return read_begin(calls, byte, is_mark);
    case PS_CALLS_NAME:
        return read_name(calls, byte, is_mark);
    case PS_CALLS_JSON:
        return read_json(calls, byte, is_mark);
    case PS_CALLS_END:
        return read_end(calls, byte, is_mark);
    case PS_CALLS_TEXT:
    default:
        return read_text(calls, byte, is_mark);
    }
}

enum ps_status ps_tool_calls_read(struct ps_tool_calls *calls, const char *text, size_t size,
                                  bool is_mark)
{
    for (size_t i = 0; i < size; i++)
        PS_TRY(read_byte(calls, text[i], is_mark));
    return PS_OK;
}

enum ps_status ps_tool_calls_finish(struct ps_tool_calls *calls)
{
    if (calls->state == PS_CALLS_END)
        PS_TRY(complete(calls));
    PS_TRY(let_go(calls));
    if (calls->num_found == 0)
        PS_TRY(ps_buffer_append(&calls->content, calls->blank.data, calls->blank.size));
    ps_buffer_clear(&calls->blank);
    return PS_OK;
}
