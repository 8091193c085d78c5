/* isalpha and its like. */
#include "shared/template/builtin.h"
#include "shared/template/character.h"
#include "shared/template/string_methods.h"

static bool all(const struct ps_string *string, bool (*is)(uint32_t))
{
    for (size_t i = 0; i < string->size;) {
        if (!is(ps_string_next(string, &i)))
            return false;
    }
    return string->size > 0;
}

static bool has_case(const struct ps_string *string, bool (*is)(uint32_t),
                     bool (*is_other)(uint32_t))
{
    bool found = false;
    for (size_t i = 0; i < string->size;) {
        uint32_t code_point = ps_string_next(string, &i);
        if (is_other(code_point) || ps_character_is_title(code_point))
            return false;
        found = found || is(code_point);
    }
    return found;
}

bool ps_string_is_upper(const struct ps_string *string)
{
    return has_case(string, ps_character_is_upper, ps_character_is_lower);
}

bool ps_string_is_lower(const struct ps_string *string)
{
    return has_case(string, ps_character_is_lower, ps_character_is_upper);
}

/* Capitals begin words and nothing else does. */
static bool is_titled(const struct ps_string *string)
{
    bool is_inside = false, found = false;
    for (size_t i = 0; i < string->size;) {
        uint32_t code_point = ps_string_next(string, &i);
        bool is_capital = ps_character_is_upper(code_point) || ps_character_is_title(code_point);
        if (is_capital ? is_inside : ps_character_is_lower(code_point) && !is_inside)
            return false;
        is_inside = ps_character_is_cased(code_point);
        found = found || is_inside;
    }
    return found;
}

static bool is_alnum(uint32_t code_point)
{
    return ps_character_is_alpha(code_point) || ps_character_is_digit(code_point) ||
           ps_character_is_numeric(code_point);
}

static bool is_ascii(uint32_t code_point)
{
    return code_point < 0x80;
}

static enum ps_status answer(struct ps_rendering *render, const struct ps_string *string, bool is,
                             struct ps_value *result)
{
    *result = ps_value_bool(is);
    return ps_rendering_step(render, string->size / 16);
}

static enum ps_status call_isalpha(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    return answer(render, values[0].string, all(values[0].string, ps_character_is_alpha), result);
}

static enum ps_status call_isalnum(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    return answer(render, values[0].string, all(values[0].string, is_alnum), result);
}

static enum ps_status call_isdigit(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    return answer(render, values[0].string, all(values[0].string, ps_character_is_digit), result);
}

static enum ps_status call_isdecimal(struct ps_rendering *render, const struct ps_value *values,
                                     struct ps_value *result)
{
    return answer(render, values[0].string, all(values[0].string, ps_character_is_decimal), result);
}

static enum ps_status call_isnumeric(struct ps_rendering *render, const struct ps_value *values,
                                     struct ps_value *result)
{
    return answer(render, values[0].string, all(values[0].string, ps_character_is_numeric), result);
}

static enum ps_status call_isspace(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    return answer(render, values[0].string, all(values[0].string, ps_character_is_space), result);
}

static enum ps_status call_isupper(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    return answer(render, values[0].string, ps_string_is_upper(values[0].string), result);
}

static enum ps_status call_islower(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    return answer(render, values[0].string, ps_string_is_lower(values[0].string), result);
}

static enum ps_status call_istitle(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    return answer(render, values[0].string, is_titled(values[0].string), result);
}

static enum ps_status call_isascii(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    const struct ps_string *string = values[0].string;
    return answer(render, string, string->size == 0 || all(string, is_ascii), result);
}

static enum ps_status call_isprintable(struct ps_rendering *render, const struct ps_value *values,
                                       struct ps_value *result)
{
    const struct ps_string *string = values[0].string;
    return answer(render, string, string->size == 0 || all(string, ps_character_is_printable),
                  result);
}

static enum ps_status call_isidentifier(struct ps_rendering *render, const struct ps_value *values,
                                        struct ps_value *result)
{
    const struct ps_string *string = values[0].string;
    size_t second = 0;
    bool begins = string->size > 0;
    if (begins) {
        uint32_t first = ps_string_next(string, &second);
        begins = first == '_' || ps_character_is_alpha(first);
    }
    return answer(render, string, begins && all(string, ps_character_is_identifier), result);
}

static const struct ps_builtin methods[] = {
    {"isalpha", "/", call_isalpha, NULL},         {"isalnum", "/", call_isalnum, NULL},
    {"isdigit", "/", call_isdigit, NULL},         {"isdecimal", "/", call_isdecimal, NULL},
    {"isnumeric", "/", call_isnumeric, NULL},     {"isspace", "/", call_isspace, NULL},
    {"isupper", "/", call_isupper, NULL},         {"islower", "/", call_islower, NULL},
    {"istitle", "/", call_istitle, NULL},         {"isascii", "/", call_isascii, NULL},
    {"isprintable", "/", call_isprintable, NULL}, {"isidentifier", "/", call_isidentifier, NULL},
};

const struct ps_builtin_table ps_string_kind_methods = PS_BUILTIN_TABLE(methods);
