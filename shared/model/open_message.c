/* Follows transformers' continue_final_message, whose mark is part of what users may see: a
 * template that cuts or repeats contents does so with the mark too. */
#include "shared/model/open_message.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/unicode.h"

#define PARAM "continue_final_message"

/* Its last character is there to tell whether the template trims what messages say. */
static const char mark[] = "CONTINUE_FINAL_MESSAGE_TAG ";

enum {
    MARK_SIZE = sizeof mark - 1,
    MARK_WORD_SIZE = MARK_SIZE - 1, /* without that space */
};

static enum ps_status fail(struct ps_error *error, const char *message)
{
    return ps_error_set_param(error, PS_INVALID, PARAM, PARAM ": %s", message);
}

/* The last part of the list that has a text; NULL where there is none. */
static json_t *last_text_part(json_t *parts)
{
    for (size_t i = json_array_size(parts); i > 0; i--) {
        json_t *part = json_array_get(parts, i - 1);
        if (json_object_get(part, "text"))
            return part;
    }
    return NULL;
}

static enum ps_status mark_value(json_t *object, const char *key, struct ps_buffer *content,
                                 struct ps_error *error)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value))
        return fail(error, "the last message's content is no text that could be gone on with");
    const char *text = json_string_value(value);
    size_t size = json_string_length(value);
    if (ps_buffer_append(content, text, size) != PS_OK)
        return ps_error_no_memory(error, "the last message");
    PS_DEFER(ps_buffer_close) struct ps_buffer marked = {0};
    if (ps_buffer_append(&marked, text, size) != PS_OK ||
        ps_buffer_append(&marked, mark, MARK_SIZE) != PS_OK ||
        json_object_set_new(object, key, json_stringn(marked.data, marked.size)) != 0)
        return ps_error_no_memory(error, "the last message");
    return PS_OK;
}

enum ps_status ps_open_message_mark(json_t *messages, const char *source, size_t source_size,
                                    struct ps_buffer *content, struct ps_error *error)
{
    static const char key[] = "content";
    json_t *message = json_array_get(messages, json_array_size(messages) - 1);
    json_t *value = json_object_get(message, key);
    if (!value)
        return fail(error, "the last message has no content to go on with");
    if (!memmem(source, source_size, key, strlen(key)))
        return fail(error, "the chat template does not write the content of messages");
    if (!json_is_array(value))
        return mark_value(message, key, content, error);
    json_t *part = last_text_part(value);
    if (!part)
        return fail(error, "the last message's content has no text to go on with");
    return mark_value(part, "text", content, error);
}

/* What Python's str.strip takes: white space and the four separators U+001C to U+001F. */
static bool is_space(uint32_t code_point)
{
    return ps_unicode_is_space(code_point) || (code_point >= 0x1c && code_point <= 0x1f);
}

static size_t trimmed_end(const char *text, size_t size)
{
    while (size > 0) {
        uint32_t code_point = 0;
        size_t last = ps_utf8_last(text, size);
        (void)ps_utf8_decode(text + last, size - last, &code_point);
        if (!is_space(code_point))
            break;
        size = last;
    }
    return size;
}

static size_t trimmed_begin(const char *text, size_t size)
{
    size_t begin = 0;
    while (begin < size) {
        uint32_t code_point = 0;
        size_t length = ps_utf8_decode(text + begin, size - begin, &code_point);
        if (length == 0 || !is_space(code_point))
            break;
        begin += length;
    }
    return begin;
}

static bool contains_trimmed(const struct ps_buffer *text, const struct ps_buffer *content)
{
    size_t end = trimmed_end(content->data, content->size);
    size_t begin = trimmed_begin(content->data, end);
    return begin == end || memmem(text->data, text->size, content->data + begin, end - begin);
}

static const char *last_mark(const struct ps_buffer *text)
{
    const char *found = NULL;
    const char *end = text->data + text->size;
    for (const char *at = text->data; at; at = found ? found + 1 : NULL) {
        const char *next = memmem(at, (size_t)(end - at), mark, MARK_WORD_SIZE);
        if (!next)
            break;
        found = next;
    }
    return found;
}

enum ps_status ps_open_message_cut(const struct ps_buffer *content, struct ps_buffer *text,
                                   struct ps_error *error)
{
    const char *at = text->size > 0 ? last_mark(text) : NULL;
    if (!at || !contains_trimmed(text, content))
        return fail(error, "the chat template leaves the last message out, or changes it");
    size_t size = (size_t)(at - text->data);
    bool kept = text->size - size >= MARK_SIZE && memcmp(at, mark, MARK_SIZE) == 0;
    text->size = kept ? size : trimmed_end(text->data, size);
    text->data[text->size] = '\0';
    return PS_OK;
}
