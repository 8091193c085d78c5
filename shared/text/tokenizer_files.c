/* The files of a folder that make a tokenizer, as one tokenizer.json.
 *
 * What transformers does with them: a tokenizer.json counts as it is; without one, the class named
 * in tokenizer_config.json says what its vocabulary means. Either way the tokens that the settings
 * name are added where they are missing. */
#include "shared/text/tokenizer_files.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "shared/base/json_read.h"
#include "shared/base/utf8.h"
#include "shared/text/added_settings.h"
#include "shared/text/llama_class.h"
#include "shared/text/tokenizer.h"
#include "shared/text/tokenizer_class.h"
#include "shared/text/unicode.h"

enum { FILE_SIZE_MAX = 256 << 20, JSON_DEPTH_MAX = 32 };

/* The settings of one folder; each is NULL where there is no such file. */
struct settings {
    json_t *config; /* tokenizer_config.json, with what special_tokens_map.json says */
    json_t *added;  /* added_tokens.json, which older checkpoints have */
    json_t *model;  /* config.json */
};

static void close_settings(struct settings *settings)
{
    json_decref(settings->config);
    json_decref(settings->added);
    json_decref(settings->model);
}

static enum ps_status find_file(const char *folder, const char *name, bool *found,
                                struct ps_error *error)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder, name);
    if (!path)
        return ps_error_no_memory(error, "a path");
    *found = ps_file_exists(path);
    return PS_OK;
}

static enum ps_status read_file(const char *folder, const char *name, struct ps_buffer *bytes,
                                struct ps_error *error)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder, name);
    if (!path)
        return ps_error_no_memory(error, "a path");
    return ps_file_read(path, FILE_SIZE_MAX, bytes, error);
}

static enum ps_status read_json(const char *folder, const char *name, json_t **json,
                                struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer bytes = {0};
    PS_TRY(read_file(folder, name, &bytes, error));
    PS_DEFER(json_decrefp) json_t *root = NULL;
    enum ps_status status =
        ps_json_parse(bytes.data ? bytes.data : "", bytes.size, JSON_DEPTH_MAX, &root, error);
    if (status == PS_OK && !json_is_object(root))
        status = ps_error_set(error, PS_INVALID, "found a list, expected a JSON object");
    if (status != PS_OK) {
        ps_error_prefix(error, "%s/%s", folder, name);
        return status;
    }
    *json = ps_take(root);
    return PS_OK;
}

/* Settings, which may hold integers that only a real number can: a length without a limit is
 * 10^30. */
static enum ps_status read_settings_file(const char *folder, const char *name, json_t **json,
                                         struct ps_error *error)
{
    bool found = false;
    *json = NULL;
    PS_TRY(find_file(folder, name, &found, error));
    if (!found)
        return PS_OK;
    PS_DEFER(ps_buffer_close) struct ps_buffer bytes = {0};
    PS_TRY(read_file(folder, name, &bytes, error));
    json_error_t reason;
    *json = json_loadb(bytes.data ? bytes.data : "", bytes.size, JSON_DECODE_INT_AS_REAL, &reason);
    if (json_is_object(*json))
        return PS_OK;
    return ps_error_set(error, PS_INVALID, "%s/%s: expected a JSON object (%s)", folder, name,
                        *json ? "found a list" : reason.text);
}

static enum ps_status read_settings(const char *folder, struct settings *settings,
                                    struct ps_error *error)
{
    PS_TRY(read_settings_file(folder, "tokenizer_config.json", &settings->config, error));
    PS_TRY(read_settings_file(folder, "config.json", &settings->model, error));
    if (!settings->config)
        settings->config = json_object();
    if (!settings->config)
        return ps_error_no_memory(error, "a tokenizer");
    if (json_object_get(settings->config, "added_tokens_decoder"))
        return PS_OK;
    PS_DEFER(json_decrefp) json_t *map = NULL;
    PS_TRY(read_settings_file(folder, "special_tokens_map.json", &map, error));
    if (map && json_object_update(settings->config, map) != 0)
        return ps_error_no_memory(error, "a tokenizer");
    return read_settings_file(folder, "added_tokens.json", &settings->added, error);
}

/* Calls add for each line, without its end; a line end at the end of the text begins no other. */
typedef enum ps_status visit_line(json_t *list, const char *line, size_t size,
                                  struct ps_error *error);

