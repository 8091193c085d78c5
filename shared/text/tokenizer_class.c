/* The classes of tokenizers that checkpoints without a tokenizer.json name: as transformers 5 makes
 * them of their vocabularies. */
#include "shared/text/tokenizer_class.h"

#include <string.h>

#include "shared/base/defer.h"

/* The special tokens around a text. */
enum ends {
    ENDS_AS_SET, /* add_bos_token, add_eos_token; none where they are not set */
    ENDS_BERT,
    ENDS_ROBERTA, /* around the second text of a pair too */
    ENDS_CLIP,    /* the same, with bos and eos */
};

struct ps_tokenizer_class {
    const char *names[10]; /* without "Fast" */
    const char *models[24];
    const char *tokens;     /* JSON */
    const char *normalizer; /* JSON; NULL: none */
    const char *split;      /* a regular expression before the bytes; NULL: GPT-2's */
    enum ends ends;
};

#define CONTRACTIONS "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
#define LINE_ENDS    "[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"
#define ENDOFTEXT    "\"<|endoftext|>\""

enum { CLASS_GPT2, CLASS_NEOX, CLASS_QWEN2, CLASS_QWEN3_5, CLASS_ROBERTA, CLASS_CLIP, CLASS_BERT };

static const struct ps_tokenizer_class classes[] =
    {
        [CLASS_GPT2] =
            {
                .names = {"GPT2Tokenizer", "CodeGenTokenizer"},
                .models = {"gpt2", "gpt_neo", "gptj", "gpt_bigcode", "codegen", "opt", "phi",
                           "starcoder2", "dbrx", "cerebras-gpt"},
                .tokens = "{\"bos_token\":" ENDOFTEXT ",\"eos_token\":" ENDOFTEXT
                          ",\"unk_token\":" ENDOFTEXT "}",
            },
        [CLASS_NEOX] =
            {
                .names = {"GPTNeoXTokenizer"},
                .models = {"gpt_neox", "mamba", "mamba2", "mpt", "olmo", "olmoe", "rwkv", "xlstm"},
                .tokens = "{\"bos_token\":" ENDOFTEXT ",\"eos_token\":" ENDOFTEXT
                          ",\"unk_token\":" ENDOFTEXT ",\"pad_token\":\"<|padding|>\"}",
                .normalizer = "{\"type\":\"NFC\"}",
            },
        [CLASS_QWEN2] =
            {
                .names = {"Qwen2Tokenizer"},
                .models = {"qwen2", "qwen2_moe", "qwen2_vl", "qwen2_5_vl", "qwen3", "qwen3_moe",
                           "qwen3_next", "qwen3_vl", "qwen3_vl_moe"},
                .tokens = "{\"eos_token\":" ENDOFTEXT ",\"unk_token\":" ENDOFTEXT
                          ",\"pad_token\":" ENDOFTEXT "}",
                .normalizer = "{\"type\":\"NFC\"}",
                .split = CONTRACTIONS
                "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+" LINE_ENDS,
            },
        [CLASS_QWEN3_5] =
            {
                .names = {"Qwen3_5Tokenizer"},
                .models = {"qwen3_5", "qwen3_5_moe", "qwen3_5_text", "qwen3_5_moe_text"},
                .tokens = "{\"eos_token\":" ENDOFTEXT ",\"unk_token\":" ENDOFTEXT
                          ",\"pad_token\":" ENDOFTEXT "}",
                .normalizer = "{\"type\":\"NFC\"}",
                .split = CONTRACTIONS "|[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+|\\p{N}"
                                      "| ?[^\\s\\p{L}\\p{M}\\p{N}]+" LINE_ENDS,
            },
        [CLASS_ROBERTA] =
            {
                .names = {"RobertaTokenizer", "BartTokenizer", "LongformerTokenizer",
                          "LEDTokenizer", "MvpTokenizer"},
                .models = {"roberta", "roberta-prelayernorm", "bart", "longformer", "led",
                           "mvp", "ibert", "data2vec-text", "lilt"},
                .tokens = "{\"bos_token\":\"<s>\",\"eos_token\":\"</s>\",\"unk_token\":\"<unk>\","
                          "\"sep_token\":\"</s>\",\"pad_token\":\"<pad>\",\"cls_token\":\"<s>\","
                          "\"mask_token\":\"<mask>\"}",
                .ends = ENDS_ROBERTA,
            },
        [CLASS_CLIP] =
            {
                .names = {"CLIPTokenizer"},
                .models = {"clip", "clip_text_model", "clipseg", "groupvit", "owlvit", "owlv2"},
                .tokens = "{\"bos_token\":\"<|startoftext|>\",\"eos_token\":" ENDOFTEXT
                          ",\"unk_token\":" ENDOFTEXT ",\"pad_token\":" ENDOFTEXT "}",
                .normalizer =
                    "{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFC\"},{\"type\":"
                    "\"Replace\",\"pattern\":{\"Regex\":\"\\\\s+\"},\"content\":\" \"},"
                    "{\"type\":\"Lowercase\"}]}",
                .split = "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|["
                         "\\p{N}]"
                         "|[^\\s\\p{L}\\p{N}]+",
                .ends = ENDS_CLIP,
            },
        [CLASS_BERT] =
            {
                .names = {"BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer",
                          "MobileBertTokenizer", "ConvBertTokenizer", "SqueezeBertTokenizer",
                          "LayoutLMTokenizer", "DPRQuestionEncoderTokenizer",
                          "DPRContextEncoderTokenizer"},
                .models = {"bert", "distilbert", "electra", "mobilebert", "convbert", "squeezebert",
                           "layoutlm", "ernie", "megatron-bert", "nezha", "nomic_bert",
                           "visual_bert"},
                .tokens =
                    "{\"unk_token\":\"[UNK]\",\"sep_token\":\"[SEP]\",\"pad_token\":\"[PAD]\","
                    "\"cls_token\":\"[CLS]\",\"mask_token\":\"[MASK]\"}",
                .ends = ENDS_BERT,
            },
};

