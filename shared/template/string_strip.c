/* strip, lstrip, rstrip and splitlines. */
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/builtin.h"
#include "shared/template/character.h"
#include "shared/template/string_methods.h"

/* Whether the character data[0..size) is one to strip. */
static bool is_stripped(const struct ps_string *chars, const char *data, size_t size)
{
    uint32_t code_point = 0;
    if (chars)
        return memmem(chars->data, chars->size, data, size) != NULL;
    ps_utf8_decode(data, size, &code_point);
    return ps_character_is_space(code_point);
}

enum ps_status ps_string_strip(struct ps_rendering *render, struct ps_string *string,
                               const struct ps_strip *strip, struct ps_value *result)
{
    size_t begin = 0, end = string->size;
    size_t work = strip->chars ? strip->chars->size / 64 + 1 : 1;
    while (strip->is_left && begin < end) {
        size_t size = ps_utf8_first(string->data + begin, end - begin);
        if (!is_stripped(strip->chars, string->data + begin, size))
            break;
        begin += size;
        PS_TRY(ps_rendering_step(render, work));
    }
    while (strip->is_right && begin < end) {
        size_t last = begin + ps_utf8_last(string->data + begin, end - begin);
        if (!is_stripped(strip->chars, string->data + last, end - last))
            break;
        end = last;
        PS_TRY(ps_rendering_step(render, work));
    }
    return ps_rendering_part(render, string, begin, end, result);
}

static enum ps_status strip(struct ps_rendering *render, const struct ps_value *values,
                            bool is_left, bool is_right, struct ps_value *result)
{
    struct ps_string *chars = NULL;
    if (ps_argument_given(values[1]))
        PS_TRY(ps_argument_string(render, values[1], "strip needs None or a string", &chars));
    return ps_string_strip(render, values[0].string, &(struct ps_strip){chars, is_left, is_right},
                           result);
}

static enum ps_status call_strip(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return strip(render, values, true, true, result);
}

static enum ps_status call_lstrip(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    return strip(render, values, true, false, result);
}

static enum ps_status call_rstrip(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    return strip(render, values, false, true, result);
}

enum ps_status ps_string_lines(struct ps_rendering *render, struct ps_string *string,
                               bool keeps_ends, struct ps_value *list)
{
    size_t begin = 0;
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, 0, list));
    PS_TRY(ps_rendering_step(render, string->size / 16));
    while (begin < string->size) {
        struct ps_value line;
        uint32_t code_point = 0;
        size_t end = begin, next = begin;
        while (next < string->size) {
            end = next;
            next += ps_utf8_decode(string->data + next, string->size - next, &code_point);
            if (ps_character_ends_line(code_point))
                break;
            end = next;
        }
        if (code_point == '\r' && end < next && next < string->size && string->data[next] == '\n')
            next++;
        PS_TRY(ps_rendering_part(render, string, begin, keeps_ends ? next : end, &line));
        PS_TRY(ps_rendering_append(render, list->list, line));
        begin = next;
    }
    return PS_OK;
}

static enum ps_status call_splitlines(struct ps_rendering *render, const struct ps_value *values,
                                      struct ps_value *result)
{
    int64_t keeps_ends;
    PS_TRY(ps_argument_integer(render, values[1], "keepends must be a boolean", 0, &keeps_ends));
    return ps_string_lines(render, values[0].string, keeps_ends != 0, result);
}

static const struct ps_builtin methods[] = {
    {"strip", "/chars?", call_strip, NULL},
    {"lstrip", "/chars?", call_lstrip, NULL},
    {"rstrip", "/chars?", call_rstrip, NULL},
    {"splitlines", "keepends?", call_splitlines, NULL},
};

const struct ps_builtin_table ps_string_strip_methods = PS_BUILTIN_TABLE(methods);
