/* stop_token_ids, allowed_token_ids, logit_bias, bad_words. */
#include "shared/task/token_fields.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/utf8.h"
#include "shared/task/fields.h"

#define BIAS_MAX 100.0 /* in either direction, as OpenAI has it */

enum {
    BAD_WORDS_MAX = 256,
    BAD_WORD_BYTES_MAX = 1024,
    ID_DIGITS_MAX = 9, /* of a token id as text: what fits in 32 bits */
};

static enum ps_status refuse_id(const char *param, const json_t *found, size_t vocab_size,
                                struct ps_error *error)
{
    char expected[96];
    (void)snprintf(expected, sizeof expected, "a token id of the model's vocabulary, from 0 to %zu",
                   vocab_size - 1);
    return ps_field_wrong(param, found, expected, error);
}

/* --- lists of ids --- */

static int compare_ids(const void *a, const void *b)
{
    int32_t left = *(const int32_t *)a;
    int32_t right = *(const int32_t *)b;
    return (left > right) - (left < right);
}

static void keep_each_once(struct ps_token_ids *ids)
{
    size_t kept = 0;
    qsort(ids->ids, ids->count, sizeof *ids->ids, compare_ids);
    for (size_t i = 0; i < ids->count; i++) {
        if (kept == 0 || ids->ids[i] != ids->ids[kept - 1])
            ids->ids[kept++] = ids->ids[i];
    }
    ids->count = kept;
}

enum ps_status ps_token_ids_read(struct ps_token_ids *ids, const json_t *body, const char *name,
                                 size_t vocab_size, struct ps_error *error)
{
    const json_t *list = ps_field_get(body, name);
    if (!list)
        return PS_OK;
    if (!json_is_array(list))
        return ps_field_wrong(name, list, "a list of token ids", error);
    size_t count = json_array_size(list);
    if (count == 0)
        return PS_OK;
    if (count > vocab_size) /* the same ones again */
        return ps_error_set_param(
            error, PS_INVALID, name,
            "%s: found a list of %zu, expected at most %zu token ids, as many "
            "as the model has",
            name, count, vocab_size);
    ids->ids = calloc(count, sizeof *ids->ids);
    if (!ids->ids)
        return ps_error_no_memory(error, "token ids");
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(list, i);
        json_int_t id = json_integer_value(item);
        char param[PS_ERROR_PARAM_SIZE];
        (void)snprintf(param, sizeof param, "%s[%zu]", name, i);
        if (!json_is_integer(item) || id < 0 || (size_t)id >= vocab_size)
            return refuse_id(param, item, vocab_size, error);
        ids->ids[ids->count++] = (int32_t)id;
    }
    keep_each_once(ids);
    return PS_OK;
}

void ps_token_ids_close(struct ps_token_ids *ids)
{
    free(ids->ids);
    *ids = (struct ps_token_ids){0};
}

/* --- biases --- */

/* A decimal number without leading zeros, so that no two keys are the same token; -1: it is none.
 */
static int64_t read_key(const char *key)
{
    size_t length = strlen(key);
    if (length == 0 || length > ID_DIGITS_MAX || (key[0] == '0' && length > 1))
        return -1;
    if (strspn(key, "0123456789") != length)
        return -1;
    return strtol(key, NULL, 10);
}

static enum ps_status read_bias(struct ps_biases *biases, const char *key, const json_t *value,
                                size_t vocab_size, struct ps_error *error)
{
    int64_t id = read_key(key);
    char shown[64];
    char param[PS_ERROR_PARAM_SIZE];
    ps_utf8_copy(shown, sizeof shown, key, strlen(key));
    (void)snprintf(param, sizeof param, "logit_bias.%s", shown);
    if (id < 0 || (size_t)id >= vocab_size)
        return ps_error_set_param(error, PS_INVALID, "logit_bias",
                                  "logit_bias: found the key \"%s\", expected a token id of the "
                                  "model's vocabulary, from 0 to %zu",
                                  shown, vocab_size - 1);
    double bias = json_number_value(value);
    if (!json_is_number(value) || !(fabs(bias) <= BIAS_MAX))
        return ps_field_wrong(param, value, "a number from -100 to 100", error);
    biases->items[biases->count++] =
        (struct ps_logit_bias){.token = (int32_t)id, .bias = (float)bias};
    return PS_OK;
}