const struct ps_tokenizer_class *ps_tokenizer_class_find(const char *name)
{
    size_t size = strlen(name);
    if (size > 4 && strcmp(name + size - 4, "Fast") == 0)
        size -= 4;
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        for (const char *const *known = classes[i].names; *known; known++) {
            if (strlen(*known) == size && memcmp(*known, name, size) == 0)
                return &classes[i];
        }
    }
    return NULL;
}

const struct ps_tokenizer_class *ps_tokenizer_class_of_model(const char *model_type)
{
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        for (const char *const *known = classes[i].models; *known; known++) {
            if (strcmp(*known, model_type) == 0)
                return &classes[i];
        }
    }
    return NULL;
}

bool ps_tokenizer_class_is_word_piece(const struct ps_tokenizer_class *class)
{
    return class == &classes[CLASS_BERT];
}

json_t *ps_tokenizer_class_tokens(const struct ps_tokenizer_class *class)
{
    return json_loads(class->tokens, 0, NULL);
}

static bool setting(const json_t *settings, const char *key, bool fallback)
{
    const json_t *value = json_object_get(settings, key);
    return json_is_boolean(value) ? json_is_true(value) : fallback;
}

/* The content of a special token, which is a string or an object; NULL where there is none. */
static const char *token_named(const json_t *settings, const char *key)
{
    const json_t *token = json_object_get(settings, key);
    if (json_is_object(token))
        token = json_object_get(token, "content");
    return json_string_value(token);
}

/* The id that a token gets when the file is read: that of the vocabulary, or the next free one. */
static json_int_t id_of(const json_t *root, const char *content)
{
    const json_t *vocabulary = json_object_get(json_object_get(root, "model"), "vocab");
    const json_t *id = json_object_get(vocabulary, content);
    if (id)
        return json_integer_value(id);
    json_int_t next = (json_int_t)json_object_size(vocabulary);
    const json_t *list = json_object_get(root, "added_tokens");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *other = json_string_value(json_object_get(json_array_get(list, i), "content"));
        if (strcmp(other, content) == 0)
            break;
        if (!json_object_get(vocabulary, other))
            next++;
    }
    return next;
}

/* Adds a special token to a template and to the table of those that it uses; false where memory
 * can't be had. */
static bool add_special(const json_t *root, json_t *items, json_t *specials, const char *content,
                        int type_id)
{
    if (!content)
        return true;
    json_t *item = json_pack("{s:{s:s,s:i}}", "SpecialToken", "id", content, "type_id", type_id);
    json_t *special = json_pack("{s:s,s:[I],s:[s]}", "id", content, "ids", id_of(root, content),
                                "tokens", content);
    bool added = json_array_append_new(items, item) == 0;
    return json_object_set_new(specials, content, special) == 0 && added;
}

static bool add_sequence(json_t *items, const char *id, int type_id)
{
    json_t *item = json_pack("{s:{s:s,s:i}}", "Sequence", "id", id, "type_id", type_id);
    return json_array_append_new(items, item) == 0;
}

/* first and last, where they are not NULL, around a text; before the second text of a pair, which
 * has type 1, only where first_again is set. */
