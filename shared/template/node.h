/* The syntax tree of a template, and what the analysis of its names adds to it.
 *
 * All nodes have the same shape, so that what only walks over them needs to know no kinds; the list
 * of kinds says which fields each uses. */
#ifndef PENSTOCK_SHARED_TEMPLATE_NODE_H
#define PENSTOCK_SHARED_TEMPLATE_NODE_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/template/value.h"

enum ps_node_kind {
    /* statements */
    PS_NODE_TEXT,         /* constant */
    PS_NODE_OUTPUT,       /* args */
    PS_NODE_FOR,          /* for left in right if test: body else: otherwise */
    PS_NODE_IF,           /* if test: body; args are the elifs, IFs themselves; otherwise */
    PS_NODE_SET,          /* left = right */
    PS_NODE_SET_BLOCK,    /* left = body, through the filters right (or NULL) */
    PS_NODE_MACRO,        /* name, args are PARAMETERs, body */
    PS_NODE_CALL_BLOCK,   /* left is a CALL, args are PARAMETERs, body */
    PS_NODE_GENERATION,   /* body */
    PS_NODE_FILTER_BLOCK, /* body through the filters right */
    PS_NODE_WITH,         /* args are SETs, body */
    PS_NODE_SCOPE,        /* body */
    PS_NODE_BLOCK,        /* name, body */
    PS_NODE_BREAK,
    PS_NODE_CONTINUE,
    PS_NODE_PARAMETER, /* name, right is the default or NULL */
    /* expressions */
    PS_NODE_CONSTANT,      /* constant */
    PS_NODE_NAME,          /* name; is_store where it is assigned to */
    PS_NODE_NAMESPACE_REF, /* name . attribute, assigned to */
    PS_NODE_TUPLE,         /* args */
    PS_NODE_LIST,          /* args */
    PS_NODE_DICT,          /* args are PAIRs */
    PS_NODE_PAIR,          /* left: right */
    PS_NODE_CONDITION,     /* left if test else right (or NULL) */
    PS_NODE_OR,            /* left, right; likewise the next ones */
    PS_NODE_AND,
    PS_NODE_ADD,
    PS_NODE_SUBTRACT,
    PS_NODE_MULTIPLY,
    PS_NODE_DIVIDE,
    PS_NODE_FLOOR_DIVIDE,
    PS_NODE_MODULO,
    PS_NODE_POWER,
    PS_NODE_NOT, /* left */
    PS_NODE_NEGATE,
    PS_NODE_POSITIVE,
    PS_NODE_COMPARE,   /* left, args are OPERANDs */
    PS_NODE_OPERAND,   /* comparison, left */
    PS_NODE_CONCAT,    /* args */
    PS_NODE_ATTRIBUTE, /* left . constant (a string) */
    PS_NODE_ITEM,      /* left [ right ] */
    PS_NODE_SLICE,     /* left : right : test, each or NULL; only below ITEM */
    PS_NODE_CALL,      /* left ( args ) */
    PS_NODE_FILTER,    /* left (NULL: the block's text), name, builtin, args */
    PS_NODE_TEST,      /* left, name, builtin, args */
    PS_NODE_KEYWORD,   /* name = left, below args of the last three; likewise the next two */
    PS_NODE_STAR,      /* * left */
    PS_NODE_STAR_STAR, /* ** left */
};

enum ps_comparison {
    PS_EQUAL,
    PS_NOT_EQUAL,
    PS_LESS,
    PS_LESS_OR_EQUAL,
    PS_GREATER,
    PS_GREATER_OR_EQUAL,
    PS_IN,
    PS_NOT_IN,
};

/* A name, one per spelling in a template. */
struct ps_name {
    const char *text; /* with a NUL */
    size_t size;
    uint32_t index;        /* of all names of the template */
    bool is_block;         /* of a block */
    struct ps_value value; /* as a string */
    struct ps_name *next;
};

/* A variable of a scope: where it is kept, and what it is when the scope is entered. */
enum ps_load_kind {
    PS_LOAD_PARAMETER, /* whoever enters sets it */
    PS_LOAD_RESOLVE,   /* the template's variable or global of that name */
    PS_LOAD_ALIAS,     /* that of an outer scope */
    PS_LOAD_MISSING,   /* not set yet */
};

struct ps_place {
    uint32_t slot;
    uint32_t hops; /* functions outward from the one that is running */
};

struct ps_variable {
    struct ps_name *name;
    uint32_t slot;
    enum ps_load_kind load;
    struct ps_place alias;
    struct ps_variable *next;
};

/* What Python runs as one function, with its own slots: the template, a macro, a block, a recursive
 * loop, a loop's filter. */
struct ps_function_scope {
    uint32_t num_slots;
    struct ps_function_scope *outer;
};

struct ps_scope {
    struct ps_function_scope *function;
    struct ps_scope *outer;
    struct ps_variable *variables;
    struct ps_variable **last;
    unsigned ifs; /* around what is being analysed */
};

struct ps_node {
    enum ps_node_kind kind;
    uint32_t line;
    uint32_t height;      /* of the tree below */
    struct ps_node *next; /* in the list it is in */
    struct ps_node *left, *right, *test;
    struct ps_node *test_target; /* of a loop's filter: left again, with places of its own */
    struct ps_node *args, *body, *otherwise; /* lists */
    struct ps_name *name, *attribute;
    struct ps_value constant;
    const struct ps_builtin *builtin; /* NULL: unknown, an error when it is evaluated */
    enum ps_comparison comparison;
    struct ps_place place;       /* of the name */
    struct ps_place loop_place;  /* of a loop's variable loop */
    struct ps_scope *scope;      /* of the body */
    struct ps_scope *test_scope; /* of a loop's filter */
    struct ps_scope *else_scope; /* of a loop's otherwise */
    bool is_store;
    bool is_recursive;                           /* a loop */
    bool uses_loop;                              /* a loop whose variable loop is read */
    bool uses_caller, uses_kwargs, uses_varargs; /* a macro */
    bool has_caller_parameter;
    bool is_exported; /* a name set at the top, for blocks to see */
    struct ps_place caller_place, kwargs_place, varargs_place;
};

#endif
