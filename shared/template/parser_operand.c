/* Operands: names, literals, lists and dicts, and what follows them: attributes, subscripts, calls,
 * filters and tests. */
#include <string.h>

#include "shared/template/builtin.h"
#include "shared/template/parser.h"

static enum ps_status parse_name(struct ps_parser *parser, bool has_namespace,
                                 struct ps_node **node)
{
    static const struct {
        const char *text;
        struct ps_value value;
    } constants[] = {
        {"true", {.kind = PS_VALUE_BOOL, .boolean = true}},
        {"True", {.kind = PS_VALUE_BOOL, .boolean = true}},
        {"false", {.kind = PS_VALUE_BOOL, .boolean = false}},
        {"False", {.kind = PS_VALUE_BOOL, .boolean = false}},
        {"none", {.kind = PS_VALUE_NONE}},
        {"None", {.kind = PS_VALUE_NONE}},
    };
    uint32_t line = parser->lexeme->line;
    struct ps_name *name;
    PS_TRY(ps_parser_expect_name(parser, &name));
    for (size_t i = 0; i < sizeof constants / sizeof constants[0]; i++) {
        if (strcmp(name->text, constants[i].text) == 0) {
            PS_TRY(ps_parser_node(parser, PS_NODE_CONSTANT, line, node));
            (*node)->constant = constants[i].value;
            return PS_OK;
        }
    }
    bool is_reference = has_namespace && ps_parser_skip(parser, ".");
    PS_TRY(ps_parser_node(parser, is_reference ? PS_NODE_NAMESPACE_REF : PS_NODE_NAME, line, node));
    (*node)->name = name;
    return is_reference ? ps_parser_expect_name(parser, &(*node)->attribute) : PS_OK;
}

/* Literals that follow each other are one. */
static enum ps_status parse_string(struct ps_parser *parser, struct ps_node **node)
{
    struct ps_heap *heap = &parser->template->heap;
    const struct ps_lexeme *first = parser->lexeme;
    size_t size = 0;
    for (; parser->lexeme->kind == PS_LEXEME_STRING; ps_parser_advance(parser))
        size += parser->lexeme->size;
    const char *data = first->text;
    if (parser->lexeme != first + 1) {
        char *joined = ps_heap_alloc(heap, size, 1);
        if (!joined)
            return ps_parse_no_memory(heap, parser->error);
        data = joined;
        for (const struct ps_lexeme *part = first; part != parser->lexeme; part++) {
            memcpy(joined, part->text, part->size);
            joined += part->size;
        }
    }
    PS_TRY(ps_parser_node(parser, PS_NODE_CONSTANT, first->line, node));
    return ps_parser_string(parser, data, size, &(*node)->constant);
}

static enum ps_status parse_number(struct ps_parser *parser, struct ps_node **node)
{
    const struct ps_lexeme *lexeme = parser->lexeme;
    ps_parser_advance(parser);
    PS_TRY(ps_parser_node(parser, PS_NODE_CONSTANT, lexeme->line, node));
    (*node)->constant = lexeme->kind == PS_LEXEME_FLOAT ? ps_value_float(lexeme->real)
                                                        : ps_value_int(lexeme->integer);
    return PS_OK;
}

static enum ps_status parse_pair(struct ps_parser *parser, struct ps_node **node)
{
    struct ps_node *key, *value;
    PS_TRY(ps_parse_expression(parser, &key));
    PS_TRY(ps_parser_expect(parser, ":"));
    PS_TRY(ps_parse_expression(parser, &value));
    return ps_parser_binary(parser, PS_NODE_PAIR, key->line, key, value, node);
}

