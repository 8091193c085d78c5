/* Tests, behind "is". */
#include "shared/template/builtin.h"
#include "shared/template/compare.h"
#include "shared/template/iterator.h"
#include "shared/template/operate.h"
#include "shared/template/print.h"
#include "shared/template/string_methods.h"

static enum ps_status answer(bool holds, struct ps_value *result)
{
    *result = ps_value_bool(holds);
    return PS_OK;
}

/* value % divisor == remainder */
static enum ps_status has_remainder(struct ps_rendering *render, struct ps_value value,
                                    struct ps_value divisor, int64_t remainder,
                                    struct ps_value *result)
{
    bool equal;
    PS_TRY(ps_operate(render, PS_NODE_MODULO, value, divisor, result));
    PS_TRY(ps_value_equal(render, *result, ps_value_int(remainder), &equal));
    return answer(equal, result);
}

static enum ps_status test_odd(struct ps_rendering *render, const struct ps_value *values,
                               struct ps_value *result)
{
    return has_remainder(render, values[0], ps_value_int(2), 1, result);
}

static enum ps_status test_even(struct ps_rendering *render, const struct ps_value *values,
                                struct ps_value *result)
{
    return has_remainder(render, values[0], ps_value_int(2), 0, result);
}

static enum ps_status test_divisibleby(struct ps_rendering *render, const struct ps_value *values,
                                       struct ps_value *result)
{
    return has_remainder(render, values[0], values[1], 0, result);
}

static enum ps_status test_defined(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind != PS_VALUE_UNDEFINED, result);
}

static enum ps_status test_undefined(struct ps_rendering *render, const struct ps_value *values,
                                     struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind == PS_VALUE_UNDEFINED, result);
}

static enum ps_status test_filter(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    uint64_t hash;
    PS_TRY(ps_value_hash(render, values[0], &hash));
    const struct ps_string *name = values[0].string;
    return answer(values[0].kind == PS_VALUE_STRING && ps_filter_find(name->data, name->size),
                  result);
}

static enum ps_status test_test(struct ps_rendering *render, const struct ps_value *values,
                                struct ps_value *result)
{
    uint64_t hash;
    PS_TRY(ps_value_hash(render, values[0], &hash));
    const struct ps_string *name = values[0].string;
    return answer(values[0].kind == PS_VALUE_STRING && ps_test_find(name->data, name->size),
                  result);
}

static enum ps_status test_none(struct ps_rendering *render, const struct ps_value *values,
                                struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind == PS_VALUE_NONE, result);
}

static enum ps_status test_boolean(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind == PS_VALUE_BOOL, result);
}

static enum ps_status test_true(struct ps_rendering *render, const struct ps_value *values,
                                struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind == PS_VALUE_BOOL && values[0].boolean, result);
}

static enum ps_status test_false(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind == PS_VALUE_BOOL && !values[0].boolean, result);
}

static enum ps_status test_integer(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind == PS_VALUE_INT, result);
}

static enum ps_status test_float(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind == PS_VALUE_FLOAT, result);
}

static enum ps_status test_number(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    (void)render;
    return answer(ps_value_is_number(values[0]), result);
}

static enum ps_status test_string(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind == PS_VALUE_STRING, result);
}

static enum ps_status test_mapping(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind == PS_VALUE_DICT, result);
}

static enum ps_status test_iterable(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    (void)render;
    return answer(ps_value_is_iterable(values[0]), result);
}

static enum ps_status test_sequence(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind != PS_VALUE_VIEW && ps_value_length(values[0]) != SIZE_MAX,
                  result);
}

static enum ps_status test_callable(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    (void)render;
    enum ps_value_kind kind = values[0].kind;
    return answer(kind == PS_VALUE_MACRO || kind == PS_VALUE_FUNCTION ||
                      kind == PS_VALUE_UNDEFINED || kind == PS_VALUE_LOOP ||
                      kind == PS_VALUE_JOINER,
                  result);
}

static enum ps_status test_sameas(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    (void)render;
    return answer(ps_value_same(values[0], values[1]), result);
}

