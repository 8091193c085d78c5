/* Reading lexemes and making nodes. */
#include "shared/template/parser.h"

#include <string.h>

#include "shared/base/utf8.h"

enum {
    PARSE_DEPTH_MAX = 200,
    HEIGHT_MAX = 400, /* of the tree: it is walked recursively */
};

static bool is_text(const struct ps_lexeme *lexeme, enum ps_lexeme_kind kind, const char *text)
{
    return lexeme->kind == kind && lexeme->size == strlen(text) &&
           memcmp(lexeme->text, text, lexeme->size) == 0;
}

bool ps_parser_at(const struct ps_parser *parser, const char *op)
{
    return is_text(parser->lexeme, PS_LEXEME_OPERATOR, op);
}

bool ps_parser_at_name(const struct ps_parser *parser, const char *name)
{
    return is_text(parser->lexeme, PS_LEXEME_NAME, name);
}

void ps_parser_advance(struct ps_parser *parser)
{
    if (parser->lexeme->kind != PS_LEXEME_END)
        parser->lexeme++;
}

bool ps_parser_skip(struct ps_parser *parser, const char *op)
{
    bool is_there = ps_parser_at(parser, op);
    if (is_there)
        ps_parser_advance(parser);
    return is_there;
}

bool ps_parser_skip_name(struct ps_parser *parser, const char *name)
{
    bool is_there = ps_parser_at_name(parser, name);
    if (is_there)
        ps_parser_advance(parser);
    return is_there;
}

static const char *const kind_names[] = {
    [PS_LEXEME_END] = "the end of the template",
    [PS_LEXEME_TEXT] = "text",
    [PS_LEXEME_BLOCK_BEGIN] = "'{%'",
    [PS_LEXEME_BLOCK_END] = "'%}'",
    [PS_LEXEME_OUTPUT_BEGIN] = "'{{'",
    [PS_LEXEME_OUTPUT_END] = "'}}'",
    [PS_LEXEME_NAME] = "a name",
    [PS_LEXEME_STRING] = "a string",
    [PS_LEXEME_INTEGER] = "an integer",
    [PS_LEXEME_FLOAT] = "a float",
    [PS_LEXEME_OPERATOR] = "an operator",
};

enum ps_status ps_parser_fail(const struct ps_parser *parser, const char *expected)
{
    const struct ps_lexeme *found = parser->lexeme;
    if (found->kind == PS_LEXEME_NAME || found->kind == PS_LEXEME_OPERATOR)
        return ps_error_set(parser->error, PS_INVALID, "line %u: expected %s, found '%.*s'",
                            (unsigned)found->line, expected, ps_shown_size(found->size),
                            found->text);
    return ps_error_set(parser->error, PS_INVALID, "line %u: expected %s, found %s",
                        (unsigned)found->line, expected, kind_names[found->kind]);
}

enum ps_status ps_parser_expect(struct ps_parser *parser, const char *op)
{
    if (ps_parser_skip(parser, op))
        return PS_OK;
    char expected[8] = {'\'', 0};
    strcat(strcat(expected, op), "'");
    return ps_parser_fail(parser, expected);
}

enum ps_status ps_parser_expect_kind(struct ps_parser *parser, enum ps_lexeme_kind kind)
{
    if (parser->lexeme->kind != kind)
        return ps_parser_fail(parser, kind_names[kind]);
    ps_parser_advance(parser);
    return PS_OK;
}

enum ps_status ps_parser_expect_name(struct ps_parser *parser, struct ps_name **name)
{
    const struct ps_lexeme *lexeme = parser->lexeme;
    PS_TRY(ps_parser_expect_kind(parser, PS_LEXEME_NAME));
    *name = ps_template_name(parser->template, lexeme->text, lexeme->size);
    return *name ? PS_OK : ps_parse_no_memory(&parser->template->heap, parser->error);
}

enum ps_status ps_parser_enter(struct ps_parser *parser)
{
    if (parser->depth >= PARSE_DEPTH_MAX)
        return ps_error_set(parser->error, PS_INVALID, "line %u: nested deeper than %d levels",
                            (unsigned)parser->lexeme->line, PARSE_DEPTH_MAX);
    parser->depth++;
    return PS_OK;
}

enum ps_status ps_parser_node(struct ps_parser *parser, enum ps_node_kind kind, uint32_t line,
                              struct ps_node **node)
{
    *node = ps_heap_alloc(&parser->template->heap, 1, sizeof **node);
    if (!*node)
        return ps_parse_no_memory(&parser->template->heap, parser->error);
    (*node)->kind = kind;
    (*node)->line = line;
    (*node)->height = 1;
    return PS_OK;
}

enum ps_status ps_parser_adopt(struct ps_parser *parser, struct ps_node *parent, uint32_t height)
{
    if (height >= HEIGHT_MAX)
        return ps_error_set(parser->error, PS_INVALID, "line %u: nested deeper than %d levels",
                            (unsigned)parent->line, HEIGHT_MAX);
    if (parent->height <= height)
        parent->height = height + 1;
    return PS_OK;
}

enum ps_status ps_parser_binary(struct ps_parser *parser, enum ps_node_kind kind, uint32_t line,
                                struct ps_node *left, struct ps_node *right, struct ps_node **node)
{
    PS_TRY(ps_parser_node(parser, kind, line, node));
    (*node)->left = left;
    (*node)->right = right;
    if (left)
        PS_TRY(ps_parser_adopt(parser, *node, left->height));
    return right ? ps_parser_adopt(parser, *node, right->height) : PS_OK;
}

void ps_node_list_add(struct ps_node_list *list, struct ps_node *node)
{
    if (!list->last)
        list->last = &list->first;
    *list->last = node;
    list->last = &node->next;
    if (node->height > list->height)
        list->height = node->height;
}

enum ps_status ps_parser_string(struct ps_parser *parser, const char *data, size_t size,
                                struct ps_value *value)
{
    struct ps_string *string = ps_heap_alloc(&parser->template->heap, 1, sizeof *string);
    if (!string)
        return ps_parse_no_memory(&parser->template->heap, parser->error);
    /* Counted now: once parsed, threads share it. */
    *string = (struct ps_string){.data = data, .size = size, .count = ps_utf8_count(data, size)};
    *value = (struct ps_value){.kind = PS_VALUE_STRING, .string = string};
    return PS_OK;
}
