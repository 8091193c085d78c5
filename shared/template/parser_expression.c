/* Expressions, from the loosest operator to the tightest: jinja2's order, in which filters and
 * tests bind tighter than everything but attributes, subscripts and calls. */
#include <string.h>

#include "shared/template/parser.h"

static enum ps_status parse_or(struct ps_parser *parser, struct ps_node **node);
static enum ps_status parse_unary(struct ps_parser *parser, bool has_filters,
                                  struct ps_node **node);

/* left if test else right, where right may be missing. */
static enum ps_status parse_condition(struct ps_parser *parser, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    PS_TRY(parse_or(parser, node));
    while (ps_parser_skip_name(parser, "if")) {
        struct ps_node *test, *otherwise = NULL, *condition;
        PS_TRY(parse_or(parser, &test));
        if (ps_parser_skip_name(parser, "else"))
            PS_TRY(ps_parse_expression(parser, &otherwise));
        PS_TRY(ps_parser_binary(parser, PS_NODE_CONDITION, line, *node, otherwise, &condition));
        condition->test = test;
        PS_TRY(ps_parser_adopt(parser, condition, test->height));
        *node = condition;
        line = parser->lexeme->line;
    }
    return PS_OK;
}

enum ps_status ps_parse_expression(struct ps_parser *parser, struct ps_node **node)
{
    PS_TRY(ps_parser_enter(parser));
    PS_TRY(parse_condition(parser, node));
    parser->depth--;
    return PS_OK;
}

static enum ps_status parse_comparison(struct ps_parser *parser, struct ps_node **node);

static enum ps_status parse_not(struct ps_parser *parser, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    if (!ps_parser_skip_name(parser, "not"))
        return parse_comparison(parser, node);
    PS_TRY(ps_parser_enter(parser));
    struct ps_node *operand;
    PS_TRY(parse_not(parser, &operand));
    parser->depth--;
    return ps_parser_binary(parser, PS_NODE_NOT, line, operand, NULL, node);
}

static enum ps_status parse_and(struct ps_parser *parser, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    PS_TRY(parse_not(parser, node));
    while (ps_parser_skip_name(parser, "and")) {
        struct ps_node *right;
        PS_TRY(parse_not(parser, &right));
        PS_TRY(ps_parser_binary(parser, PS_NODE_AND, line, *node, right, node));
    }
    return PS_OK;
}

static enum ps_status parse_or(struct ps_parser *parser, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    PS_TRY(parse_and(parser, node));
    while (ps_parser_skip_name(parser, "or")) {
        struct ps_node *right;
        PS_TRY(parse_and(parser, &right));
        PS_TRY(ps_parser_binary(parser, PS_NODE_OR, line, *node, right, node));
    }
    return PS_OK;
}

/* Reads a comparison operator, if there is one. */
static bool skip_comparison(struct ps_parser *parser, enum ps_comparison *comparison)
{
    static const char *const operators[] = {
        [PS_EQUAL] = "==",         [PS_NOT_EQUAL] = "!=", [PS_LESS] = "<",
        [PS_LESS_OR_EQUAL] = "<=", [PS_GREATER] = ">",    [PS_GREATER_OR_EQUAL] = ">=",
    };
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        if (ps_parser_skip(parser, operators[i])) {
            *comparison = (enum ps_comparison)i;
            return true;
        }
    }
    *comparison = PS_IN;
    if (ps_parser_skip_name(parser, "in"))
        return true;
    struct ps_parser ahead = *parser;
    if (!ps_parser_skip_name(&ahead, "not") || !ps_parser_skip_name(&ahead, "in"))
        return false;
    *parser = ahead;
    *comparison = PS_NOT_IN;
    return true;
}

struct level {
    const char *op;
    enum ps_node_kind kind;
};

static const struct level *find_level(const struct ps_parser *parser, const struct level *levels)
{
    for (; levels->op; levels++) {
        if (ps_parser_at(parser, levels->op))
            return levels;
    }
    return NULL;
}

static bool is_negative_constant(const struct ps_node *node)
{
    return node->kind == PS_NODE_NEGATE && node->left->kind == PS_NODE_CONSTANT;
}

/* A sign before the base belongs to the base, but jinja2 writes a negative constant without
 * parentheses into the Python that it makes of a template, and there a power binds tighter. What
 * has constants on both sides it computes itself. */
static enum ps_status raise_to_power(struct ps_parser *parser, uint32_t line, struct ps_node *base,
                                     struct ps_node *exponent, struct ps_node **node)
{
    bool is_constant = exponent->kind == PS_NODE_CONSTANT || is_negative_constant(exponent);
    if (is_constant || !is_negative_constant(base))
        return ps_parser_binary(parser, PS_NODE_POWER, line, base, exponent, node);
    PS_TRY(ps_parser_binary(parser, PS_NODE_POWER, line, base->left, exponent, node));
    return ps_parser_binary(parser, PS_NODE_NEGATE, line, *node, NULL, node);
}

static enum ps_status parse_power(struct ps_parser *parser, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    PS_TRY(parse_unary(parser, true, node));
    while (ps_parser_skip(parser, "**")) {
        struct ps_node *exponent;
        PS_TRY(parse_unary(parser, true, &exponent));
        PS_TRY(raise_to_power(parser, line, *node, exponent, node));
    }
    return PS_OK;
}