static enum ps_status each_line(const char *folder, const char *name, visit_line *visit,
                                json_t *list, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    PS_TRY(read_file(folder, name, &text, error));
    if (text.size > 0 && !ps_utf8_valid(text.data, text.size))
        return ps_error_set(error, PS_INVALID, "%s/%s is not valid UTF-8", folder, name);
    for (size_t start = 0; start < text.size;) {
        const char *found = memchr(text.data + start, '\n', text.size - start);
        size_t end = found ? (size_t)(found - text.data) : text.size;
        size_t size = end - start;
        if (size > 0 && found && text.data[end - 1] == '\r')
            size--;
        PS_TRY(visit(list, text.data + start, size, error));
        start = end + 1;
    }
    return PS_OK;
}

static enum ps_status add_merge(json_t *merges, const char *line, size_t size,
                                struct ps_error *error)
{
    return json_array_append_new(merges, json_stringn(line, size)) == 0
               ? PS_OK
               : ps_error_no_memory(error, "the merges of a tokenizer");
}

/* The token of a line, whose number is its id; of equal ones the last counts. */
static enum ps_status add_word(json_t *words, const char *line, size_t size, struct ps_error *error)
{
    while (size > 0) {
        size_t last = ps_utf8_last(line, size);
        uint32_t code_point = 0;
        (void)ps_utf8_decode(line + last, size - last, &code_point);
        if (!ps_unicode_is_space(code_point))
            break;
        size = last;
    }
    return json_array_append_new(words, json_stringn(line, size)) == 0
               ? PS_OK
               : ps_error_no_memory(error, "a vocabulary");
}

static enum ps_status read_byte_pairs(const char *folder, json_t *root, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *vocabulary = NULL;
    PS_DEFER(json_decrefp) json_t *merges = json_array();
    PS_TRY(read_json(folder, "vocab.json", &vocabulary, error));
    PS_TRY(each_line(folder, "merges.txt", add_merge, merges, error));
    if (json_object_set_new(root, "model",
                            json_pack("{s:O,s:O}", "vocab", vocabulary, "merges", merges)) != 0)
        return ps_error_no_memory(error, "a tokenizer");
    return PS_OK;
}

static enum ps_status read_word_pieces(const char *folder, json_t *root, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *words = json_array();
    PS_DEFER(json_decrefp) json_t *vocabulary = json_object();
    PS_TRY(each_line(folder, "vocab.txt", add_word, words, error));
    for (size_t i = 0; i < json_array_size(words); i++) {
        const char *word = json_string_value(json_array_get(words, i));
        if (json_object_set_new(vocabulary, word, json_integer((json_int_t)i)) != 0)
            return ps_error_no_memory(error, "a vocabulary");
    }
    if (json_object_set_new(root, "model", json_pack("{s:O}", "vocab", vocabulary)) != 0)
        return ps_error_no_memory(error, "a tokenizer");
    return PS_OK;
}

/* The class that the settings name, or the model's, or what the files look like. */
static enum ps_status find_class(const char *folder, const struct settings *settings,
                                 bool has_words, const struct ps_tokenizer_class **class,
                                 struct ps_error *error)
{
    const char *model = json_string_value(json_object_get(settings->model, "model_type"));
    const char *name = json_string_value(json_object_get(settings->config, "tokenizer_class"));
    if (!name)
        name = json_string_value(json_object_get(settings->model, "tokenizer_class"));
    *class = name ? ps_tokenizer_class_find(name) : NULL;
    if (name && !*class)
        return ps_error_set(error, PS_UNSUPPORTED,
                            "%s: tokenizer_class \"%.64s\" is not supported without a "
                            "tokenizer.json; save it with transformers to have one",
                            folder, name);
    if (!*class && model)
        *class = ps_tokenizer_class_of_model(model);
    if (!*class)
        *class = ps_tokenizer_class_find(has_words ? "BertTokenizer" : "GPT2Tokenizer");
    return PS_OK;
}

/* The class's special tokens where the settings name none. */
static enum ps_status complete_tokens(const struct ps_tokenizer_class *class, json_t *config,
                                      struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *tokens = ps_tokenizer_class_tokens(class);
    if (!tokens || json_object_update_missing(config, tokens) != 0)
        return ps_error_no_memory(error, "a tokenizer");
    return PS_OK;
}