/* A list or a dict; the opening bracket was read. */
static enum ps_status parse_items(struct ps_parser *parser, enum ps_node_kind kind,
                                  const char *close, uint32_t line, struct ps_node **node)
{
    struct ps_node_list items = {0};
    while (!ps_parser_at(parser, close)) {
        struct ps_node *item;
        if (items.first)
            PS_TRY(ps_parser_expect(parser, ","));
        if (ps_parser_at(parser, close))
            break;
        PS_TRY(kind == PS_NODE_DICT ? parse_pair(parser, &item)
                                    : ps_parse_expression(parser, &item));
        ps_node_list_add(&items, item);
    }
    PS_TRY(ps_parser_expect(parser, close));
    PS_TRY(ps_parser_node(parser, kind, line, node));
    (*node)->args = items.first;
    return ps_parser_adopt(parser, *node, items.height);
}

enum ps_status ps_parse_primary(struct ps_parser *parser, bool has_namespace, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    switch (parser->lexeme->kind) {
    case PS_LEXEME_NAME:
        return parse_name(parser, has_namespace, node);
    case PS_LEXEME_STRING:
        return parse_string(parser, node);
    case PS_LEXEME_INTEGER:
    case PS_LEXEME_FLOAT:
        return parse_number(parser, node);
    default:
        break;
    }
    if (ps_parser_skip(parser, "(")) {
        PS_TRY(ps_parse_tuple(parser, &(struct ps_tuple_rules){.may_be_empty = true}, node));
        return ps_parser_expect(parser, ")");
    }
    if (ps_parser_skip(parser, "["))
        return parse_items(parser, PS_NODE_LIST, "]", line, node);
    if (ps_parser_skip(parser, "{"))
        return parse_items(parser, PS_NODE_DICT, "}", line, node);
    return ps_parser_fail(parser, "an expression");
}

static bool at_subscript_end(const struct ps_parser *parser)
{
    return ps_parser_at(parser, "]") || ps_parser_at(parser, ",");
}

static enum ps_status parse_subscript(struct ps_parser *parser, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    struct ps_node *start = NULL, *stop = NULL, *step = NULL;
    if (!ps_parser_at(parser, ":"))
        PS_TRY(ps_parse_expression(parser, &start));
    if (!ps_parser_skip(parser, ":")) {
        *node = start;
        return PS_OK;
    }
    if (!ps_parser_at(parser, ":") && !at_subscript_end(parser))
        PS_TRY(ps_parse_expression(parser, &stop));
    if (ps_parser_skip(parser, ":") && !at_subscript_end(parser))
        PS_TRY(ps_parse_expression(parser, &step));
    PS_TRY(ps_parser_binary(parser, PS_NODE_SLICE, line, start, stop, node));
    (*node)->test = step;
    return step ? ps_parser_adopt(parser, *node, step->height) : PS_OK;
}

/* Several subscripts make a tuple; slices can't be in one, as nothing here has two dimensions. */
static enum ps_status parse_subscripts(struct ps_parser *parser, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    struct ps_node_list items = {0};
    while (!ps_parser_at(parser, "]")) {
        struct ps_node *item;
        if (items.first)
            PS_TRY(ps_parser_expect(parser, ","));
        PS_TRY(parse_subscript(parser, &item));
        ps_node_list_add(&items, item);
    }
    ps_parser_advance(parser);
    if (items.first && !items.first->next) {
        *node = items.first;
        return PS_OK;
    }
    for (const struct ps_node *item = items.first; item; item = item->next) {
        if (item->kind == PS_NODE_SLICE)
            return ps_error_set(parser->error, PS_INVALID,
                                "line %u: a slice among several subscripts", (unsigned)line);
    }
    PS_TRY(ps_parser_node(parser, PS_NODE_TUPLE, line, node));
    (*node)->args = items.first;
    return ps_parser_adopt(parser, *node, items.height);
}

static enum ps_status parse_attribute(struct ps_parser *parser, uint32_t line,
                                      struct ps_node **node)
{
    const struct ps_lexeme *lexeme = parser->lexeme;
    if (lexeme->kind == PS_LEXEME_INTEGER) {
        struct ps_node *index;
        PS_TRY(parse_number(parser, &index));
        return ps_parser_binary(parser, PS_NODE_ITEM, line, *node, index, node);
    }
    struct ps_name *name;
    PS_TRY(ps_parser_expect_name(parser, &name));
    PS_TRY(ps_parser_binary(parser, PS_NODE_ATTRIBUTE, line, *node, NULL, node));
    (*node)->constant = name->value;
    return PS_OK;
}

