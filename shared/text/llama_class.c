/* The components of transformers' LlamaTokenizer. */
#include "shared/text/llama_class.h"

#include <string.h>

#include "shared/base/defer.h"

static const char space[] = "\xe2\x96\x81"; /* U+2581 */

static bool has_string(const json_t *object, const char *key, const char *expected)
{
    const char *found = json_string_value(json_object_get(object, key));
    return found && strcmp(found, expected) == 0;
}

bool ps_llama_class_is_named(const json_t *settings, const json_t *model)
{
    if (model && !has_string(model, "model_type", "llama"))
        return false;
    return has_string(settings, "tokenizer_class", "LlamaTokenizer") ||
           has_string(settings, "tokenizer_class", "LlamaTokenizerFast");
}

/* Prepend U+2581, then Replace spaces with it, and nothing before the model. */
bool ps_llama_class_fits(const json_t *root)
{
    const json_t *normalizer = json_object_get(root, "normalizer");
    const json_t *steps = json_object_get(normalizer, "normalizers");
    const json_t *prepend = json_array_get(steps, 0);
    const json_t *replace = json_array_get(steps, 1);
    const json_t *pre_tokenizer = json_object_get(root, "pre_tokenizer");
    return json_array_size(steps) == 2 && (!pre_tokenizer || json_is_null(pre_tokenizer)) &&
           has_string(json_object_get(root, "model"), "type", "BPE") &&
           has_string(prepend, "type", "Prepend") && has_string(prepend, "prepend", space) &&
           has_string(replace, "type", "Replace") && has_string(replace, "content", space) &&
           has_string(json_object_get(replace, "pattern"), "String", " ");
}

static const char *scheme_of(const json_t *settings)
{
    if (json_is_false(json_object_get(settings, "add_prefix_space")))
        return "never";
    return json_is_true(json_object_get(settings, "legacy")) ? "always" : "first";
}

enum ps_status ps_llama_class_apply(const json_t *settings, json_t *root, struct ps_error *error)
{
    json_t *pre_tokenizer = json_pack("{s:s, s:s, s:s, s:b}", "type", "Metaspace", "replacement",
                                      space, "prepend_scheme", scheme_of(settings), "split", 0);
    if (!pre_tokenizer || json_object_set_new(root, "pre_tokenizer", pre_tokenizer) != 0 ||
        json_object_set_new(root, "normalizer", json_null()) != 0)
        return ps_error_no_memory(error, "a tokenizer");
    return PS_OK;
}
