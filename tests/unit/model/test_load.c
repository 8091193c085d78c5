/* Checkpoint folders with one thing changed: what is still right loads, what is wrong is refused by
 * the name of the file, key or tensor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "shared/base/file.h"
#include "shared/model/model.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/folder.h"
#include "tests/support/forward.h"
#include "tests/support/steady_jansson.h"

#define LLAMA   "tests/golden/data/llama_gqa"
#define TIED    "tests/golden/data/llama_bare_names"
#define GPT2    "tests/golden/data/gpt2"
#define QWEN2   "tests/golden/data/qwen2_layer_types"
#define MISTRAL "tests/golden/data/mistral"
#define YARN    "tests/golden/data/qwen2_yarn"
#define BERT    "tests/golden/data/bert"
#define LABELS  "tests/golden/data/bert_single"

/* Sets a key of a JSON file to a value given as JSON, or takes it away where that is NULL. */
static void edit(const struct ps_test_folder *folder, const char *name, const char *key,
                 const char *value)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder->path, name);
    PS_DEFER(json_decrefp) json_t *json = json_load_file(path, 0, NULL);
    if (!json)
        json = json_object();
    if (value)
        assert_int_equal(json_object_set_new(json, key, json_loads(value, JSON_DECODE_ANY, NULL)),
                         0);
    else
        (void)json_object_del(json, key);
    assert_int_equal(json_dump_file(json, path, 0), 0);
}

static enum ps_status load(const struct ps_test_folder *folder, struct ps_model **model,
                           struct ps_error *error)
{
    *error = (struct ps_error){0};
    return ps_model_load(model, folder->path, "auto", error);
}

struct change {
    const char *from; /* the folder it is applied to */
    const char *file;
    const char *key;
    const char *value;
    enum ps_status status;
    const char *message; /* a part of it, where refused */
};

static void check_change(const struct change *change)
{
    struct ps_error error;
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, change->from);
    edit(&folder, change->file, change->key, change->value);
    enum ps_status status = load(&folder, &model, &error);
    if (status != change->status || (change->message && !strstr(error.message, change->message)))
        fail_msg("%s %s: %s \"%s\", expected %s \"%s\"", change->key,
                 change->value ? change->value : "gone", ps_status_name(status), error.message,
                 ps_status_name(change->status), change->message);
    if (status != PS_OK)
        assert_non_null(strstr(error.message, folder.path));
}

#define CONFIG "config.json"

