/* Statements. */
#include <string.h>

#include "shared/template/parser.h"

static enum ps_status parse_body(struct ps_parser *parser, const char *const *ends,
                                 struct ps_node_list *body);

static enum ps_status adopt_list(struct ps_parser *parser, struct ps_node *parent,
                                 struct ps_node **field, const struct ps_node_list *list)
{
    *field = list->first;
    return ps_parser_adopt(parser, parent, list->height);
}

/* Behind the head of a statement: "%}", its body, and "{% end" with the name of one of ends still
 * to be read. */
static enum ps_status parse_block(struct ps_parser *parser, struct ps_node *parent,
                                  struct ps_node **field, const char *const *ends)
{
    struct ps_node_list body = {0};
    ps_parser_skip(parser, ":");
    PS_TRY(ps_parser_expect_kind(parser, PS_LEXEME_BLOCK_END));
    PS_TRY(ps_parser_enter(parser));
    PS_TRY(parse_body(parser, ends, &body));
    parser->depth--;
    return adopt_list(parser, parent, field, &body);
}

/* The same where there is one end, which is read. */
static enum ps_status parse_block_to(struct ps_parser *parser, struct ps_node *parent,
                                     const char *end)
{
    PS_TRY(parse_block(parser, parent, &parent->body, (const char *const[]){end, NULL}));
    ps_parser_advance(parser);
    return PS_OK;
}

/* The body of what is a function of its own: no break out of it. */
static enum ps_status parse_function(struct ps_parser *parser, struct ps_node *parent,
                                     const char *end)
{
    unsigned loops = parser->loops;
    parser->loops = 0;
    PS_TRY(parse_block_to(parser, parent, end));
    parser->loops = loops;
    return PS_OK;
}

static enum ps_status check_target(struct ps_parser *parser, struct ps_node *target)
{
    if (target->kind == PS_NODE_NAME) {
        target->is_store = true;
        return PS_OK;
    }
    if (target->kind == PS_NODE_NAMESPACE_REF)
        return PS_OK;
    if (target->kind != PS_NODE_TUPLE)
        return ps_error_set(parser->error, PS_INVALID,
                            "line %u: expected a name to assign to, found something else",
                            (unsigned)target->line);
    for (struct ps_node *item = target->args; item; item = item->next)
        PS_TRY(check_target(parser, item));
    return PS_OK;
}

static enum ps_status parse_target(struct ps_parser *parser, bool has_namespace,
                                   const char *end_name, struct ps_node **target)
{
    PS_TRY(ps_parse_tuple(parser,
                          &(struct ps_tuple_rules){.is_target = true,
                                                   .has_namespace = has_namespace,
                                                   .end_name = end_name},
                          target));
    return check_target(parser, *target);
}

/* Inside of a for nothing may assign to loop. */
static enum ps_status check_loop_name(struct ps_parser *parser, const struct ps_node *target)
{
    if (parser->fors > 0 && target->kind == PS_NODE_NAME && strcmp(target->name->text, "loop") == 0)
        return ps_error_set(parser->error, PS_INVALID,
                            "line %u: can't assign to the special variable loop",
                            (unsigned)target->line);
    for (const struct ps_node *item = target->args; item; item = item->next)
        PS_TRY(check_loop_name(parser, item));
    return PS_OK;
}

static enum ps_status parse_for(struct ps_parser *parser, struct ps_node *node)
{
    static const char *const ends[] = {"endfor", "else", NULL};
    parser->fors++;
    PS_TRY(parse_target(parser, false, "in", &node->left));
    PS_TRY(check_loop_name(parser, node->left));
    if (!ps_parser_skip_name(parser, "in"))
        return ps_parser_fail(parser, "'in'");
    PS_TRY(ps_parse_tuple(
        parser, &(struct ps_tuple_rules){.has_no_condition = true, .end_name = "recursive"},
        &node->right));
    PS_TRY(ps_parser_adopt(parser, node, node->right->height));
    if (ps_parser_skip_name(parser, "if")) {
        PS_TRY(ps_parse_expression(parser, &node->test));
        PS_TRY(ps_parser_adopt(parser, node, node->test->height));
    }
    node->is_recursive = ps_parser_skip_name(parser, "recursive");
    unsigned loops = parser->loops;
    parser->loops = node->is_recursive ? 1 : loops + 1;
    PS_TRY(parse_block(parser, node, &node->body, ends));
    parser->loops = node->is_recursive ? 0 : loops;
    if (ps_parser_skip_name(parser, "else"))
        PS_TRY(parse_block(parser, node, &node->otherwise, (const char *const[]){"endfor", NULL}));
    parser->loops = loops;
    parser->fors--;
    ps_parser_advance(parser);
    return PS_OK;
}

