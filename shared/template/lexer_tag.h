/* The lexer inside of tags. */
#ifndef PENSTOCK_SHARED_TEMPLATE_LEXER_TAG_H
#define PENSTOCK_SHARED_TEMPLATE_LEXER_TAG_H

#include "shared/template/lexer.h"

struct ps_lexer {
    struct ps_heap *heap;
    struct ps_lexemes *lexemes;
    const char *source; /* [size], line ends are \n */
    size_t size, offset;
    uint32_t line;
    bool is_line_start; /* what was read last ended with a newline */
    struct ps_error *error;
};

bool ps_lexer_at(const struct ps_lexer *lexer, size_t offset, const char *text);
size_t ps_lexer_skip_space(const struct ps_lexer *lexer, size_t offset);
void ps_lexer_move(struct ps_lexer *lexer, size_t end);
enum ps_status ps_lexer_add(struct ps_lexer *lexer, const struct ps_lexeme *lexeme) PS_MUST_USE;

/* Whether a closing tag stands at offset, and where what it swallows ends. Blocks and comments
 * (has_plus) may be closed with '+', and swallow a newline otherwise. */
bool ps_lexer_close(const struct ps_lexer *lexer, size_t offset, const char *tag, bool has_plus,
                    size_t *end);

/* From behind an opening tag to behind its closing one. */
enum ps_status ps_lex_tag(struct ps_lexer *lexer, bool is_output) PS_MUST_USE;

#endif