static enum ps_status parse_product(struct ps_parser *parser, struct ps_node **node)
{
    static const struct level levels[] = {{"*", PS_NODE_MULTIPLY},
                                          {"/", PS_NODE_DIVIDE},
                                          {"//", PS_NODE_FLOOR_DIVIDE},
                                          {"%", PS_NODE_MODULO},
                                          {NULL, PS_NODE_TEXT}};
    const struct level *level;
    uint32_t line = parser->lexeme->line;
    PS_TRY(parse_power(parser, node));
    while ((level = find_level(parser, levels))) {
        struct ps_node *right;
        ps_parser_advance(parser);
        PS_TRY(parse_power(parser, &right));
        PS_TRY(ps_parser_binary(parser, level->kind, line, *node, right, node));
    }
    return PS_OK;
}

static enum ps_status parse_concat(struct ps_parser *parser, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    PS_TRY(parse_product(parser, node));
    if (!ps_parser_at(parser, "~"))
        return PS_OK;
    struct ps_node_list operands = {0};
    ps_node_list_add(&operands, *node);
    while (ps_parser_skip(parser, "~")) {
        struct ps_node *operand;
        PS_TRY(parse_product(parser, &operand));
        ps_node_list_add(&operands, operand);
    }
    PS_TRY(ps_parser_node(parser, PS_NODE_CONCAT, line, node));
    (*node)->args = operands.first;
    return ps_parser_adopt(parser, *node, operands.height);
}

static enum ps_status parse_sum(struct ps_parser *parser, struct ps_node **node)
{
    static const struct level levels[] = {
        {"+", PS_NODE_ADD}, {"-", PS_NODE_SUBTRACT}, {NULL, PS_NODE_TEXT}};
    const struct level *level;
    uint32_t line = parser->lexeme->line;
    PS_TRY(parse_concat(parser, node));
    while ((level = find_level(parser, levels))) {
        struct ps_node *right;
        ps_parser_advance(parser);
        PS_TRY(parse_concat(parser, &right));
        PS_TRY(ps_parser_binary(parser, level->kind, line, *node, right, node));
    }
    return PS_OK;
}

static enum ps_status parse_comparison(struct ps_parser *parser, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    struct ps_node_list operands = {0};
    enum ps_comparison comparison;
    PS_TRY(parse_sum(parser, node));
    while (skip_comparison(parser, &comparison)) {
        struct ps_node *right, *operand;
        PS_TRY(parse_sum(parser, &right));
        PS_TRY(ps_parser_binary(parser, PS_NODE_OPERAND, right->line, right, NULL, &operand));
        operand->comparison = comparison;
        ps_node_list_add(&operands, operand);
    }
    if (!operands.first)
        return PS_OK;
    PS_TRY(ps_parser_binary(parser, PS_NODE_COMPARE, line, *node, NULL, node));
    (*node)->args = operands.first;
    return ps_parser_adopt(parser, *node, operands.height);
}

static enum ps_status parse_unary(struct ps_parser *parser, bool has_filters, struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    bool is_negative = ps_parser_skip(parser, "-");
    if (is_negative || ps_parser_skip(parser, "+")) {
        struct ps_node *operand;
        PS_TRY(ps_parser_enter(parser));
        PS_TRY(parse_unary(parser, false, &operand));
        parser->depth--;
        PS_TRY(ps_parser_binary(parser, is_negative ? PS_NODE_NEGATE : PS_NODE_POSITIVE, line,
                                operand, NULL, node));
    } else {
        PS_TRY(ps_parse_primary(parser, false, node));
    }
    PS_TRY(ps_parse_postfix(parser, node));
    return has_filters ? ps_parse_filters_and_tests(parser, node) : PS_OK;
}

static bool is_tuple_end(const struct ps_parser *parser, const char *end_name)
{
    enum ps_lexeme_kind kind = parser->lexeme->kind;
    return kind == PS_LEXEME_OUTPUT_END || kind == PS_LEXEME_BLOCK_END ||
           ps_parser_at(parser, ")") || (end_name && ps_parser_at_name(parser, end_name));
}

static enum ps_status parse_tuple_item(struct ps_parser *parser, const struct ps_tuple_rules *rules,
                                       struct ps_node **node)
{
    if (rules->is_target)
        return ps_parse_primary(parser, rules->has_namespace, node);
    if (rules->has_no_condition)
        return parse_or(parser, node);
    return ps_parse_expression(parser, node);
}

enum ps_status ps_parse_tuple(struct ps_parser *parser, const struct ps_tuple_rules *rules,
                              struct ps_node **node)
{
    uint32_t line = parser->lexeme->line;
    struct ps_node_list items = {0};
    bool is_tuple = false;
    PS_TRY(ps_parser_enter(parser));
    while (!is_tuple_end(parser, rules->end_name)) {
        struct ps_node *item;
        PS_TRY(parse_tuple_item(parser, rules, &item));
        ps_node_list_add(&items, item);
        if (!ps_parser_skip(parser, ","))
            break;
        is_tuple = true;
    }
    parser->depth--;
    if (!is_tuple && items.first) {
        *node = items.first;
        return PS_OK;
    }
    if (!is_tuple && !rules->may_be_empty)
        return ps_parser_fail(parser, "an expression");
    PS_TRY(ps_parser_node(parser, PS_NODE_TUPLE, line, node));
    (*node)->args = items.first;
    return ps_parser_adopt(parser, *node, items.height);
}