static enum ps_status parse_if(struct ps_parser *parser, struct ps_node *node)
{
    static const char *const ends[] = {"elif", "else", "endif", NULL};
    struct ps_node_list elifs = {0};
    struct ps_node *branch = node;
    while (true) {
        PS_TRY(ps_parse_tuple(parser, &(struct ps_tuple_rules){.has_no_condition = true},
                              &branch->test));
        PS_TRY(ps_parser_adopt(parser, branch, branch->test->height));
        PS_TRY(parse_block(parser, branch, &branch->body, ends));
        if (branch != node)
            ps_node_list_add(&elifs, branch);
        uint32_t line = parser->lexeme->line;
        if (!ps_parser_skip_name(parser, "elif"))
            break;
        PS_TRY(ps_parser_node(parser, PS_NODE_IF, line, &branch));
    }
    if (ps_parser_skip_name(parser, "else"))
        PS_TRY(parse_block(parser, node, &node->otherwise, (const char *const[]){"endif", NULL}));
    ps_parser_advance(parser);
    return adopt_list(parser, node, &node->args, &elifs);
}

static enum ps_status parse_set(struct ps_parser *parser, struct ps_node *node)
{
    PS_TRY(parse_target(parser, true, NULL, &node->left));
    PS_TRY(check_loop_name(parser, node->left));
    if (ps_parser_skip(parser, "=")) {
        PS_TRY(ps_parse_tuple(parser, &(struct ps_tuple_rules){0}, &node->right));
        return ps_parser_adopt(parser, node, node->right->height);
    }
    node->kind = PS_NODE_SET_BLOCK;
    PS_TRY(ps_parse_filters(parser, false, &node->right));
    if (node->right)
        PS_TRY(ps_parser_adopt(parser, node, node->right->height));
    return parse_block_to(parser, node, "endset");
}

static enum ps_status parse_with(struct ps_parser *parser, struct ps_node *node)
{
    struct ps_node_list sets = {0};
    while (parser->lexeme->kind != PS_LEXEME_BLOCK_END) {
        struct ps_node *target, *value, *set;
        if (sets.first)
            PS_TRY(ps_parser_expect(parser, ","));
        uint32_t line = parser->lexeme->line;
        PS_TRY(parse_target(parser, false, NULL, &target));
        PS_TRY(ps_parser_expect(parser, "="));
        PS_TRY(ps_parse_expression(parser, &value));
        PS_TRY(ps_parser_binary(parser, PS_NODE_SET, line, target, value, &set));
        ps_node_list_add(&sets, set);
    }
    PS_TRY(adopt_list(parser, node, &node->args, &sets));
    return parse_block_to(parser, node, "endwith");
}

static bool has_parameter(const struct ps_node *parameters, const struct ps_name *name)
{
    for (; parameters; parameters = parameters->next) {
        if (parameters->name == name)
            return true;
    }
    return false;
}

enum { PARAMETERS_MAX = 255 };

/* The parameters of a macro or call block, with their parentheses. */
static enum ps_status parse_signature(struct ps_parser *parser, struct ps_node *node)
{
    struct ps_node_list parameters = {0};
    bool has_default = false;
    PS_TRY(ps_parser_expect(parser, "("));
    for (size_t count = 0; !ps_parser_at(parser, ")"); count++) {
        struct ps_node *parameter;
        if (parameters.first)
            PS_TRY(ps_parser_expect(parser, ","));
        PS_TRY(ps_parser_node(parser, PS_NODE_PARAMETER, parser->lexeme->line, &parameter));
        PS_TRY(ps_parser_expect_name(parser, &parameter->name));
        if (has_parameter(parameters.first, parameter->name) || count == PARAMETERS_MAX)
            return ps_error_set(parser->error, PS_INVALID,
                                "line %u: the parameter '%s' comes twice, or there are over %d",
                                (unsigned)parameter->line, parameter->name->text, PARAMETERS_MAX);
        if (ps_parser_skip(parser, "=")) {
            PS_TRY(ps_parse_expression(parser, &parameter->right));
            PS_TRY(ps_parser_adopt(parser, parameter, parameter->right->height));
            has_default = true;
        } else if (has_default) {
            return ps_parser_fail(parser, "a default, as the parameter before has one");
        }
        ps_node_list_add(&parameters, parameter);
    }
    ps_parser_advance(parser);
    return adopt_list(parser, node, &node->args, &parameters);
}

