/* The pre-tokenizer called ByteLevel: words as GPT-2 cuts them, their bytes written in the alphabet
 * of byte-level models. */
#include <stdbool.h>
#include <stdlib.h>

#include "shared/base/defer.h"
#include "shared/text/bytes.h"
#include "shared/text/pre_tokenizer.h"
#include "shared/text/words.h"

struct byte_level {
    bool add_prefix_space, use_regex;
};

static enum ps_status parse(const struct ps_component *component, void **state,
                            struct ps_error *error)
{
    struct byte_level settings = {true, true};
    PS_TRY(ps_component_bool(component, "add_prefix_space", &settings.add_prefix_space, error));
    PS_TRY(ps_component_bool(component, "use_regex", &settings.use_regex, error));
    struct byte_level *byte_level = malloc(sizeof *byte_level);
    if (!byte_level)
        return ps_error_no_memory(error, component->where);
    *byte_level = settings;
    *state = byte_level;
    return PS_OK;
}

static enum ps_status add_words(bool use_regex, const char *text, size_t size, size_t head,
                                struct ps_pieces *out)
{
    if (!use_regex)
        return ps_pieces_add_text(out, text, size, head);
    const struct ps_words *words = ps_words_gpt2();
    for (size_t i = 0; i < size;) {
        size_t length = ps_words_match(words, text + i, size - i); /* everything is in a word */
        PS_TRY(ps_pieces_add_text(out, text + i, length, head > i ? head - i : 0));
        i += length;
    }
    return PS_OK;
}

/* A copy of a text with a space in front; NULL where memory can't be had. */
static const char *space_before(const char *text, size_t size, struct ps_texts *texts)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer spaced = {0};
    if (ps_buffer_append_byte(&spaced, ' ') != PS_OK ||
        ps_buffer_append(&spaced, text, size) != PS_OK)
        return NULL;
    return ps_texts_copy(texts, spaced.data, spaced.size);
}

static enum ps_status split(const void *state, const char *text, size_t size, size_t head,
                            struct ps_pieces *out, struct ps_error *error)
{
    const struct byte_level *byte_level = state;
    if (byte_level->add_prefix_space && text[0] != ' ') {
        text = space_before(text, size, out->texts);
        if (!text)
            return ps_error_no_memory(error, "splitting a text");
        size++;
        head = head > 0 ? head + 1 : 0;
    }
    if (add_words(byte_level->use_regex, text, size, head, out) != PS_OK)
        return ps_error_no_memory(error, "splitting a text");
    return PS_OK;
}

static enum ps_status parse_nothing(const struct ps_component *component, void **state,
                                    struct ps_error *error)
{
    (void)component;
    (void)error;
    *state = NULL;
    return PS_OK;
}

static enum ps_status write_word(const void *state, const char *text, size_t size, size_t head,
                                 struct ps_pieces *out, struct ps_error *error)
{
    (void)state;
    PS_DEFER(ps_buffer_close) struct ps_buffer mapped = {0};
    size_t mapped_head = 0;
    for (size_t i = 0; i < head; i++)
        mapped_head += ps_bytes_length((unsigned char)text[i]);
    if (ps_bytes_append(&mapped, text, size) != PS_OK ||
        ps_pieces_add_copy(out, mapped.data, mapped.size, mapped_head) != PS_OK)
        return ps_error_no_memory(error, "splitting a text");
    return PS_OK;
}

const struct ps_pre_tokenizer_kind ps_pre_tokenizer_alphabet = {"", parse_nothing, write_word,
                                                                free};

const struct ps_pre_tokenizer_kind ps_pre_tokenizer_kinds_bytes[] = {
    {"ByteLevel", parse, split, free},
    {0},
};
