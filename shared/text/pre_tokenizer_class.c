/* Pre-tokenizers that go by classes of characters: BertPreTokenizer, Whitespace, WhitespaceSplit,
 * Punctuation, Digits. */
#include <stdlib.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/text/pre_tokenizer.h"
#include "shared/text/unicode.h"

typedef bool character_test(uint32_t code_point);

static enum ps_status no_memory(struct ps_error *error)
{
    return ps_error_no_memory(error, "splitting a text");
}

static bool is_punctuation(uint32_t code_point)
{
    return ps_unicode_is(code_point, PS_UNICODE_PUNCTUATION);
}

static bool is_numeric(uint32_t code_point)
{
    return ps_unicode_is(code_point, PS_UNICODE_NUMERIC);
}

/* Splits a text: each character that passes the test is a match, what lies between them is not. */
static enum ps_status split_at(character_test *test, struct ps_splitter *splitter, size_t size)
{
    size_t between = 0; /* where what is no match began */
    for (size_t i = 0; i < size;) {
        uint32_t code_point = 0;
        size_t length = ps_utf8_decode(splitter->text + i, size - i, &code_point);
        if (length == 0)
            length = 1;
        if (test(code_point)) {
            if (between < i)
                PS_TRY(ps_splitter_add(splitter, between, i, false));
            PS_TRY(ps_splitter_add(splitter, i, i + length, true));
            between = i + length;
        }
        i += length;
    }
    if (between < size)
        PS_TRY(ps_splitter_add(splitter, between, size, false));
    return ps_splitter_finish(splitter);
}

static enum ps_status parse_nothing(const struct ps_component *component, void **state,
                                    struct ps_error *error)
{
    (void)component;
    (void)error;
    *state = NULL;
    return PS_OK;
}

static enum ps_status split_whitespace_split(const void *state, const char *text, size_t size,
                                             size_t head, struct ps_pieces *out,
                                             struct ps_error *error)
{
    (void)state;
    struct ps_splitter splitter = {
        .behavior = PS_SPLIT_REMOVED, .text = text, .head = head, .out = out};
    return split_at(ps_unicode_is_space, &splitter, size) == PS_OK ? PS_OK : no_memory(error);
}

/* Words between spaces, and each punctuation character apart. */
static enum ps_status split_bert(const void *state, const char *text, size_t size, size_t head,
                                 struct ps_pieces *out, struct ps_error *error)
{
    (void)state;
    for (size_t i = 0, word = 0; i <= size;) {
        uint32_t code_point = ' ';
        size_t length = i < size ? ps_utf8_decode(text + i, size - i, &code_point) : 1;
        if (length == 0)
            return ps_error_set(error, PS_INVALID, "cannot split bytes that are not UTF-8");
        if (i == size || ps_unicode_is_space(code_point)) {
            struct ps_splitter splitter = {.behavior = PS_SPLIT_ISOLATED,
                                           .text = text + word,
                                           .head = head > word ? head - word : 0,
                                           .out = out};
            if (split_at(is_punctuation, &splitter, i - word) != PS_OK)
                return no_memory(error);
            word = i + length;
        }
        i += length;
    }
    return PS_OK;
}

enum character_kind { KIND_SPACE, KIND_WORD, KIND_OTHER };

static enum character_kind kind_of(uint32_t code_point)
{
    if (ps_unicode_is(code_point, PS_UNICODE_WORD))
        return KIND_WORD;
    return ps_unicode_is_space(code_point) ? KIND_SPACE : KIND_OTHER;
}

/* Runs of word characters and runs of what is neither word nor space. */
static enum ps_status split_whitespace(const void *state, const char *text, size_t size,
                                       size_t head, struct ps_pieces *out, struct ps_error *error)
{
    (void)state;
    size_t start = 0;
    enum character_kind previous = KIND_SPACE;
    for (size_t i = 0; i <= size;) {
        uint32_t code_point = ' ';
        size_t length = i < size ? ps_utf8_decode(text + i, size - i, &code_point) : 1;
        if (length == 0)
            return ps_error_set(error, PS_INVALID, "cannot split bytes that are not UTF-8");
        enum character_kind kind = i < size ? kind_of(code_point) : KIND_SPACE;
        if (kind != previous || i == size) {
            if (previous != KIND_SPACE &&
                ps_pieces_add_text(out, text + start, i - start, head > start ? head - start : 0) !=
                    PS_OK)
                return no_memory(error);
            start = i;
            previous = kind;
        }
        i += length;
    }
    return PS_OK;
}

static enum ps_status parse_punctuation(const struct ps_component *component, void **state,
                                        struct ps_error *error)
{
    enum ps_split_behavior parsed = PS_SPLIT_ISOLATED;
    if (json_object_get(component->json, "behavior"))
        PS_TRY(ps_split_behavior_parse(component, &parsed, error));
    enum ps_split_behavior *behavior = malloc(sizeof *behavior);
    if (!behavior)
        return no_memory(error);
    *behavior = parsed;
    *state = behavior;
    return PS_OK;
}

static enum ps_status split_punctuation(const void *state, const char *text, size_t size,
                                        size_t head, struct ps_pieces *out, struct ps_error *error)
{
    const enum ps_split_behavior *behavior = state;
    struct ps_splitter splitter = {.behavior = *behavior, .text = text, .head = head, .out = out};
    return split_at(is_punctuation, &splitter, size) == PS_OK ? PS_OK : no_memory(error);
}

static enum ps_status parse_digits(const struct ps_component *component, void **state,
                                   struct ps_error *error)
{
    bool individual = false;
    PS_TRY(ps_component_bool(component, "individual_digits", &individual, error));
    enum ps_split_behavior *behavior = malloc(sizeof *behavior);
    if (!behavior)
        return no_memory(error);
    *behavior = individual ? PS_SPLIT_ISOLATED : PS_SPLIT_CONTIGUOUS;
    *state = behavior;
    return PS_OK;
}

static enum ps_status split_digits(const void *state, const char *text, size_t size, size_t head,
                                   struct ps_pieces *out, struct ps_error *error)
{
    const enum ps_split_behavior *behavior = state;
    struct ps_splitter splitter = {.behavior = *behavior, .text = text, .head = head, .out = out};
    return split_at(is_numeric, &splitter, size) == PS_OK ? PS_OK : no_memory(error);
}

const struct ps_pre_tokenizer_kind ps_pre_tokenizer_kinds_class[] = {
    {"BertPreTokenizer", parse_nothing, split_bert, free},
    {"Whitespace", parse_nothing, split_whitespace, free},
    {"WhitespaceSplit", parse_nothing, split_whitespace_split, free},
    {"Punctuation", parse_punctuation, split_punctuation, free},
    {"Digits", parse_digits, split_digits, free},
    {0},
};