static enum ps_status parse_macro(struct ps_parser *parser, struct ps_node *node)
{
    PS_TRY(ps_parser_expect_name(parser, &node->name));
    PS_TRY(parse_signature(parser, node));
    return parse_function(parser, node, "endmacro");
}

static enum ps_status parse_call_block(struct ps_parser *parser, struct ps_node *node)
{
    if (ps_parser_at(parser, "("))
        PS_TRY(parse_signature(parser, node));
    PS_TRY(ps_parse_expression(parser, &node->left));
    if (node->left->kind != PS_NODE_CALL)
        return ps_error_set(parser->error, PS_INVALID, "line %u: expected a call behind 'call'",
                            (unsigned)node->line);
    PS_TRY(ps_parser_adopt(parser, node, node->left->height));
    return parse_function(parser, node, "endcall");
}

static enum ps_status parse_generation(struct ps_parser *parser, struct ps_node *node)
{
    return parse_function(parser, node, "endgeneration");
}

static enum ps_status parse_filter_block(struct ps_parser *parser, struct ps_node *node)
{
    PS_TRY(ps_parse_filters(parser, true, &node->right));
    PS_TRY(ps_parser_adopt(parser, node, node->right->height));
    return parse_block_to(parser, node, "endfilter");
}

/* Nothing here escapes, so only turning it off means anything. */
static enum ps_status parse_autoescape(struct ps_parser *parser, struct ps_node *node)
{
    struct ps_node *value;
    PS_TRY(ps_parse_expression(parser, &value));
    if (value->kind != PS_NODE_CONSTANT || !ps_value_is(value->constant, PS_VALUE_BOOL) ||
        value->constant.boolean)
        return ps_error_set(parser->error, PS_UNSUPPORTED,
                            "line %u: autoescape other than false is not supported",
                            (unsigned)node->line);
    return parse_block_to(parser, node, "endautoescape");
}

static enum ps_status parse_named_block(struct ps_parser *parser, struct ps_node *node)
{
    PS_TRY(ps_parser_expect_name(parser, &node->name));
    if (ps_parser_at_name(parser, "scoped") || ps_parser_at_name(parser, "required"))
        return ps_error_set(parser->error, PS_UNSUPPORTED,
                            "line %u: a block that is scoped or required is not supported",
                            (unsigned)node->line);
    PS_TRY(parse_function(parser, node, "endblock"));
    ps_parser_skip_name(parser, node->name->text);
    return PS_OK;
}

static enum ps_status parse_print(struct ps_parser *parser, struct ps_node *node)
{
    struct ps_node_list values = {0};
    while (parser->lexeme->kind != PS_LEXEME_BLOCK_END) {
        struct ps_node *value;
        if (values.first)
            PS_TRY(ps_parser_expect(parser, ","));
        PS_TRY(ps_parse_expression(parser, &value));
        ps_node_list_add(&values, value);
    }
    return adopt_list(parser, node, &node->args, &values);
}

static enum ps_status parse_jump(struct ps_parser *parser, struct ps_node *node)
{
    if (parser->loops > 0)
        return PS_OK;
    return ps_error_set(parser->error, PS_INVALID, "line %u: '%s' outside of a loop",
                        (unsigned)node->line, node->kind == PS_NODE_BREAK ? "break" : "continue");
}