static const struct change config_changes[] = {
    {LLAMA, CONFIG, "model_type", NULL, PS_INVALID, "model_type is missing"},
    {LLAMA, CONFIG, "model_type", "\"mamba\"", PS_UNSUPPORTED,
     "supported are: gpt2, llama, mistral"},
    {LLAMA, CONFIG, "model_type", "7", PS_INVALID, "model_type must be a string, found 7"},
    {LLAMA, CONFIG, "hidden_size", NULL, PS_INVALID, "hidden_size is missing"},
    {LLAMA, CONFIG, "hidden_size", "\"48\"", PS_INVALID, "hidden_size must be an integer"},
    {LLAMA, CONFIG, "hidden_size", "-48", PS_INVALID, "hidden_size must be an integer"},
    {LLAMA, CONFIG, "hidden_size", "48.5", PS_INVALID, "hidden_size must be an integer"},
    {LLAMA, CONFIG, "hidden_size", "96", PS_INVALID,
     "tensor \"embed_tokens.weight\" has shape [420, 48], the configuration expects [420, 96]"},
    {LLAMA, CONFIG, "hidden_size", "9223372036854775807", PS_INVALID, "hidden_size"},
    {LLAMA, CONFIG, "vocab_size", "421", PS_INVALID, "embed_tokens.weight"},
    {LLAMA, CONFIG, "intermediate_size", "57", PS_INVALID,
     "tensor \"layers.0.mlp.gate_proj.weight\" has shape [56, 48]"},
    {LLAMA, CONFIG, "num_hidden_layers", "3", PS_INVALID,
     "tensor \"layers.2.input_layernorm.weight\" of shape [48] is missing"},
    {LLAMA, CONFIG, "num_hidden_layers", "0", PS_INVALID, "num_layers is 0"},
    {LLAMA, CONFIG, "num_hidden_layers", "1", PS_OK, NULL},
    {LLAMA, CONFIG, "num_attention_heads", "0", PS_INVALID, "num_attention_heads"},
    {LLAMA, CONFIG, "num_key_value_heads", "0", PS_INVALID, "num_key_value_heads"},
    {LLAMA, CONFIG, "num_key_value_heads", "3", PS_INVALID, "num_kv_heads"},
    {LLAMA, CONFIG, "num_key_value_heads", NULL, PS_INVALID, "k_proj.weight"},
    {LLAMA, CONFIG, "head_dim", "13", PS_INVALID, "even"},
    {LLAMA, CONFIG, "head_dim", "null", PS_OK, NULL},
    {LLAMA, CONFIG, "attention_bias", "true", PS_INVALID, "q_proj.bias\" of shape [48] is missing"},
    {LLAMA, CONFIG, "mlp_bias", "\"no\"", PS_INVALID, "mlp_bias must be true or false"},
    {LLAMA, CONFIG, "hidden_act", "\"gelu_10\"", PS_UNSUPPORTED, "hidden_act \"gelu_10\""},
    {LLAMA, CONFIG, "hidden_act", "\"swish\"", PS_OK, NULL},
    {LLAMA, CONFIG, "rms_norm_eps", "0", PS_INVALID, "norm_epsilon"},
    {LLAMA, CONFIG, "rope_parameters", "null", PS_OK, NULL},
    {LLAMA, CONFIG, "rope_parameters", "[]", PS_INVALID, "rope_parameters must be an object"},
    {LLAMA, CONFIG, "rope_parameters", "{\"rope_type\":\"longrope\",\"factor\":2}", PS_UNSUPPORTED,
     "rope_type \"longrope\" is not supported"},
    {LLAMA, CONFIG, "rope_parameters", "{\"rope_type\":\"linear\"}", PS_INVALID, "\"factor\""},
    {LLAMA, CONFIG, "rope_parameters", "{\"rope_type\":\"linear\",\"factor\":0}", PS_INVALID,
     "rope_factor"},
    {LLAMA, CONFIG, "rope_parameters", "{\"rope_type\":\"llama3\",\"factor\":2}", PS_INVALID,
     "\"low_freq_factor\""},
    {LLAMA, CONFIG, "rope_parameters", "{\"rope_theta\":-1}", PS_INVALID, "rope_theta"},
    {LLAMA, CONFIG, "partial_rotary_factor", "0.5", PS_UNSUPPORTED, "partial_rotary_factor"},
    {LLAMA, CONFIG, "quantization_config", "{}", PS_UNSUPPORTED, "quantization_config"},
    {LLAMA, CONFIG, "max_position_embeddings", "99999999999", PS_INVALID, "max_positions"},
    {LLAMA, CONFIG, "tie_word_embeddings", "true", PS_OK, NULL},
    {LLAMA, CONFIG, "eos_token_id", "\"x\"", PS_OK, NULL}, /* generation_config.json's counts */
    {LLAMA, CONFIG, "architectures", NULL, PS_OK, NULL},
    {LLAMA, CONFIG, "architectures", "[\"LLaMAForCausalLM\"]", PS_OK, NULL},
    {LLAMA, CONFIG, "architectures", "[\"LlamaForSequenceClassification\"]", PS_INVALID,
     "tensor \"score.weight\" of shape [2, 48] is missing"},
    {LLAMA, CONFIG, "architectures", "[\"LlamaModel\"]", PS_UNSUPPORTED, "no modules.json"},
    {TIED, CONFIG, "architectures", "[\"LlamaModel\"]", PS_OK, NULL},
    {LLAMA, CONFIG, "architectures", "\"LlamaForCausalLM\"", PS_INVALID, "list of names"},
    {LLAMA, CONFIG, "architectures", "[7]", PS_INVALID, "list of names"},
    {GPT2, CONFIG, "n_embd", NULL, PS_INVALID, "n_embd is missing"},
    {GPT2, CONFIG, "n_head", "0", PS_INVALID, "n_head is 0"},
    {GPT2, CONFIG, "n_head", "5", PS_INVALID,
     "n_embd is 32, it must be a multiple of n_head, which is 5"},
    {GPT2, CONFIG, "n_inner", "100", PS_INVALID,
     "tensor \"h.0.mlp.c_fc.weight\" has shape [32, 128], the configuration expects [32, 100]"},
    {GPT2, CONFIG, "n_layer", "4", PS_INVALID, "\"h.3.ln_1.weight\" of shape [32] is missing"},
    {GPT2, CONFIG, "n_layer", "9999999", PS_INVALID, "num_layers is 9999999"},
    {GPT2, CONFIG, "activation_function", "\"mish\"", PS_UNSUPPORTED, "activation_function"},
    {GPT2, CONFIG, "num_key_value_heads", "2", PS_OK, NULL}, /* not one of its keys */
    {GPT2, CONFIG, "tie_word_embeddings", "false", PS_OK, NULL},
    {GPT2, CONFIG, "architectures", "[\"GPT2DoubleHeadsModel\"]", PS_OK, NULL},
    {MISTRAL, CONFIG, "sliding_window", NULL, PS_OK, NULL},
    {MISTRAL, CONFIG, "sliding_window", "null", PS_OK, NULL},
    {MISTRAL, CONFIG, "sliding_window", "0", PS_INVALID, "window is 0"},
    {MISTRAL, CONFIG, "sliding_window", "-1", PS_INVALID, "sliding_window must be an integer"},
    {MISTRAL, CONFIG, "num_hidden_layers", "9999999", PS_INVALID, "num_layers is 9999999"},
    {QWEN2, CONFIG, "layer_types", "[\"full_attention\"]", PS_INVALID, "list of 3 strings"},
    {QWEN2, CONFIG, "layer_types", "\"full_attention\"", PS_INVALID, "list of 3 strings"},
    {QWEN2, CONFIG, "layer_types", "[1,2,3]", PS_UNSUPPORTED, "a value that is no string"},
    {QWEN2, CONFIG, "layer_types", "[\"full_attention\",\"chunked_attention\",\"\"]",
     PS_UNSUPPORTED, "\"chunked_attention\" is not supported"},
    {QWEN2, CONFIG, "sliding_window", "null", PS_INVALID, "layer 0 has a window"},
    {QWEN2, CONFIG, "sliding_window", NULL, PS_OK, NULL},
    {YARN, CONFIG, "rope_scaling", "{\"type\":\"yarn\"}", PS_INVALID, "\"factor\""},
    {YARN, CONFIG, "rope_scaling", "{\"type\":\"yarn\",\"factor\":2,\"beta_fast\":0.1}", PS_INVALID,
     "rope_beta_fast is 0.1"},
    {YARN, CONFIG, "rope_scaling", "{\"type\":\"yarn\",\"factor\":2,\"attention_factor\":0}",
     PS_INVALID, "attention_factor is 0"},
    {YARN, CONFIG, "rope_scaling", "{\"type\":\"yarn\",\"factor\":1e300}", PS_OK, NULL},
    {YARN, CONFIG, "rope_scaling", "{\"type\":\"yarn\",\"factor\":1e8}", PS_INVALID,
     "max_positions"},
    {BERT, CONFIG, "architectures", "[\"BertForSequenceClassification\"]", PS_OK, NULL},
    {LABELS, CONFIG, "id2label", "{\"0\":\"a\",\"1\":\"b\"}", PS_INVALID,
     "tensor \"classifier.weight\" has shape [3, 32], the configuration expects [2, 32]"},
    {LABELS, CONFIG, "id2label", "{\"0\":\"a\",\"1\":\"b\",\"3\":\"c\"}", PS_INVALID,
     "id2label has 3 entries, but none of the number \"2\""},
    {LABELS, CONFIG, "id2label", "{\"0\":\"a\",\"1\":\"b\",\"2\":7}", PS_INVALID,
     "id2label has 3 entries, but no name as its \"2\""},
    {LABELS, CONFIG, "id2label", "{}", PS_INVALID, "id2label must be an object"},
    {LABELS, CONFIG, "id2label", "[]", PS_INVALID, "id2label must be an object"},
    {LABELS, CONFIG, "id2label", "null", PS_INVALID, "expects [2, 32]"},
    {LABELS, CONFIG, "num_labels", "3", PS_OK, NULL},
    {LABELS, CONFIG, "problem_type", "\"ranking\"", PS_UNSUPPORTED, "problem_type \"ranking\""},
    {LABELS, CONFIG, "problem_type", "null", PS_OK, NULL},
    {BERT, CONFIG, "position_embedding_type", "\"relative_key\"", PS_UNSUPPORTED, "relative_key"},
    {BERT, CONFIG, "is_decoder", "true", PS_UNSUPPORTED, "is_decoder"},
    {BERT, CONFIG, "type_vocab_size", "3", PS_INVALID, "token_type_embeddings"},
    {BERT, CONFIG, "max_position_embeddings", "300", PS_INVALID, "position_embeddings"},
    {BERT, CONFIG, "layer_norm_eps", "\"small\"", PS_INVALID, "layer_norm_eps must be a number"},
};