/* One argument: name=x, *x, **x or x. */
static enum ps_status parse_argument(struct ps_parser *parser, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    enum ps_node_kind kind = PS_NODE_TUPLE;
    struct ps_name *name = NULL;
    if (ps_parser_skip(parser, "*")) {
        kind = PS_NODE_STAR;
    } else if (ps_parser_skip(parser, "**")) {
        kind = PS_NODE_STAR_STAR;
    } else if (parser->lexeme->kind == PS_LEXEME_NAME) {
        struct ps_parser ahead = *parser;
        ps_parser_advance(&ahead);
        if (ps_parser_skip(&ahead, "=")) {
            PS_TRY(ps_parser_expect_name(parser, &name));
            *parser = ahead;
            kind = PS_NODE_KEYWORD;
        }
    }
    PS_TRY(ps_parse_expression(parser, node));
    if (kind == PS_NODE_TUPLE)
        return PS_OK;
    PS_TRY(ps_parser_binary(parser, kind, line, *node, NULL, node));
    (*node)->name = name;
    return PS_OK;
}

/* Positional arguments first, then keywords, one * and last one **; no keyword twice. */
static bool may_follow(const struct ps_node *args, const struct ps_node *next)
{
    bool is_positional = next->kind < PS_NODE_KEYWORD;
    for (const struct ps_node *arg = args; arg; arg = arg->next) {
        if (arg->kind == PS_NODE_STAR_STAR)
            return false;
        if (is_positional && arg->kind >= PS_NODE_KEYWORD)
            return false;
        if (next->kind == PS_NODE_STAR && arg->kind == PS_NODE_STAR)
            return false;
        if (next->kind == PS_NODE_KEYWORD && arg->kind == PS_NODE_KEYWORD &&
            arg->name == next->name)
            return false;
    }
    return true;
}

enum { ARGUMENTS_MAX = 1000 };

/* The arguments in parentheses into node's args. */
static enum ps_status parse_arguments(struct ps_parser *parser, struct ps_node *node)
{
    uint32_t line = parser->lexeme->line;
    struct ps_node_list args = {0};
    PS_TRY(ps_parser_expect(parser, "("));
    for (size_t count = 0; !ps_parser_at(parser, ")"); count++) {
        struct ps_node *arg;
        if (args.first)
            PS_TRY(ps_parser_expect(parser, ","));
        if (ps_parser_at(parser, ")"))
            break;
        PS_TRY(parse_argument(parser, &arg));
        if (!may_follow(args.first, arg) || count == ARGUMENTS_MAX)
            return ps_error_set(parser->error, PS_INVALID,
                                "line %u: invalid syntax for function call", (unsigned)line);
        ps_node_list_add(&args, arg);
    }
    ps_parser_advance(parser);
    node->args = args.first;
    return ps_parser_adopt(parser, node, args.height);
}

static enum ps_status parse_call(struct ps_parser *parser, struct ps_node **node)
{
    PS_TRY(ps_parser_binary(parser, PS_NODE_CALL, parser->lexeme->line, *node, NULL, node));
    return parse_arguments(parser, *node);
}

enum ps_status ps_parse_postfix(struct ps_parser *parser, struct ps_node **node)
{
    while (true) {
        uint32_t line = parser->lexeme->line;
        if (ps_parser_skip(parser, ".")) {
            PS_TRY(parse_attribute(parser, line, node));
        } else if (ps_parser_skip(parser, "[")) {
            struct ps_node *subscript;
            PS_TRY(parse_subscripts(parser, &subscript));
            PS_TRY(ps_parser_binary(parser, PS_NODE_ITEM, line, *node, subscript, node));
        } else if (ps_parser_at(parser, "(")) {
            PS_TRY(parse_call(parser, node));
        } else {
            return PS_OK;
        }
    }
}

