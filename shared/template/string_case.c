/* Upper, lower and title case. */
#include "shared/base/utf8.h"
#include "shared/template/builtin.h"
#include "shared/template/character.h"
#include "shared/template/string_methods.h"

static enum ps_status write_all(struct ps_rendering *render, const uint32_t *code_points,
                                size_t count)
{
    for (size_t i = 0; i < count; i++)
        PS_TRY(ps_rendering_write_character(render, code_points[i]));
    return PS_OK;
}

/* A sigma at the end of a word has its own form (SpecialCasing's Final_Sigma): a cased letter
 * before it and none behind, what ignores case not counted. */
static bool is_final_sigma(const struct ps_string *string, size_t begin, size_t end)
{
    bool is_preceded = false;
    while (begin > 0) {
        uint32_t code_point = 0;
        begin = ps_utf8_last(string->data, begin);
        ps_utf8_decode(string->data + begin, string->size - begin, &code_point);
        if (!ps_character_ignores_case(code_point)) {
            is_preceded = ps_character_is_cased(code_point);
            break;
        }
    }
    while (is_preceded && end < string->size) {
        uint32_t code_point = ps_string_next(string, &end);
        if (!ps_character_ignores_case(code_point))
            return !ps_character_is_cased(code_point);
    }
    return is_preceded;
}

static enum ps_status write_lower(struct ps_rendering *render, const struct ps_string *string,
                                  size_t begin, size_t end, uint32_t code_point)
{
    uint32_t mapped[PS_CASE_SIZE_MAX];
    if (code_point == 0x3A3)
        return ps_rendering_write_character(render,
                                            is_final_sigma(string, begin, end) ? 0x3C2 : 0x3C3);
    return write_all(render, mapped, ps_character_lower(code_point, mapped));
}

static enum ps_status write_upper(struct ps_rendering *render, uint32_t code_point)
{
    uint32_t mapped[PS_CASE_SIZE_MAX];
    return write_all(render, mapped, ps_character_upper(code_point, mapped));
}

static enum ps_status write_title(struct ps_rendering *render, uint32_t code_point)
{
    uint32_t mapped[PS_CASE_SIZE_MAX];
    return write_all(render, mapped, ps_character_title(code_point, mapped));
}

enum how { UPPER, LOWER, SWAP, CAPITALIZE, TITLE };

static enum ps_status change_case(struct ps_rendering *render, const struct ps_string *string,
                                  enum how how, struct ps_value *result)
{
    size_t mark = ps_rendering_mark(render);
    bool is_inside = false; /* of a word */
    for (size_t end = 0; end < string->size;) {
        size_t begin = end;
        uint32_t code_point = ps_string_next(string, &end);
        bool raises = how == UPPER || (how == SWAP && ps_character_is_lower(code_point));
        bool lowers = how == LOWER || (how == SWAP && ps_character_is_upper(code_point)) ||
                      (how == CAPITALIZE && begin > 0) || (how == TITLE && is_inside);
        if (raises)
            PS_TRY(write_upper(render, code_point));
        else if (lowers)
            PS_TRY(write_lower(render, string, begin, end, code_point));
        else if (how == SWAP)
            PS_TRY(ps_rendering_write_character(render, code_point));
        else
            PS_TRY(write_title(render, code_point));
        is_inside = ps_character_is_cased(code_point);
    }
    PS_TRY(ps_rendering_step(render, string->size / 8));
    PS_TRY(ps_rendering_capture(render, mark, result));
    result->string->is_safe = string->is_safe;
    return PS_OK;
}

enum ps_status ps_string_upper(struct ps_rendering *render, struct ps_string *string,
                               struct ps_value *result)
{
    return change_case(render, string, UPPER, result);
}

enum ps_status ps_string_lower(struct ps_rendering *render, struct ps_string *string,
                               struct ps_value *result)
{
    return change_case(render, string, LOWER, result);
}

enum ps_status ps_string_capitalize(struct ps_rendering *render, struct ps_string *string,
                                    struct ps_value *result)
{
    return change_case(render, string, CAPITALIZE, result);
}

static enum ps_status call_upper(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return change_case(render, values[0].string, UPPER, result);
}

static enum ps_status call_lower(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return change_case(render, values[0].string, LOWER, result);
}

static enum ps_status call_swapcase(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    return change_case(render, values[0].string, SWAP, result);
}

static enum ps_status call_capitalize(struct ps_rendering *render, const struct ps_value *values,
                                      struct ps_value *result)
{
    return change_case(render, values[0].string, CAPITALIZE, result);
}

static enum ps_status call_title(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return change_case(render, values[0].string, TITLE, result);
}

/* Folded for comparisons without case. */
static enum ps_status call_casefold(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    const struct ps_string *string = values[0].string;
    size_t mark = ps_rendering_mark(render);
    for (size_t end = 0; end < string->size;) {
        uint32_t folded[PS_CASE_SIZE_MAX];
        uint32_t code_point = ps_string_next(string, &end);
        PS_TRY(write_all(render, folded, ps_character_fold(code_point, folded)));
    }
    PS_TRY(ps_rendering_capture(render, mark, result));
    result->string->is_safe = string->is_safe;
    return PS_OK;
}

static const struct ps_builtin methods[] = {
    {"upper", "/", call_upper, NULL},           {"lower", "/", call_lower, NULL},
    {"swapcase", "/", call_swapcase, NULL},     {"title", "/", call_title, NULL},
    {"capitalize", "/", call_capitalize, NULL}, {"casefold", "/", call_casefold, NULL},
};

const struct ps_builtin_table ps_string_case_methods = PS_BUILTIN_TABLE(methods);