static void configurations(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof config_changes / sizeof config_changes[0]; i++)
        check_change(&config_changes[i]);
}

#define GENERATION "generation_config.json"
#define SENTENCE   "sentence_bert_config.json"
#define POOLING    "1_Pooling/config.json"
#define PROMPTS    "config_sentence_transformers.json"

static const struct change settings_changes[] = {
    {LLAMA, GENERATION, "temperature", "-1", PS_INVALID, "temperature is -1"},
    {LLAMA, GENERATION, "temperature", "\"hot\"", PS_INVALID, "temperature must be a number"},
    {LLAMA, GENERATION, "top_p", "0", PS_INVALID, "top_p is 0"},
    {LLAMA, GENERATION, "top_p", "1.01", PS_INVALID, "top_p is 1.01"},
    {LLAMA, GENERATION, "top_k", "-1", PS_INVALID, "top_k must be an integer"},
    {LLAMA, GENERATION, "min_p", "1.5", PS_INVALID, "min_p is 1.5"},
    {LLAMA, GENERATION, "repetition_penalty", "0", PS_INVALID, "repetition_penalty is 0"},
    {LLAMA, GENERATION, "repetition_penalty", "null", PS_OK, NULL},
    {LLAMA, GENERATION, "num_beams", "1", PS_OK, NULL},
    {LLAMA, GENERATION, "num_beams", "4", PS_UNSUPPORTED, "num_beams is set"},
    {LLAMA, GENERATION, "no_repeat_ngram_size", "0", PS_OK, NULL},
    {LLAMA, GENERATION, "no_repeat_ngram_size", "3", PS_UNSUPPORTED, "no_repeat_ngram_size is set"},
    {LLAMA, GENERATION, "suppress_tokens", "[]", PS_OK, NULL},
    {LLAMA, GENERATION, "suppress_tokens", "[0]", PS_UNSUPPORTED, "suppress_tokens is set"},
    {LLAMA, GENERATION, "forced_eos_token_id", "0", PS_UNSUPPORTED, "forced_eos_token_id is set"},
    {LLAMA, GENERATION, "token_healing", "false", PS_OK, NULL},
    {LLAMA, GENERATION, "token_healing", "true", PS_UNSUPPORTED, "token_healing is set"},
    {LLAMA, GENERATION, "sequence_bias", "{}", PS_OK, NULL},
    {LLAMA, GENERATION, "sequence_bias", "[[[1], 2.0]]", PS_UNSUPPORTED, "sequence_bias is set"},
    {LLAMA, GENERATION, "do_sample", "1", PS_INVALID, "do_sample must be true or false"},
    {LLAMA, GENERATION, "eos_token_id", "-2", PS_INVALID, "eos_token_id"},
    {LLAMA, GENERATION, "eos_token_id", "[1,\"2\"]", PS_INVALID, "eos_token_id"},
    {LLAMA, GENERATION, "eos_token_id", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]", PS_TOO_LARGE,
     "eos_token_id lists more than 16"},
    {BERT, SENTENCE, "max_seq_length", "\"long\"", PS_INVALID, "max_seq_length must be a number"},
    {BERT, SENTENCE, "max_seq_length", "null", PS_OK, NULL},
    {BERT, SENTENCE, "do_lower_case", "true", PS_OK, NULL},
    {BERT, SENTENCE, "do_lower_case", "1", PS_INVALID, "do_lower_case must be true or false"},
    {BERT, PROMPTS, "default_prompt_name", "\"document\"", PS_OK, NULL},
    {BERT, PROMPTS, "default_prompt_name", "\"passage\"", PS_INVALID,
     "default_prompt_name is \"passage\", which is none of the prompts"},
    {BERT, PROMPTS, "default_prompt_name", "7", PS_INVALID, "default_prompt_name must be a string"},
    {BERT, POOLING, "include_prompt", "false", PS_OK, NULL},
    {BERT, POOLING, "pooling_mode", "\"weightedmean\"", PS_UNSUPPORTED, "\"weightedmean\""},
    {BERT, POOLING, "pooling_mode", "[\"cls\",\"max\"]", PS_UNSUPPORTED, "one mode"},
    {BERT, POOLING, "pooling_mode", "[\"max\"]", PS_OK, NULL},
};