static const struct statement {
    const char *name;
    enum ps_node_kind kind;
    enum ps_status (*parse)(struct ps_parser *parser, struct ps_node *node);
} statements[] = {
    {"for", PS_NODE_FOR, parse_for},
    {"if", PS_NODE_IF, parse_if},
    {"set", PS_NODE_SET, parse_set},
    {"macro", PS_NODE_MACRO, parse_macro},
    {"call", PS_NODE_CALL_BLOCK, parse_call_block},
    {"generation", PS_NODE_GENERATION, parse_generation},
    {"filter", PS_NODE_FILTER_BLOCK, parse_filter_block},
    {"with", PS_NODE_WITH, parse_with},
    {"autoescape", PS_NODE_SCOPE, parse_autoescape},
    {"block", PS_NODE_BLOCK, parse_named_block},
    {"print", PS_NODE_OUTPUT, parse_print},
    {"break", PS_NODE_BREAK, parse_jump},
    {"continue", PS_NODE_CONTINUE, parse_jump},
};

static const struct statement *find_statement(const struct ps_parser *parser)
{
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        if (ps_parser_at_name(parser, statements[i].name))
            return &statements[i];
    }
    return NULL;
}

static enum ps_status fail_unknown(const struct ps_parser *parser)
{
    static const char *const of_other_templates[] = {"extends", "include", "import", "from"};
    for (size_t i = 0; i < sizeof of_other_templates / sizeof of_other_templates[0]; i++) {
        if (ps_parser_at_name(parser, of_other_templates[i]))
            return ps_error_set(parser->error, PS_UNSUPPORTED,
                                "line %u: '%s' is not supported, as there are no other templates",
                                (unsigned)parser->lexeme->line, of_other_templates[i]);
    }
    return ps_parser_fail(parser, "the name of a statement, or the end of an open one");
}

static enum ps_status parse_statement(struct ps_parser *parser, struct ps_node **node)
{
    const struct statement *statement = find_statement(parser);
    if (!statement)
        return fail_unknown(parser);
    PS_TRY(ps_parser_node(parser, statement->kind, parser->lexeme->line, node));
    ps_parser_advance(parser);
    PS_TRY(statement->parse(parser, *node));
    return ps_parser_expect_kind(parser, PS_LEXEME_BLOCK_END);
}

static bool at_end(const struct ps_parser *parser, const char *const *ends)
{
    for (; ends && *ends; ends++) {
        if (ps_parser_at_name(parser, *ends))
            return true;
    }
    return false;
}

static enum ps_status parse_text(struct ps_parser *parser, struct ps_node **node)
{
    const struct ps_lexeme *lexeme = parser->lexeme;
    ps_parser_advance(parser);
    PS_TRY(ps_parser_node(parser, PS_NODE_TEXT, lexeme->line, node));
    return ps_parser_string(parser, lexeme->text, lexeme->size, &(*node)->constant);
}

static enum ps_status parse_output(struct ps_parser *parser, struct ps_node **node)
{
    struct ps_node *value;
    uint32_t line = parser->lexeme->line;
    ps_parser_advance(parser);
    PS_TRY(ps_parse_tuple(parser, &(struct ps_tuple_rules){0}, &value));
    PS_TRY(ps_parser_node(parser, PS_NODE_OUTPUT, line, node));
    (*node)->args = value;
    PS_TRY(ps_parser_adopt(parser, *node, value->height));
    return ps_parser_expect_kind(parser, PS_LEXEME_OUTPUT_END);
}

/* Up to one of ends (then the lexeme to be read is its name), or with none to the template's end.
 */
static enum ps_status parse_body(struct ps_parser *parser, const char *const *ends,
                                 struct ps_node_list *body)
{
    while (parser->lexeme->kind != PS_LEXEME_END) {
        struct ps_node *node;
        if (parser->lexeme->kind == PS_LEXEME_TEXT) {
            PS_TRY(parse_text(parser, &node));
        } else if (parser->lexeme->kind == PS_LEXEME_OUTPUT_BEGIN) {
            PS_TRY(parse_output(parser, &node));
        } else {
            PS_TRY(ps_parser_expect_kind(parser, PS_LEXEME_BLOCK_BEGIN));
            if (at_end(parser, ends))
                return PS_OK;
            PS_TRY(parse_statement(parser, &node));
        }
        ps_node_list_add(body, node);
    }
    if (!ends)
        return PS_OK;
    char expected[32] = {0};
    return ps_parser_fail(parser, strcat(strcat(expected, "a tag "), ends[0]));
}

enum ps_status ps_parse_template(struct ps_parser *parser)
{
    struct ps_node_list body = {0};
    PS_TRY(parse_body(parser, NULL, &body));
    parser->template->body = body.first;
    return PS_OK;
}
