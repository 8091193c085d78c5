/* Filters, tests, functions and methods: how they are called. */
#ifndef PENSTOCK_SHARED_TEMPLATE_BUILTIN_H
#define PENSTOCK_SHARED_TEMPLATE_BUILTIN_H

#include "shared/template/rendering.h"

struct ps_keyword {
    struct ps_value name; /* a string */
    struct ps_value value;
};

/* Arguments of a call. */
struct ps_arguments {
    const struct ps_value *items; /* [count] */
    size_t count;
    const struct ps_keyword *keywords; /* [num_keywords], each name once */
    size_t num_keywords;
};

struct ps_builtin {
    const char *name;
    /* "old new count?": names of parameters, those with ? may be left out; "/" first: they can't be
     * given by name; "*": whatever comes is in the arguments. NULL: none. */
    const char *parameters;
    /* values: a filter's or test's operand or a method's object (if any), then the parameters in
     * order, ABSENT where not given. */
    enum ps_status (*call)(struct ps_rendering *render, const struct ps_value *values,
                           struct ps_value *result);
    /* In place of call, for parameters "*". */
    enum ps_status (*call_any)(struct ps_rendering *render, struct ps_value operand,
                               const struct ps_arguments *arguments, struct ps_value *result);
};

#define PS_PARAMETERS_MAX 8

struct ps_builtin_table {
    const struct ps_builtin *items; /* [count] */
    size_t count;
};
#define PS_BUILTIN_TABLE(array)                                                                    \
    {                                                                                              \
        (array), sizeof(array) / sizeof(array)[0]                                                  \
    }

extern const struct ps_builtin_table ps_functions, ps_tests;
extern const struct ps_builtin_table ps_string_filters, ps_layout_filters, ps_html_filters,
    ps_sequence_filters, ps_order_filters, ps_select_filters, ps_number_filters;
extern const struct ps_builtin_table ps_string_case_methods, ps_string_kind_methods,
    ps_string_search_methods, ps_string_split_methods, ps_string_strip_methods,
    ps_string_pad_methods, ps_list_methods, ps_dict_methods, ps_number_methods, ps_loop_methods,
    ps_cycler_methods;

/* By name, or NULL. */
const struct ps_builtin *ps_filter_find(const char *name, size_t size);
const struct ps_builtin *ps_test_find(const char *name, size_t size);
const struct ps_builtin *ps_function_find(const char *name, size_t size);
const struct ps_builtin *ps_builtin_find(const struct ps_builtin_table *table, const char *name,
                                         size_t size);

/* Binds the arguments to the parameters and calls. operand is ABSENT for functions. */
enum ps_status ps_builtin_call(struct ps_rendering *render, const struct ps_builtin *builtin,
                               struct ps_value operand, const struct ps_arguments *arguments,
                               struct ps_value *result) PS_MUST_USE;

/* Calls any value: functions, methods, macros, recursive loops, joiners. */
enum ps_status ps_call_value(struct ps_rendering *render, struct ps_value callee,
                             const struct ps_arguments *arguments,
                             struct ps_value *result) PS_MUST_USE;

/* Converting arguments; what names the argument for the message. ABSENT gives the fallback; for a
 * count, None does too. */
enum ps_status ps_argument_integer(struct ps_rendering *render, struct ps_value value,
                                   const char *what, int64_t fallback,
                                   int64_t *integer) PS_MUST_USE;
enum ps_status ps_argument_count(struct ps_rendering *render, struct ps_value value,
                                 const char *what, int64_t fallback, int64_t *count) PS_MUST_USE;
enum ps_status ps_argument_string(struct ps_rendering *render, struct ps_value value,
                                  const char *what, struct ps_string **string) PS_MUST_USE;
bool ps_argument_given(struct ps_value value); /* neither ABSENT nor None */

#endif