static void settings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof settings_changes / sizeof settings_changes[0]; i++)
        check_change(&settings_changes[i]);
}

/* Replaces a whole file of a folder. */
static const struct change file_changes[] = {
    {LLAMA, CONFIG, "", "{", PS_INVALID, "not valid JSON"},
    {LLAMA, CONFIG, "", "[]", PS_INVALID, "must be a JSON object"},
    {LLAMA, CONFIG, "", NULL, PS_NOT_FOUND, "no config.json"},
    {LLAMA, GENERATION, "", NULL, PS_OK, NULL},
    {LLAMA, GENERATION, "", "[]", PS_INVALID, "must be a JSON object"},
    {LLAMA, "model.safetensors", "", NULL, PS_NOT_FOUND, "neither model.safetensors nor"},
    {LLAMA, "model.safetensors", "", "short", PS_INVALID, "truncated"},
    {LLAMA, "tokenizer.json", "", NULL, PS_NOT_FOUND, "tokenizer.json"},
    {BERT, "modules.json", "", "{}", PS_INVALID, "must be a list of modules"},
    {BERT, "modules.json", "", "[]", PS_UNSUPPORTED, "no Transformer"},
    {BERT, "modules.json", "", "[{\"path\":\"\",\"type\":\"Transformer\"}]", PS_UNSUPPORTED,
     "no modules.json with a Pooling"},
    {LABELS, "modules.json", "", "[{\"path\":\"\",\"type\":\"Transformer\"}]", PS_OK, NULL},
    {BERT, "modules.json", "", "[7]", PS_INVALID, "list of objects"},
    {BERT, "modules.json", "",
     "[{\"path\":\"\",\"type\":\"a.Transformer\"},{\"path\":\"1_Pooling\",\"type\":\"a.Pooling\"},"
     "{\"path\":\"2_Dense\",\"type\":\"a.models.Dense\"}]",
     PS_UNSUPPORTED, "module \"a.models.Dense\""},
    {BERT, "modules.json", "",
     "[{\"path\":\"\",\"type\":\"Transformer\"},{\"path\":\"../1_Pooling\",\"type\":\"Pooling\"}]",
     PS_INVALID, "leaves the folder"},
    {BERT, "modules.json", "",
     "[{\"path\":\"\",\"type\":\"Transformer\"},{\"path\":\"3\",\"type\":\"Pooling\"}]",
     PS_NOT_FOUND, "3/config.json"},
    {BERT, "modules.json", "",
     "[{\"path\":\"0_Transformer\",\"type\":\"Transformer\"},"
     "{\"path\":\"1_Pooling\",\"type\":\"Pooling\"}]",
     PS_NOT_FOUND, "0_Transformer: there is no such folder"},
    {BERT, PROMPTS, "", "[]", PS_INVALID, "must be a JSON object"},
    {BERT, PROMPTS, "", "{\"prompts\":{\"query\":3},\"default_prompt_name\":\"query\"}", PS_INVALID,
     "query must be a string"},
    {BERT, "modules.json", "", NULL, PS_OK, NULL},
};

