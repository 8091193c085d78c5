/* modules.json, the pooling's config.json, config_sentence_transformers.json,
 * sentence_bert_config.json. */
#include "shared/model/sentence.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "shared/model/reader.h"

enum {
    LENGTH_MAX = 1 << 24, /* what tokenizers without a limit say is far over it */
};

static enum ps_status fail_mode(const char *name, struct ps_error *error)
{
    return ps_error_set_param(error, PS_UNSUPPORTED, "pooling_mode",
                              "pooling mode \"%s\" is not supported; supported are: mean, cls, "
                              "max, lasttoken",
                              name);
}

static enum ps_status parse_mode(const char *name, enum ps_pooling_mode *mode,
                                 struct ps_error *error)
{
    static const struct {
        const char *name;
        enum ps_pooling_mode mode;
    } modes[] = {
        {"mean", PS_POOLING_MEAN},
        {"cls", PS_POOLING_CLS},
        {"max", PS_POOLING_MAX},
        {"lasttoken", PS_POOLING_LAST},
    };
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        if (strcmp(modes[i].name, name) == 0) {
            *mode = modes[i].mode;
            return PS_OK;
        }
    }
    return fail_mode(name, error);
}

/* Older files have a flag for each mode; several at once mean vectors one after another. */
static enum ps_status read_flags(const json_t *json, enum ps_pooling_mode *mode,
                                 struct ps_error *error)
{
    static const struct {
        const char *key;
        const char *name;
    } flags[] = {
        {"pooling_mode_cls_token", "cls"},
        {"pooling_mode_mean_tokens", "mean"},
        {"pooling_mode_max_tokens", "max"},
        {"pooling_mode_lasttoken", "lasttoken"},
        {"pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens"},
        {"pooling_mode_weightedmean_tokens", "weightedmean"},
    };
    const char *chosen = NULL;
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        bool set;
        PS_TRY(ps_read_bool(json, flags[i].key, false, &set, error));
        if (set && chosen)
            return ps_error_set_param(error, PS_UNSUPPORTED, "pooling_mode",
                                      "two pooling modes at once (%s, %s) are not supported",
                                      chosen, flags[i].name);
        if (set)
            chosen = flags[i].name;
    }
    return parse_mode(chosen ? chosen : "mean", mode, error);
}

static enum ps_status read_mode(const json_t *json, enum ps_pooling_mode *mode,
                                struct ps_error *error)
{
    const json_t *value = ps_read_value(json, "pooling_mode");
    if (!value)
        return read_flags(json, mode, error);
    if (json_is_array(value) && json_array_size(value) == 1)
        value = json_array_get(value, 0);
    if (!json_is_string(value))
        return ps_error_set_param(error, PS_UNSUPPORTED, "pooling_mode",
                                  "pooling_mode must be one mode");
    return parse_mode(json_string_value(value), mode, error);
}

/* A pooling that leaves the prompt's rows out differs only where there is a prompt. */
static enum ps_status read_include_prompt(const json_t *json, const char *prompt,
                                          struct ps_error *error)
{
    bool include;
    PS_TRY(ps_read_bool(json, "include_prompt", true, &include, error));
    if (!include && prompt[0])
        return ps_error_set_param(error, PS_UNSUPPORTED, "include_prompt",
                                  "include_prompt false is not supported where a "
                                  "default_prompt_name gives texts a prompt");
    return PS_OK;
}

