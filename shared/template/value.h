/* What a template computes with: Python's values, as far as templates can see them.
 *
 * Values are small and passed by copy; what they point to belongs to the heap of a rendering (or,
 * for constants, of the template), lives as long as that, and does not change once others can see
 * it. Strings may point into the request's variables. */
#ifndef PENSTOCK_SHARED_TEMPLATE_VALUE_H
#define PENSTOCK_SHARED_TEMPLATE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/template/heap.h"

enum ps_value_kind {
    PS_VALUE_ABSENT, /* no value at all: an argument not given, a variable not set */
    PS_VALUE_UNDEFINED,
    PS_VALUE_NONE,
    PS_VALUE_BOOL,
    PS_VALUE_INT,
    PS_VALUE_FLOAT,
    PS_VALUE_STRING,
    PS_VALUE_LIST,
    PS_VALUE_TUPLE,
    PS_VALUE_DICT,
    PS_VALUE_NAMESPACE,
    PS_VALUE_RANGE,
    PS_VALUE_VIEW,     /* a dict's keys(), values() or items() */
    PS_VALUE_ITERATOR, /* a generator, or what reversed() returns */
    PS_VALUE_MACRO,
    PS_VALUE_FUNCTION, /* a builtin function or a bound method */
    PS_VALUE_LOOP,
    PS_VALUE_CYCLER,
    PS_VALUE_JOINER,
};

struct ps_value {
    enum ps_value_kind kind;
    union {
        bool boolean;
        int64_t integer;
        double real;
        struct ps_undefined *undefined;
        struct ps_string *string;
        struct ps_list *list; /* of a tuple too */
        struct ps_dict *dict; /* of a namespace too */
        struct ps_range *range;
        struct ps_view *view;
        struct ps_iterator *iterator;
        struct ps_macro *macro;
        struct ps_function *function;
        struct ps_loop *loop;
        struct ps_cycler *cycler;
        struct ps_joiner *joiner;
    };
};

/* jinja2's Undefined: printed as nothing, and using it fails with what it knows of its origin. */
struct ps_undefined {
    struct ps_value object; /* ABSENT: a variable */
    struct ps_value name;   /* ABSENT where hint says it all */
    const char *hint;       /* or NULL */
    bool is_unsafe;         /* an attribute the sandbox denies */
};

struct ps_string {
    const char *data; /* [size], valid UTF-8, no NUL after it */
    size_t size;
    size_t count;                /* characters; SIZE_MAX: not counted yet */
    struct ps_string_room *room; /* where data ends in memory that may be appended to, or NULL */
    bool is_safe;                /* markupsafe's Markup */
};

struct ps_list {
    struct ps_value *items; /* [count] */
    size_t count;
    size_t capacity;
    bool is_group; /* groupby's tuple, with the attributes grouper and list */
};

struct ps_entry {
    struct ps_value key, value;
    uint64_t hash;
};

struct ps_dict {
    struct ps_entry *entries; /* [count], in order of insertion */
    size_t count, capacity;
    uint32_t *index; /* [num_slots], entry + 1 or 0; NULL while the dict is small */
    size_t num_slots;
    bool is_printing; /* a namespace's: it may hold itself */
};

struct ps_range {
    int64_t start, stop, step;
    int64_t count;
};

enum ps_view_kind { PS_VIEW_KEYS, PS_VIEW_VALUES, PS_VIEW_ITEMS };

struct ps_view {
    enum ps_view_kind kind;
    struct ps_dict *dict;
};

struct ps_macro {
    const struct ps_node *node; /* a macro, a call block or a generation block */
    struct ps_frame *frame;     /* where it was defined */
};

struct ps_function {
    const struct ps_builtin *builtin;
    struct ps_value self; /* ABSENT for a function */
};

struct ps_cycler {
    struct ps_list *items;
    size_t position;
};

struct ps_joiner {
    struct ps_value separator;
    bool is_used;
};

static inline struct ps_value ps_value_none(void)
{
    return (struct ps_value){.kind = PS_VALUE_NONE};
}

static inline struct ps_value ps_value_bool(bool boolean)
{
    return (struct ps_value){.kind = PS_VALUE_BOOL, .boolean = boolean};
}

static inline struct ps_value ps_value_int(int64_t integer)
{
    return (struct ps_value){.kind = PS_VALUE_INT, .integer = integer};
}

static inline struct ps_value ps_value_float(double real)
{
    return (struct ps_value){.kind = PS_VALUE_FLOAT, .real = real};
}

static inline bool ps_value_is(struct ps_value value, enum ps_value_kind kind)
{
    return value.kind == kind;
}

/* int or bool, as Python's isinstance(value, int) sees it. */
static inline bool ps_value_is_integral(struct ps_value value)
{
    return value.kind == PS_VALUE_INT || value.kind == PS_VALUE_BOOL;
}

/* Of an integral value. */
static inline int64_t ps_value_integer(struct ps_value value)
{
    return value.kind == PS_VALUE_BOOL ? (int64_t)value.boolean : value.integer;
}

static inline bool ps_value_is_number(struct ps_value value)
{
    return ps_value_is_integral(value) || value.kind == PS_VALUE_FLOAT;
}

/* Of a number. */
static inline double ps_value_real(struct ps_value value)
{
    return value.kind == PS_VALUE_FLOAT ? value.real : (double)ps_value_integer(value);
}

/* Whether a string is exactly this text. */
bool ps_value_is_text(struct ps_value value, const char *text);

/* Characters of a string, counted once. */
size_t ps_string_count(struct ps_string *string);

/* The bytes of characters [first, last) of a string; first <= last <= its count. */
void ps_string_span(struct ps_string *string, size_t first, size_t last, size_t *begin,
                    size_t *end);

/* The character at a byte offset, which moves behind it. offset < size. */
uint32_t ps_string_next(const struct ps_string *string, size_t *offset);

/* How many bytes of a text of that size a message shows, for "%.*s". */
int ps_shown_size(size_t size);

/* The name of a value's type in Python: "str", "dict", ... */
const char *ps_value_type_name(struct ps_value value);

#endif