static void files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof file_changes / sizeof file_changes[0]; i++) {
        const struct change *change = &file_changes[i];
        struct ps_error error;
        PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
        PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
        ps_test_folder_init(&folder);
        ps_test_folder_copy(&folder, change->from);
        if (change->value)
            ps_test_folder_write_text(&folder, change->file, change->value);
        else
            ps_test_folder_remove(&folder, change->file);
        enum ps_status status = load(&folder, &model, &error);
        if (status != change->status ||
            (change->message && !strstr(error.message, change->message)))
            fail_msg("%s: %s \"%s\", expected %s \"%s\"", change->file, ps_status_name(status),
                     error.message, ps_status_name(change->status), change->message);
    }
}

static void other_formats_are_named(void **state)
{
    (void)state;
    static const char *const names[] = {"pytorch_model.bin", "pytorch_model.bin.index.json",
                                        "adapter_model.safetensors"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct ps_error error;
        struct ps_model *model = NULL;
        PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
        ps_test_folder_init(&folder);
        ps_test_folder_copy(&folder, LLAMA);
        ps_test_folder_remove(&folder, "model.safetensors");
        ps_test_folder_write_text(&folder, names[i], "");
        assert_int_equal(load(&folder, &model, &error), PS_UNSUPPORTED);
        assert_non_null(strstr(error.message, names[i]));
        assert_non_null(strstr(error.message, "save_pretrained"));
    }
}

