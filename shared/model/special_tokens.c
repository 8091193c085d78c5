/* tokenizer_config.json, special_tokens_map.json, and what tokenizer classes take for granted. */
#include "shared/model/special_tokens.h"

#include <stdbool.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/model/reader.h"

#define SUFFIX "_token"

static const char *const standard_names[] = {
    "bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token",
};

enum {
    NUM_STANDARD = sizeof standard_names / sizeof *standard_names,
};

static bool is_standard(const char *name)
{
    for (size_t i = 0; i < NUM_STANDARD; i++) {
        if (strcmp(name, standard_names[i]) == 0)
            return true;
    }
    return false;
}

static bool ends_like_token(const char *name)
{
    size_t size = strlen(name), suffix = strlen(SUFFIX);
    return size >= suffix && strcmp(name + size - suffix, SUFFIX) == 0;
}

/* A token is written as its text or as an object that has the text as its content. NULL for
 * anything else. */
static json_t *text_of(json_t *value)
{
    json_t *text = json_is_object(value) ? json_object_get(value, "content") : value;
    return json_is_string(text) ? text : NULL;
}

/* A token that is null is one the model does without, whatever was said of it before. */
static enum ps_status set_token(json_t *tokens, const char *name, json_t *value,
                                struct ps_error *error)
{
    json_t *text = text_of(value);
    if (json_is_null(value)) {
        (void)json_object_del(tokens, name);
        return PS_OK;
    }
    if (!text)
        return ps_error_set_param(error, PS_INVALID, name,
                                  "%s must be a string or an object with a string as its content",
                                  name);
    if (json_object_set(tokens, name, text) != 0)
        return ps_error_no_memory(error, "special tokens");
    return PS_OK;
}

/* Names of a model's own count where they end in _token and have a text ("add_bos_token" is no
 * token). */
static enum ps_status add_tokens(json_t *tokens, json_t *object, struct ps_error *error)
{
    const char *name;
    json_t *value;
    for (size_t i = 0; i < NUM_STANDARD; i++) {
        value = json_object_get(object, standard_names[i]);
        if (value)
            PS_TRY(set_token(tokens, standard_names[i], value, error));
    }
    json_object_foreach(object, name, value)
    {
        if (!is_standard(name) && ends_like_token(name) && text_of(value))
            PS_TRY(set_token(tokens, name, value, error));
    }
    return PS_OK;
}

/* Multimodal models name tokens of their own: {"image_token": "<image>"}. A list has no names. */
static enum ps_status add_extra_tokens(json_t *tokens, json_t *object, struct ps_error *error)
{
    const char *name;
    json_t *value;
    json_t *extra = json_object_get(object, "extra_special_tokens");
    if (!json_is_object(extra))
        return PS_OK;
    json_object_foreach(extra, name, value)
    {
        PS_TRY(set_token(tokens, name, value, error));
    }
    return PS_OK;
}

/* A file from before tokenizer_config.json listed the added tokens: then it has the last word. */
static enum ps_status add_legacy(json_t *tokens, const char *folder, struct ps_hasher *hasher,
                                 struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *map = NULL;
    PS_TRY(ps_read_object(folder, "special_tokens_map.json", hasher, &map, error));
    enum ps_status status = add_tokens(tokens, map, error);
    if (status == PS_OK)
        status = add_extra_tokens(tokens, map, error);
    if (status != PS_OK)
        ps_error_prefix(error, "special_tokens_map.json");
    return status;
}

/* What a class of tokenizer has where its settings are silent. */
struct class_defaults {
    const char *class;
    const char *bos, *eos, *unk, *pad; /* NULL: none */
};

static const struct class_defaults known_classes[] = {
    {"GPT2Tokenizer", "<|endoftext|>", "<|endoftext|>", "<|endoftext|>", NULL},
    {"LlamaTokenizer", "<s>", "</s>", "<unk>", NULL},
    {"Qwen2Tokenizer", NULL, "<|endoftext|>", "<|endoftext|>", "<|endoftext|>"},
};

/* model_type's own class where the settings name none or, as many qwen2 checkpoints do, a wrong
 * one; for mistral transformers takes no class at its word. */
static const char *class_name(const char *model_type, const char *tokenizer_class)
{
    if (strcmp(model_type, "qwen2") == 0)
        return "Qwen2Tokenizer";
    if (strcmp(model_type, "mistral") == 0)
        return "";
    if (!tokenizer_class)
        return strcmp(model_type, "gpt2") == 0 ? "GPT2Tokenizer" : "";
    return tokenizer_class;
}

/* "GPT2TokenizerFast" is the same as "GPT2Tokenizer". */
static bool is_class(const char *name, const char *class)
{
    size_t size = strlen(class);
    return strncmp(name, class, size) == 0 && (!name[size] || strcmp(name + size, "Fast") == 0);
}

static enum ps_status set_default(json_t *tokens, const char *name, const char *text,
                                  struct ps_error *error)
{
    if (text && json_object_set_new(tokens, name, json_string(text)) != 0)
        return ps_error_no_memory(error, "special tokens");
    return PS_OK;
}

static enum ps_status add_defaults(json_t *tokens, const char *folder, const json_t *config,
                                   struct ps_error *error)
{
    const char *model_type, *tokenizer_class;
    PS_DEFER(json_decrefp) json_t *model = NULL;
    PS_TRY(ps_read_object(folder, "config.json", NULL, &model, error));
    PS_TRY(ps_read_string(model, "model_type", "", &model_type, error));
    PS_TRY(ps_read_string(model, "tokenizer_class", NULL, &tokenizer_class, error));
    PS_TRY(ps_read_string(config, "tokenizer_class", tokenizer_class, &tokenizer_class, error));
    const char *name = class_name(model_type, tokenizer_class);
    for (size_t i = 0; i < sizeof known_classes / sizeof *known_classes; i++) {
        const struct class_defaults *known = &known_classes[i];
        if (!is_class(name, known->class))
            continue;
        PS_TRY(set_default(tokens, "bos_token", known->bos, error));
        PS_TRY(set_default(tokens, "eos_token", known->eos, error));
        PS_TRY(set_default(tokens, "unk_token", known->unk, error));
        PS_TRY(set_default(tokens, "pad_token", known->pad, error));
    }
    return PS_OK;
}

static enum ps_status add_config(json_t *tokens, json_t *config, struct ps_error *error)
{
    enum ps_status status = add_tokens(tokens, config, error);
    if (status == PS_OK)
        status = add_extra_tokens(tokens, config, error);
    if (status != PS_OK)
        ps_error_prefix(error, "tokenizer_config.json");
    return status;
}

enum ps_status ps_special_tokens_read(const char *folder, json_t *config, struct ps_hasher *hasher,
                                      json_t **tokens, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *found = json_object();
    if (!found)
        return ps_error_no_memory(error, "special tokens");
    PS_TRY(add_defaults(found, folder, config, error));
    PS_TRY(add_config(found, config, error));
    if (!json_object_get(config, "added_tokens_decoder"))
        PS_TRY(add_legacy(found, folder, hasher, error));
    *tokens = ps_take(found);
    return PS_OK;
}
