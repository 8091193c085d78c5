/* A template's source as tokens: jinja2's lexer with trim_blocks and lstrip_blocks. */
#ifndef PENSTOCK_SHARED_TEMPLATE_LEXER_H
#define PENSTOCK_SHARED_TEMPLATE_LEXER_H

#include "shared/base/status.h"
#include "shared/template/heap.h"
#include "shared/template/value.h"

enum ps_lexeme_kind {
    PS_LEXEME_END,
    PS_LEXEME_TEXT,
    PS_LEXEME_BLOCK_BEGIN,
    PS_LEXEME_BLOCK_END,
    PS_LEXEME_OUTPUT_BEGIN,
    PS_LEXEME_OUTPUT_END,
    PS_LEXEME_NAME,
    PS_LEXEME_STRING,
    PS_LEXEME_INTEGER,
    PS_LEXEME_FLOAT,
    PS_LEXEME_OPERATOR,
};

struct ps_lexeme {
    enum ps_lexeme_kind kind;
    uint32_t line;
    const char *text; /* what it says: a string's after its escapes */
    size_t size;
    int64_t integer;
    double real;
};

struct ps_lexemes {
    struct ps_lexeme *items; /* [count], the last one is an END */
    size_t count, capacity;
};

/* Everything in lexemes is the heap's. */
enum ps_status ps_lex(struct ps_heap *heap, const char *source, size_t size,
                      struct ps_lexemes *lexemes, struct ps_error *error) PS_MUST_USE;

/* PS_NO_MEMORY, or PS_INVALID where the heap is at its maximum. */
enum ps_status ps_parse_no_memory(const struct ps_heap *heap, struct ps_error *error) PS_MUST_USE;

#endif