/* A file that holds both a head and an embedding means both, whatever its configuration says. */
static void a_head_of_its_own_is_not_tied(void **state)
{
    (void)state;
    struct ps_error error;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    PS_DEFER(ps_model_destroyp) struct ps_model *tied = NULL;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, LLAMA);
    edit(&folder, CONFIG, "tie_word_embeddings", "true");
    assert_int_equal(load(&folder, &model, &error), PS_OK);
    assert_false(ps_transformer_config(ps_model_transformer(model))->tied_output);
    assert_int_equal(ps_model_load(&tied, TIED, "auto", &error), PS_OK);
    assert_true(ps_transformer_config(ps_model_transformer(tied))->tied_output);
}

/* Of the tensors that are used: GPT-2's files have masks too. */
static void parameters_are_counted(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    size_t hidden = 32, layer = 12 * hidden * hidden + 13 * hidden;
    assert_int_equal(ps_model_load(&model, GPT2, "auto", &error), PS_OK);
    assert_int_equal(ps_model_num_parameters(model), (400 + 320) * hidden + 3 * layer + 2 * hidden);
    assert_int_equal(ps_model_weight_bytes(model), 4 * ps_model_num_parameters(model));
    assert_true(ps_model_file_bytes(model) > ps_model_weight_bytes(model));
}

/* Yarn stretches the context that the file names. */
static void yarn_gives_a_longer_context(void **state)
{
    (void)state;
    struct ps_error error;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, YARN);
    edit(&folder, CONFIG, "max_position_embeddings", "64");
    assert_int_equal(load(&folder, &model, &error), PS_OK);
    assert_int_equal(ps_model_context(model), 256);
}

static void only_known_dtypes(void **state)
{
    (void)state;
    struct ps_error error = {0};
    struct ps_model *model = NULL;
    assert_int_equal(ps_model_load(&model, LLAMA, "bf16", &error), PS_UNSUPPORTED);
    assert_non_null(strstr(error.message, "\"bf16\""));
    assert_int_equal(ps_model_load(&model, "/nowhere", "f32", NULL), PS_NOT_FOUND);
    assert_int_equal(ps_model_load(&model, LLAMA, "f32", NULL), PS_OK);
    ps_model_destroy(model);
}