static enum ps_status read_pooling(const char *folder, const char *path, struct ps_hasher *hasher,
                                   struct ps_sentence *sentence, struct ps_error *error)
{
    PS_DEFER(ps_freep) char *name = ps_path_join(path, "config.json");
    PS_DEFER(json_decrefp) json_t *json = NULL;
    if (!name)
        return ps_error_no_memory(error, "a path");
    PS_TRY(ps_read_object(folder, name, hasher, &json, error));
    if (!json)
        return ps_error_set(error, PS_NOT_FOUND, "modules.json names %s, which is not there", name);
    enum ps_status status = read_mode(json, &sentence->pooling.mode, error);
    if (status == PS_OK)
        status = read_include_prompt(json, sentence->prompt, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s", name);
    return status;
}

/* "sentence_transformers.models.Pooling" -> "Pooling"; the packages on the way have moved. */
static const char *class_of(const char *type)
{
    const char *dot = strrchr(type, '.');
    return dot ? dot + 1 : type;
}

static bool leaves_folder(const char *path)
{
    return path[0] == '/' || strstr(path, "..") || strchr(path, '\\');
}

/* Older folders keep the Transformer in a folder of its own, "0_Transformer". */
static enum ps_status set_transformer(struct ps_sentence *sentence, const char *folder,
                                      const char *path, struct ps_error *error)
{
    char *joined = ps_path_join(folder, path);
    if (!joined)
        return ps_error_no_memory(error, "a path");
    free(sentence->transformer);
    sentence->transformer = joined;
    return PS_OK;
}

struct modules {
    bool transformer;
    bool pooling;
};

static enum ps_status read_module(const char *folder, const json_t *module,
                                  struct ps_hasher *hasher, struct modules *seen,
                                  struct ps_sentence *sentence, struct ps_error *error)
{
    const char *type, *path;
    if (!json_is_object(module))
        return ps_error_set(error, PS_INVALID, "modules.json must be a list of objects");
    PS_TRY(ps_read_string(module, "type", "", &type, error));
    PS_TRY(ps_read_string(module, "path", "", &path, error));
    if (leaves_folder(path))
        return ps_error_set_param(error, PS_INVALID, "path",
                                  "modules.json: path \"%s\" leaves the folder", path);
    const char *class = class_of(type);
    if (strcmp(class, "Transformer") == 0 && !seen->transformer) {
        seen->transformer = true;
        return path[0] ? set_transformer(sentence, folder, path, error) : PS_OK;
    }
    if (strcmp(class, "Pooling") == 0 && seen->transformer && !seen->pooling) {
        seen->pooling = true;
        return read_pooling(folder, path, hasher, sentence, error);
    }
    if (strcmp(class, "Normalize") == 0 && seen->pooling) {
        sentence->pooling.normalize = true;
        return PS_OK;
    }
    return ps_error_set_param(error, PS_UNSUPPORTED, "type",
                              "modules.json: module \"%s\" is not supported here; supported is: "
                              "Transformer, Pooling and, if need be, Normalize",
                              type);
}

static enum ps_status read_modules(const char *folder, const json_t *json, struct ps_hasher *hasher,
                                   struct ps_sentence *sentence, struct ps_error *error)
{
    struct modules seen = {0};
    if (!json_is_array(json))
        return ps_error_set(error, PS_INVALID, "modules.json must be a list of modules");
    for (size_t i = 0; i < json_array_size(json); i++)
        PS_TRY(read_module(folder, json_array_get(json, i), hasher, &seen, sentence, error));
    if (!seen.transformer)
        return ps_error_set(error, PS_UNSUPPORTED, "modules.json has no Transformer");
    sentence->has_pooling = seen.pooling;
    return PS_OK;
}

/* The prompt that encode puts before a text when it is told none: that of default_prompt_name,
 * whose texts for "query" and "document" are empty where the file has none. */
static enum ps_status find_prompt(const json_t *json, const char **prompt, struct ps_error *error)
{
    const char *name;
    const json_t *prompts = ps_read_value(json, "prompts");
    *prompt = "";
    PS_TRY(ps_read_string(json, "default_prompt_name", NULL, &name, error));
    if (!name)
        return PS_OK;
    bool built_in = strcmp(name, "query") == 0 || strcmp(name, "document") == 0;
    if (!built_in && !json_object_get(prompts, name))
        return ps_error_set_param(error, PS_INVALID, "default_prompt_name",
                                  "default_prompt_name is \"%s\", which is none of the prompts",
                                  name);
    return ps_read_string(prompts, name, "", prompt, error);
}

static enum ps_status read_prompt(const char *folder, struct ps_hasher *hasher,
                                  struct ps_sentence *sentence, struct ps_error *error)
{
    static const char file[] = "config_sentence_transformers.json";
    PS_DEFER(json_decrefp) json_t *json = NULL;
    const char *prompt;
    PS_TRY(ps_read_object(folder, file, hasher, &json, error));
    enum ps_status status = find_prompt(json, &prompt, error);
    if (status != PS_OK) {
        ps_error_prefix(error, "%s", file);
        return status;
    }
    free(sentence->prompt);
    sentence->prompt = strdup(prompt);
    return sentence->prompt ? PS_OK : ps_error_no_memory(error, "a prompt");
}

/* A tokenizer without a limit says 10^30, an integer that only a real number holds. */
static enum ps_status read_tokenizer_length(const char *folder, struct ps_hasher *hasher,
                                            double *length, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *json = NULL;
    PS_TRY(ps_read_json(folder, "tokenizer_config.json", JSON_DECODE_INT_AS_REAL, hasher, &json,
                        error));
    PS_TRY(ps_read_number(json, "model_max_length", 0.0, length, error));
    if (*length < 0.0)
        *length = 0.0;
    return PS_OK;
}

/* The limit that sentence-transformers keeps: its own setting, else the tokenizer's. */
static enum ps_status read_length(const char *folder, struct ps_hasher *hasher,
                                  struct ps_sentence *sentence, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *json = NULL;
    double length;
    PS_TRY(read_tokenizer_length(folder, hasher, &length, error));
    PS_TRY(ps_read_object(folder, "sentence_bert_config.json", hasher, &json, error));
    PS_TRY(ps_read_number(json, "max_seq_length", length, &length, error));
    PS_TRY(ps_read_bool(json, "do_lower_case", false, &sentence->lower_case, error));
    if (length < 0.0)
        return ps_error_set_param(error, PS_INVALID, "max_seq_length",
                                  "max_seq_length is %g, it must be over 0", length);
    sentence->max_tokens = length <= LENGTH_MAX ? (size_t)length : 0;
    return PS_OK;
}

enum ps_status ps_sentence_read(const char *folder, struct ps_hasher *hasher,
                                struct ps_sentence *sentence, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *json = NULL;
    *sentence = (struct ps_sentence){
        .pooling = {.mode = PS_POOLING_MEAN}, .transformer = strdup(folder), .prompt = strdup("")};
    if (!sentence->transformer || !sentence->prompt)
        return ps_error_no_memory(error, "the settings of an embedder");
    PS_TRY(ps_read_json(folder, "modules.json", 0, hasher, &json, error));
    if (json) {
        sentence->has_modules = true;
        PS_TRY(read_prompt(folder, hasher, sentence, error));
        PS_TRY(read_modules(folder, json, hasher, sentence, error));
    }
    return read_length(sentence->transformer, hasher, sentence, error);
}

void ps_sentence_close(struct ps_sentence *sentence)
{
    ps_freep(&sentence->transformer);
    ps_freep(&sentence->prompt);
}