static json_t *make_template(const json_t *root, const char *first, const char *last,
                             bool first_again)
{
    PS_DEFER(json_decrefp) json_t *specials = json_object();
    PS_DEFER(json_decrefp) json_t *single = json_array();
    PS_DEFER(json_decrefp) json_t *pair = json_array();
    json_t *const forms[] = {single, pair};
    bool made = true;
    for (size_t i = 0; i < 2; i++)
        made = add_special(root, forms[i], specials, first, 0) && add_sequence(forms[i], "A", 0) &&
               add_special(root, forms[i], specials, last, 0) && made;
    made = add_special(root, pair, specials, first_again ? first : NULL, 1) &&
           add_sequence(pair, "B", 1) && add_special(root, pair, specials, last, 1) && made;
    return made ? json_pack("{s:s,s:O,s:O,s:O}", "type", "TemplateProcessing", "single", single,
                            "pair", pair, "special_tokens", specials)
                : NULL;
}

static json_t *make_roberta(const json_t *root, const char *first, const char *last)
{
    return json_pack("{s:s,s:[sI],s:[sI]}", "type", "RobertaProcessing", "sep", last,
                     id_of(root, last), "cls", first, id_of(root, first));
}

static json_t *make_post_processor(const struct ps_tokenizer_class *class, const json_t *settings,
                                   const json_t *root)
{
    bool by_role = class->ends == ENDS_BERT || class->ends == ENDS_ROBERTA;
    const char *first = token_named(settings, by_role ? "cls_token" : "bos_token");
    const char *last = token_named(settings, by_role ? "sep_token" : "eos_token");
    if (class->ends == ENDS_AS_SET)
        return make_template(root, setting(settings, "add_bos_token", false) ? first : NULL,
                             setting(settings, "add_eos_token", false) ? last : NULL, true);
    if (class->ends == ENDS_BERT)
        return make_template(root, first, last, false);
    return first && last ? make_roberta(root, first, last) : json_null();
}

static json_t *make_pre_tokenizer(const struct ps_tokenizer_class *class, const json_t *settings)
{
    if (ps_tokenizer_class_is_word_piece(class))
        return json_pack("{s:s}", "type", "BertPreTokenizer");
    bool clip = class->ends == ENDS_CLIP;
    bool spaced = !clip && setting(settings, "add_prefix_space", false);
    json_t *bytes = json_pack("{s:s,s:b,s:b}", "type", "ByteLevel", "add_prefix_space", spaced,
                              "use_regex", clip || !class->split);
    if (!class->split)
        return bytes;
    return json_pack("{s:s,s:[{s:s,s:{s:s},s:s,s:b},o]}", "type", "Sequence", "pretokenizers",
                     "type", "Split", "pattern", "Regex", class->split, "behavior",
                     clip ? "Removed" : "Isolated", "invert", clip, bytes);
}

static json_t *make_normalizer(const struct ps_tokenizer_class *class, const json_t *settings)
{
    if (class->normalizer)
        return json_loads(class->normalizer, 0, NULL);
    if (!ps_tokenizer_class_is_word_piece(class))
        return json_null();
    json_t *strip = json_object_get(settings, "strip_accents");
    return json_pack("{s:s,s:b,s:b,s:O,s:b}", "type", "BertNormalizer", "clean_text", true,
                     "handle_chinese_chars", setting(settings, "tokenize_chinese_chars", true),
                     "strip_accents", strip ? strip : json_null(), "lowercase",
                     setting(settings, "do_lower_case", true));
}

static json_t *make_decoder(const struct ps_tokenizer_class *class)
{
    if (ps_tokenizer_class_is_word_piece(class))
        return json_pack("{s:s,s:s,s:b}", "type", "WordPiece", "prefix", "##", "cleanup", true);
    return json_pack("{s:s}", "type", "ByteLevel");
}

/* The model's settings beside its vocabulary and merges. */
static json_t *make_model_settings(const struct ps_tokenizer_class *class, const json_t *settings)
{
    const char *unk = token_named(settings, "unk_token");
    if (ps_tokenizer_class_is_word_piece(class))
        return json_pack("{s:s,s:s,s:s}", "type", "WordPiece", "unk_token", unk ? unk : "[UNK]",
                         "continuing_subword_prefix", "##");
    bool clip = class->ends == ENDS_CLIP;
    return json_pack("{s:s,s:s?,s:s}", "type", "BPE", "unk_token", clip ? unk : NULL,
                     "end_of_word_suffix", clip ? "</w>" : "");
}

enum ps_status ps_tokenizer_class_build(const struct ps_tokenizer_class *class,
                                        const json_t *settings, json_t *root,
                                        struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *model = make_model_settings(class, settings);
    if (!model || json_object_update(json_object_get(root, "model"), model) != 0 ||
        json_object_set_new(root, "normalizer", make_normalizer(class, settings)) != 0 ||
        json_object_set_new(root, "pre_tokenizer", make_pre_tokenizer(class, settings)) != 0 ||
        json_object_set_new(root, "post_processor", make_post_processor(class, settings, root)) !=
            0 ||
        json_object_set_new(root, "decoder", make_decoder(class)) != 0)
        return ps_error_no_memory(error, "a tokenizer");
    return PS_OK;
}