static void generation_settings(void **state)
{
    (void)state;
    struct ps_error error;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    PS_DEFER(ps_model_destroyp) struct ps_model *plain = NULL;
    PS_DEFER(ps_model_destroyp) struct ps_model *greedy = NULL;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, LLAMA);
    ps_test_folder_write_text(&folder, GENERATION,
                              "{\"do_sample\":true,\"temperature\":0.6,\"top_p\":0.9,\"top_k\":40,"
                              "\"min_p\":0.1,\"repetition_penalty\":1.05,\"eos_token_id\":[5,7]}");
    assert_int_equal(load(&folder, &model, &error), PS_OK);
    const struct ps_generation_defaults *defaults = ps_model_generation(model);
    assert_true(defaults->temperature > 0.59 && defaults->temperature < 0.61);
    assert_true(defaults->top_p > 0.89 && defaults->top_p < 0.91);
    assert_int_equal(defaults->top_k, 40);
    assert_true(defaults->min_p > 0.09 && defaults->min_p < 0.11);
    assert_true(defaults->repetition_penalty > 1.04 && defaults->repetition_penalty < 1.06);
    assert_int_equal(defaults->num_eos_ids, 2);
    assert_int_equal(defaults->eos_ids[1], 7);

    ps_test_folder_write_text(&folder, GENERATION, "{\"do_sample\":false,\"temperature\":0.6}");
    assert_int_equal(load(&folder, &greedy, &error), PS_OK);
    assert_true(ps_model_generation(greedy)->temperature <= 0.0);

    ps_test_folder_remove(&folder, GENERATION);
    edit(&folder, CONFIG, "eos_token_id", "9");
    assert_int_equal(load(&folder, &plain, &error), PS_OK);
    defaults = ps_model_generation(plain);
    assert_true(defaults->temperature >= 1.0 && defaults->temperature <= 1.0);
    assert_true(defaults->top_p >= 1.0);
    assert_int_equal(defaults->top_k, 0);
    assert_true(defaults->min_p <= 0.0);
    assert_true(defaults->repetition_penalty >= 1.0 && defaults->repetition_penalty <= 1.0);
    assert_int_equal(defaults->num_eos_ids, 1);
    assert_int_equal(defaults->eos_ids[0], 9);
}

static void encoders_pool_the_mean_by_default(void **state)
{
    (void)state;
    struct ps_error error;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, BERT);
    ps_test_folder_remove(&folder, "modules.json");
    edit(&folder, "tokenizer_config.json", "model_max_length", NULL);
    assert_int_equal(load(&folder, &model, &error), PS_OK);
    assert_int_equal(ps_model_pooling(model)->mode, PS_POOLING_MEAN);
    assert_false(ps_model_pooling(model)->normalize);
    assert_int_equal(ps_model_context(model), 256);
    assert_string_equal(ps_model_family(model), "bert");
}

/* A classifier's weights are good for embeddings, and for nothing else. */
static void a_decoder_without_a_language_model_embeds(void **state)
{
    (void)state;
    struct ps_error error;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, LLAMA);
    edit(&folder, CONFIG, "architectures", "[\"LlamaForSequenceClassification\"]");
    ps_test_folder_write_text(&folder, "modules.json",
                              "[{\"path\":\"\",\"type\":\"Transformer\"},"
                              "{\"path\":\"1_Pooling\",\"type\":\"Pooling\"}]");
    ps_test_folder_make(&folder, "1_Pooling");
    ps_test_folder_write_text(&folder, POOLING, "{\"pooling_mode_lasttoken\":true}");
    assert_int_equal(load(&folder, &model, &error), PS_OK);
    assert_false(ps_model_generates(model));
    assert_int_equal(ps_model_pooling(model)->mode, PS_POOLING_LAST);
}

static bool same_digest(const struct ps_model *a, const struct ps_model *b)
{
    return memcmp(ps_model_digest(a), ps_model_digest(b), sizeof(struct ps_digest)) == 0;
}

/* Changes the last byte of a file: of the last weight, or of trailing space in JSON. */
static void touch_last_byte(const struct ps_test_folder *folder, const char *name)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder->path, name);
    PS_DEFER(ps_buffer_close) struct ps_buffer bytes = {0};
    assert_int_equal(ps_file_read(path, 1u << 24, &bytes, NULL), PS_OK);
    bool weights = strstr(name, "safetensors") != NULL;
    if (weights)
        bytes.data[bytes.size - 1] ^= 1;
    else
        assert_int_equal(ps_buffer_append_byte(&bytes, ' '), PS_OK);
    ps_test_folder_write(folder, name, bytes.data, bytes.size);
}