static enum ps_status test_escaped(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    (void)render;
    return answer(values[0].kind == PS_VALUE_STRING && values[0].string->is_safe, result);
}

static enum ps_status test_upper(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    PS_TRY(ps_value_to_string(render, values[0], result));
    return answer(ps_string_is_upper(result->string), result);
}

static enum ps_status test_lower(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    PS_TRY(ps_value_to_string(render, values[0], result));
    return answer(ps_string_is_lower(result->string), result);
}

static enum ps_status compare(struct ps_rendering *render, const struct ps_value *values,
                              enum ps_comparison comparison, struct ps_value *result)
{
    bool holds;
    PS_TRY(ps_value_compare(render, comparison, values[0], values[1], &holds));
    return answer(holds, result);
}

static enum ps_status test_equal(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return compare(render, values, PS_EQUAL, result);
}

static enum ps_status test_not_equal(struct ps_rendering *render, const struct ps_value *values,
                                     struct ps_value *result)
{
    return compare(render, values, PS_NOT_EQUAL, result);
}

static enum ps_status test_less(struct ps_rendering *render, const struct ps_value *values,
                                struct ps_value *result)
{
    return compare(render, values, PS_LESS, result);
}

static enum ps_status test_less_or_equal(struct ps_rendering *render, const struct ps_value *values,
                                         struct ps_value *result)
{
    return compare(render, values, PS_LESS_OR_EQUAL, result);
}

static enum ps_status test_greater(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    return compare(render, values, PS_GREATER, result);
}

static enum ps_status test_greater_or_equal(struct ps_rendering *render,
                                            const struct ps_value *values, struct ps_value *result)
{
    return compare(render, values, PS_GREATER_OR_EQUAL, result);
}

static enum ps_status test_in(struct ps_rendering *render, const struct ps_value *values,
                              struct ps_value *result)
{
    return compare(render, values, PS_IN, result);
}

/* The ones with signs for names serve select('==', x). */
static const struct ps_builtin tests[] = {
    {"defined", NULL, test_defined, NULL},
    {"undefined", NULL, test_undefined, NULL},
    {"none", NULL, test_none, NULL},
    {"string", NULL, test_string, NULL},
    {"mapping", NULL, test_mapping, NULL},
    {"iterable", NULL, test_iterable, NULL},
    {"sequence", NULL, test_sequence, NULL},
    {"number", NULL, test_number, NULL},
    {"integer", NULL, test_integer, NULL},
    {"float", NULL, test_float, NULL},
    {"boolean", NULL, test_boolean, NULL},
    {"true", NULL, test_true, NULL},
    {"false", NULL, test_false, NULL},
    {"odd", NULL, test_odd, NULL},
    {"even", NULL, test_even, NULL},
    {"divisibleby", "num", test_divisibleby, NULL},
    {"lower", NULL, test_lower, NULL},
    {"upper", NULL, test_upper, NULL},
    {"callable", "/", test_callable, NULL},
    {"sameas", "other", test_sameas, NULL},
    {"escaped", NULL, test_escaped, NULL},
    {"filter", NULL, test_filter, NULL},
    {"test", NULL, test_test, NULL},
    {"in", "seq", test_in, NULL},
    {"==", "/other", test_equal, NULL},
    {"eq", "/other", test_equal, NULL},
    {"equalto", "/other", test_equal, NULL},
    {"!=", "/other", test_not_equal, NULL},
    {"ne", "/other", test_not_equal, NULL},
    {">", "/other", test_greater, NULL},
    {"gt", "/other", test_greater, NULL},
    {"greaterthan", "/other", test_greater, NULL},
    {">=", "/other", test_greater_or_equal, NULL},
    {"ge", "/other", test_greater_or_equal, NULL},
    {"<", "/other", test_less, NULL},
    {"lt", "/other", test_less, NULL},
    {"lessthan", "/other", test_less, NULL},
    {"<=", "/other", test_less_or_equal, NULL},
    {"le", "/other", test_less_or_equal, NULL},
};

const struct ps_builtin_table ps_tests = PS_BUILTIN_TABLE(tests);