static enum ps_status add_tokens(const char *folder, const struct settings *settings, json_t *list,
                                 struct ps_error *error)
{
    enum ps_status status = ps_added_settings_apply(settings->config, settings->added, list, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s", folder);
    return status;
}

static enum ps_status build(const char *folder, const struct settings *settings, bool has_words,
                            json_t **root, struct ps_error *error)
{
    const struct ps_tokenizer_class *class;
    PS_TRY(find_class(folder, settings, has_words, &class, error));
    PS_TRY(complete_tokens(class, settings->config, error));
    PS_DEFER(json_decrefp) json_t *made = json_pack("{s:[]}", "added_tokens");
    if (!made)
        return ps_error_no_memory(error, "a tokenizer");
    if (ps_tokenizer_class_is_word_piece(class))
        PS_TRY(read_word_pieces(folder, made, error));
    else
        PS_TRY(read_byte_pairs(folder, made, error));
    PS_TRY(add_tokens(folder, settings, json_object_get(made, "added_tokens"), error));
    PS_TRY(ps_tokenizer_class_build(class, settings->config, made, error));
    *root = ps_take(made);
    return PS_OK;
}

static enum ps_status read_whole(const char *folder, const struct settings *settings, json_t **root,
                                 struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *file = NULL;
    PS_TRY(read_json(folder, "tokenizer.json", &file, error));
    json_t *list = json_object_get(file, "added_tokens");
    if (!list && json_object_set_new(file, "added_tokens", list = json_array()) != 0)
        return ps_error_no_memory(error, "a tokenizer");
    if (json_is_array(list))
        PS_TRY(add_tokens(folder, settings, list, error));
    *root = ps_take(file);
    return PS_OK;
}

enum ps_status ps_tokenizer_files_read(const char *folder, json_t **root, struct ps_error *error)
{
    PS_DEFER(close_settings) struct settings settings = {0};
    PS_TRY(read_settings(folder, &settings, error));
    bool whole = false, has_words = false, has_pairs = false;
    PS_TRY(find_file(folder, "tokenizer.json", &whole, error));
    PS_TRY(find_file(folder, "vocab.txt", &has_words, error));
    PS_TRY(find_file(folder, "vocab.json", &has_pairs, error));
    if (whole)
        return read_whole(folder, &settings, root, error);
    if (has_words || has_pairs)
        return build(folder, &settings, has_words, root, error);
    return ps_error_set(error, PS_NOT_FOUND,
                        ps_file_exists(folder) ? "%s/tokenizer.json is not there, nor vocab.json "
                                                 "and merges.txt, nor vocab.txt"
                                               : "%s: there is no such folder",
                        folder);
}

enum ps_status ps_tokenizer_files_read_class(const char *folder, json_t **root,
                                             struct ps_error *error)
{
    PS_DEFER(close_settings) struct settings settings = {0};
    PS_TRY(read_settings(folder, &settings, error));
    bool whole = false;
    PS_TRY(find_file(folder, "tokenizer.json", &whole, error));
    if (!whole || !ps_llama_class_is_named(settings.config, settings.model))
        return PS_OK;
    PS_DEFER(json_decrefp) json_t *file = NULL;
    PS_TRY(read_whole(folder, &settings, &file, error));
    if (!ps_llama_class_fits(file))
        return PS_OK;
    PS_TRY(ps_llama_class_apply(settings.config, file, error));
    *root = ps_take(file);
    return PS_OK;
}

enum ps_status ps_tokenizer_hash_files(const char *folder, struct ps_hasher *hasher,
                                       struct ps_error *error)
{
    static const char *const names[] = {
        "tokenizer.json",
        "vocab.json",
        "merges.txt",
        "vocab.txt",
        "tokenizer_config.json",
        "special_tokens_map.json",
        "added_tokens.json",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        PS_DEFER(ps_freep) char *path = ps_path_join(folder, names[i]);
        PS_DEFER(ps_mapping_close) struct ps_mapping mapping = {0};
        if (!path)
            return ps_error_no_memory(error, "a path");
        if (!ps_file_exists(path))
            continue;
        PS_TRY(ps_mapping_open(&mapping, path, error));
        ps_hasher_update_field(hasher, names[i], strlen(names[i]));
        ps_hasher_update_field(hasher, mapping.data, mapping.size);
    }
    return PS_OK;
}