static void digests_cover_every_file(void **state)
{
    (void)state;
    static const char *const names[] = {CONFIG,           "model.safetensors",
                                        "tokenizer.json", "tokenizer_config.json",
                                        "modules.json",   POOLING,
                                        SENTENCE,         PROMPTS};
    struct ps_error error;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    PS_DEFER(ps_model_destroyp) struct ps_model *before = NULL;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, BERT);
    assert_int_equal(ps_model_load(&before, BERT, "auto", NULL), PS_OK);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        PS_DEFER(ps_model_destroyp) struct ps_model *same = NULL;
        PS_DEFER(ps_model_destroyp) struct ps_model *other = NULL;
        assert_int_equal(load(&folder, &same, &error), PS_OK);
        touch_last_byte(&folder, names[i]);
        assert_int_equal(load(&folder, &other, &error), PS_OK);
        if (i == 0)
            assert_true(same_digest(before, same));
        assert_false(same_digest(same, other));
    }
}

/* Moves the data of a file off its alignment by one space more in the header. */
static void shift_data(const struct ps_test_folder *folder, const char *from)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(from, "model.safetensors");
    PS_DEFER(ps_buffer_close) struct ps_buffer old = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer shifted = {0};
    assert_int_equal(ps_file_read(path, 1u << 24, &old, NULL), PS_OK);
    uint64_t length;
    memcpy(&length, old.data, sizeof length);
    length++;
    assert_int_equal(ps_buffer_append(&shifted, &length, sizeof length), PS_OK);
    assert_int_equal(ps_buffer_append(&shifted, old.data + 8, (size_t)length - 1), PS_OK);
    assert_int_equal(ps_buffer_append_byte(&shifted, ' '), PS_OK);
    assert_int_equal(
        ps_buffer_append(&shifted, old.data + 7 + length, old.size - 7 - (size_t)length), PS_OK);
    ps_test_folder_write(folder, "model.safetensors", shifted.data, shifted.size);
}

static void weights_off_their_alignment_are_copied(void **state)
{
    (void)state;
    struct ps_error error;
    enum { COUNT = 6, VOCAB = 420 };
    static float aligned[COUNT * VOCAB], shifted[COUNT * VOCAB];
    const int32_t ids[COUNT] = {1, 300, 301, 302, 303, 304};
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    PS_DEFER(ps_model_destroyp) struct ps_model *before = NULL;
    PS_DEFER(ps_model_destroyp) struct ps_model *after = NULL;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, LLAMA);
    assert_int_equal(load(&folder, &before, &error), PS_OK);
    ps_test_logits(ps_model_transformer(before), ids, COUNT, aligned);
    ps_model_destroy(ps_take(before));
    shift_data(&folder, LLAMA);
    assert_int_equal(load(&folder, &after, &error), PS_OK);
    ps_test_logits(ps_model_transformer(after), ids, COUNT, shifted);
    assert_memory_equal(aligned, shifted, sizeof aligned);
}

static void survives_every_failing_allocation(void **state)
{
    (void)state;
    static const char *const folders[] = {"tests/golden/data/llama_llama3",
                                          "tests/golden/data/bert_cls", LABELS,
                                          "tests/golden/data/gpt2_by_layer"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        bool failed = true;
        for (size_t n = 1; failed; n += n < 200 ? 1 : n / 50) {
            struct ps_error error = {0};
            struct ps_model *model = NULL;
            long live = ps_failing_malloc_live();
            ps_failing_malloc_start(n);
            enum ps_status status = ps_model_load(&model, folders[i], "auto", &error);
            failed = ps_failing_malloc_stop();
            ps_model_destroy(model);
            if (ps_failing_malloc_live() != live)
                fail_msg("allocation %zu: %ld are left", n, ps_failing_malloc_live() - live);
            if (!failed)
                assert_int_equal(status, PS_OK);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(configurations),
        cmocka_unit_test(settings),
        cmocka_unit_test(files),
        cmocka_unit_test(other_formats_are_named),
        cmocka_unit_test(a_head_of_its_own_is_not_tied),
        cmocka_unit_test(parameters_are_counted),
        cmocka_unit_test(yarn_gives_a_longer_context),
        cmocka_unit_test(only_known_dtypes),
        cmocka_unit_test(generation_settings),
        cmocka_unit_test(encoders_pool_the_mean_by_default),
        cmocka_unit_test(a_decoder_without_a_language_model_embeds),
        cmocka_unit_test(digests_cover_every_file),
        cmocka_unit_test(weights_off_their_alignment_are_copied),
        cmocka_unit_test(survives_every_failing_allocation),
    };
    ps_test_steady_jansson();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
