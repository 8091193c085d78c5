/* The parser's state, and what its files share. */
#ifndef PENSTOCK_SHARED_TEMPLATE_PARSER_H
#define PENSTOCK_SHARED_TEMPLATE_PARSER_H

#include "shared/template/lexer.h"
#include "shared/template/template_parts.h"

struct ps_parser {
    struct ps_template *template;
    const struct ps_lexeme *lexeme; /* the one to be read next; END stays the last */
    unsigned depth;
    unsigned loops; /* around, in the same function */
    unsigned fors;  /* around */
    struct ps_error *error;
};

/* A list of nodes that grows at its end. */
struct ps_node_list {
    struct ps_node *first;
    struct ps_node **last;
    uint32_t height;
};

/* Statements up to the end of the template. */
enum ps_status ps_parse_template(struct ps_parser *parser) PS_MUST_USE;

enum ps_status ps_parse_expression(struct ps_parser *parser, struct ps_node **node) PS_MUST_USE;

/* Expressions with commas between them make a tuple; one alone is itself. The keyword (or NULL)
 * ends it too. */
struct ps_tuple_rules {
    bool is_target;        /* names and literals only, as left of '=' */
    bool has_namespace;    /* a target may be namespace.attribute */
    bool has_no_condition; /* "x if y" is not for this place */
    bool may_be_empty;
    const char *end_name;
};
enum ps_status ps_parse_tuple(struct ps_parser *parser, const struct ps_tuple_rules *rules,
                              struct ps_node **node) PS_MUST_USE;

/* One name, literal or bracket. */
enum ps_status ps_parse_primary(struct ps_parser *parser, bool has_namespace,
                                struct ps_node **node) PS_MUST_USE;

/* What may follow an operand: attributes, subscripts and calls; filters and tests. */
enum ps_status ps_parse_postfix(struct ps_parser *parser, struct ps_node **node) PS_MUST_USE;
enum ps_status ps_parse_filters_and_tests(struct ps_parser *parser,
                                          struct ps_node **node) PS_MUST_USE;

/* Filters behind a NULL or a node: "| a | b(c)"; is_begun: the first '|' is missing. */
enum ps_status ps_parse_filters(struct ps_parser *parser, bool is_begun,
                                struct ps_node **node) PS_MUST_USE;

/* Reading lexemes. */
bool ps_parser_at(const struct ps_parser *parser, const char *op);
bool ps_parser_at_name(const struct ps_parser *parser, const char *name);
bool ps_parser_skip(struct ps_parser *parser, const char *op);
bool ps_parser_skip_name(struct ps_parser *parser, const char *name);
void ps_parser_advance(struct ps_parser *parser);
enum ps_status ps_parser_expect(struct ps_parser *parser, const char *op) PS_MUST_USE;
enum ps_status ps_parser_expect_name(struct ps_parser *parser, struct ps_name **name) PS_MUST_USE;
enum ps_status ps_parser_expect_kind(struct ps_parser *parser,
                                     enum ps_lexeme_kind kind) PS_MUST_USE;
enum ps_status ps_parser_fail(const struct ps_parser *parser, const char *expected) PS_MUST_USE;

/* One level of recursion, or PS_INVALID where there were too many. */
enum ps_status ps_parser_enter(struct ps_parser *parser) PS_MUST_USE;

/* Making nodes. adopt counts a child's height in its parent's and fails where that is too much. */
enum ps_status ps_parser_node(struct ps_parser *parser, enum ps_node_kind kind, uint32_t line,
                              struct ps_node **node) PS_MUST_USE;
enum ps_status ps_parser_adopt(struct ps_parser *parser, struct ps_node *parent,
                               uint32_t height) PS_MUST_USE;
enum ps_status ps_parser_binary(struct ps_parser *parser, enum ps_node_kind kind, uint32_t line,
                                struct ps_node *left, struct ps_node *right,
                                struct ps_node **node) PS_MUST_USE;
void ps_node_list_add(struct ps_node_list *list, struct ps_node *node);
enum ps_status ps_parser_string(struct ps_parser *parser, const char *data, size_t size,
                                struct ps_value *value) PS_MUST_USE;

#endif