enum ps_status ps_biases_read(struct ps_biases *biases, const json_t *body, size_t vocab_size,
                              struct ps_error *error)
{
    static const char name[] = "logit_bias";
    const json_t *object = ps_field_get(body, name);
    if (!object)
        return PS_OK;
    if (!json_is_object(object))
        return ps_field_wrong(name, object, "an object of token ids and numbers", error);
    if (json_object_size(object) == 0)
        return PS_OK;
    biases->items = calloc(json_object_size(object), sizeof *biases->items);
    if (!biases->items)
        return ps_error_no_memory(error, "logit_bias");
    const char *key;
    json_t *value;
    /* Jansson iterates over a mutable object only, and changes nothing. */
    json_object_foreach((json_t *)(uintptr_t)object, key, value)
        PS_TRY(read_bias(biases, key, value, vocab_size, error));
    return PS_OK;
}

void ps_biases_close(struct ps_biases *biases)
{
    free(biases->items);
    *biases = (struct ps_biases){0};
}

/* --- bad words --- */

enum ps_status ps_bad_words_check(const json_t *body, struct ps_error *error)
{
    static const char name[] = "bad_words";
    const json_t *list = ps_field_get(body, name);
    if (!list)
        return PS_OK;
    if (!json_is_array(list) || json_array_size(list) > BAD_WORDS_MAX)
        return ps_field_wrong(name, list, "a list of at most 256 strings", error);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *word = json_array_get(list, i);
        char param[PS_ERROR_PARAM_SIZE];
        (void)snprintf(param, sizeof param, "%s[%zu]", name, i);
        size_t size = json_string_length(word);
        if (!json_is_string(word) || strspn(json_string_value(word), " ") == size)
            return ps_field_wrong(param, word, "a string with more than spaces", error);
        if (size > BAD_WORD_BYTES_MAX)
            return ps_error_set_param(error, PS_INVALID, param,
                                      "%s: found %zu bytes, expected at most %d", param, size,
                                      BAD_WORD_BYTES_MAX);
    }
    return PS_OK;
}

static void add_word(struct ps_bad_words *words, struct ps_tokens *tokens)
{
    words->items[words->count++] =
        (struct ps_token_list){.ids = ps_take(tokens->ids), .count = tokens->count};
}

/* Behind a space a word is another sequence worth forbidding only where the space became part of
 * its first token: then there are as many tokens, and the first is another. */
static enum ps_status encode_word(struct ps_bad_words *words, const char *word,
                                  const struct ps_tokenizer *tokenizer, struct ps_error *error)
{
    PS_DEFER(ps_tokens_close) struct ps_tokens plain = {0};
    PS_DEFER(ps_tokens_close) struct ps_tokens spaced = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    if (ps_buffer_append_byte(&text, ' ') != PS_OK || ps_buffer_append_string(&text, word) != PS_OK)
        return ps_error_no_memory(error, "bad_words");
    PS_TRY(ps_tokenizer_encode(tokenizer, text.data + 1, text.size - 1, false, &plain, error));
    PS_TRY(ps_tokenizer_encode(tokenizer, text.data, text.size, false, &spaced, error));
    if (plain.count == 0)
        return PS_OK;
    bool is_another = spaced.count == plain.count && spaced.ids[0] != plain.ids[0];
    add_word(words, &plain);
    if (is_another)
        add_word(words, &spaced);
    return PS_OK;
}

enum ps_status ps_bad_words_encode(struct ps_bad_words *words, const json_t *body,
                                   const struct ps_tokenizer *tokenizer, struct ps_error *error)
{
    const json_t *list = ps_field_get(body, "bad_words");
    size_t count = json_array_size(list);
    if (count == 0)
        return PS_OK;
    words->items = calloc(2 * count, sizeof *words->items);
    if (!words->items)
        return ps_error_no_memory(error, "bad_words");
    for (size_t i = 0; i < count; i++) {
        const char *word = json_string_value(json_array_get(list, i));
        PS_TRY(encode_word(words, word + strspn(word, " "), tokenizer, error));
    }
    return PS_OK;
}

void ps_bad_words_close(struct ps_bad_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        free((void *)(uintptr_t)words->items[i].ids);
    free(words->items);
    *words = (struct ps_bad_words){0};
}