/* A filter's or test's name; dots in it are allowed, though no builtin has any. */
static enum ps_status parse_builtin_name(struct ps_parser *parser, struct ps_name **name)
{
    struct ps_heap *heap = &parser->template->heap;
    PS_TRY(ps_parser_expect_name(parser, name));
    while (ps_parser_skip(parser, ".")) {
        struct ps_name *first = *name, *second;
        PS_TRY(ps_parser_expect_name(parser, &second));
        size_t size = first->size + 1 + second->size;
        char *joined = ps_heap_alloc(heap, size, 1);
        if (!joined)
            return ps_parse_no_memory(heap, parser->error);
        memcpy(joined, first->text, first->size);
        joined[first->size] = '.';
        memcpy(joined + first->size + 1, second->text, second->size);
        *name = ps_template_name(parser->template, joined, size);
        if (!*name)
            return ps_parse_no_memory(heap, parser->error);
    }
    return PS_OK;
}

enum ps_status ps_parse_filters(struct ps_parser *parser, bool is_begun, struct ps_node **node)
{
    while (is_begun || ps_parser_skip(parser, "|")) {
        uint32_t line = parser->lexeme->line;
        struct ps_name *name;
        is_begun = false;
        PS_TRY(parse_builtin_name(parser, &name));
        PS_TRY(ps_parser_binary(parser, PS_NODE_FILTER, line, *node, NULL, node));
        (*node)->name = name;
        (*node)->builtin = ps_filter_find(name->text, name->size);
        if (ps_parser_at(parser, "("))
            PS_TRY(parse_arguments(parser, *node));
    }
    return PS_OK;
}

static bool begins_test_argument(const struct ps_parser *parser)
{
    switch (parser->lexeme->kind) {
    case PS_LEXEME_NAME:
        return !ps_parser_at_name(parser, "else") && !ps_parser_at_name(parser, "or") &&
               !ps_parser_at_name(parser, "and");
    case PS_LEXEME_STRING:
    case PS_LEXEME_INTEGER:
    case PS_LEXEME_FLOAT:
        return true;
    default:
        return ps_parser_at(parser, "[") || ps_parser_at(parser, "{");
    }
}

static enum ps_status parse_test(struct ps_parser *parser, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    ps_parser_advance(parser);
    bool is_negated = ps_parser_skip_name(parser, "not");
    struct ps_name *name;
    PS_TRY(parse_builtin_name(parser, &name));
    PS_TRY(ps_parser_binary(parser, PS_NODE_TEST, line, *node, NULL, node));
    (*node)->name = name;
    (*node)->builtin = ps_test_find(name->text, name->size);
    if (ps_parser_at(parser, "(")) {
        PS_TRY(parse_arguments(parser, *node));
    } else if (begins_test_argument(parser)) {
        if (ps_parser_at_name(parser, "is"))
            return ps_parser_fail(parser, "no other test behind a test");
        PS_TRY(ps_parse_primary(parser, false, &(*node)->args));
        PS_TRY(ps_parse_postfix(parser, &(*node)->args));
        PS_TRY(ps_parser_adopt(parser, *node, (*node)->args->height));
    }
    return is_negated ? ps_parser_binary(parser, PS_NODE_NOT, line, *node, NULL, node) : PS_OK;
}

enum ps_status ps_parse_filters_and_tests(struct ps_parser *parser, struct ps_node **node)
{
    while (true) {
        if (ps_parser_at(parser, "|"))
            PS_TRY(ps_parse_filters(parser, false, node));
        else if (ps_parser_at_name(parser, "is"))
            PS_TRY(parse_test(parser, node));
        else if (ps_parser_at(parser, "("))
            PS_TRY(parse_call(parser, node));
        else
            return PS_OK;
    }
}
