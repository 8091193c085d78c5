/* No key of a config.json that is read is inert, and none goes unnoticed: each key of the golden
 * checkpoints' files is changed alone, and then the logits move by more than 1e-2, or the file is
 * refused, or the key is one of those that say nothing about what is computed. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "shared/base/file.h"
#include "shared/model/model.h"
#include "tests/support/folder.h"
#include "tests/support/forward.h"

enum {
    NUM_IDS = 48,
    RESULT_MAX = 1024, /* floats that are compared */
};

enum outcome {
    COUNTS,  /* the logits move */
    REFUSED, /* the tensors don't fit, or it is not supported */
    INERT    /* it is about training, other software, or sampling */
};

struct key {
    const char *folder; /* NULL: all */
    const char *name;
    enum outcome outcome;
    const char *value; /* the changed one, as JSON; NULL: a number doubled, a truth flipped */
};

/* The first that fits counts. */
static const struct key keys[] = {
    /* what depends on the file's other keys */
    {"llama_gqa", "rope_type", REFUSED, "\"linear\""},
    {"llama_gqa", "rope_theta", COUNTS, "100"},
    {"llama_llama3", "rope_type", COUNTS, "\"linear\""},
    {"qwen2", "use_sliding_window", INERT, NULL}, /* layer_types says that none has one */
    {"qwen2", "sliding_window", INERT, "8"},
    {"qwen2_windows", "max_position_embeddings", INERT, NULL},
    {"qwen2_windows", "max_window_layers", COUNTS, NULL},
    {"qwen2_windows", "use_sliding_window", COUNTS, NULL},
    {"qwen2_layer_types", "use_sliding_window", REFUSED, NULL},
    {"qwen3_windows", "use_sliding_window", REFUSED, NULL},
    {"qwen2_yarn_options", "rope_type", COUNTS, "\"linear\""},
    {"qwen2_yarn_options", "use_sliding_window", INERT, NULL},
    {"qwen2_yarn_options", "sliding_window", INERT, "8"},
    {"qwen2_yarn_options", "truncate", COUNTS, NULL},
    {"qwen2_windows", "num_hidden_layers", COUNTS, "1"},
    {"qwen2", "num_hidden_layers", REFUSED, NULL}, /* layer_types has three */
    {"qwen2_layer_types", "num_hidden_layers", REFUSED, NULL},
    {"qwen2_yarn_options", "num_hidden_layers", REFUSED, NULL},
    {"qwen3_windows", "num_hidden_layers", REFUSED, NULL},
    {"qwen3_windows", "attention_bias", COUNTS, NULL},
    {"bert", "num_attention_heads", COUNTS, NULL},
    {"bert_single", "num_attention_heads", COUNTS, NULL},
    {"bert_single", "architectures", REFUSED, "[7]"},
    {"bert", "add_cross_attention", INERT, NULL}, /* is_decoder counts */
    {"bert_single", "add_cross_attention", INERT, NULL},
    {"mistral", "rope_type", REFUSED, "\"yarn\""},
    {"qwen2", "rope_type", REFUSED, "\"yarn\""},
    {"qwen2_layer_types", "rope_type", REFUSED, "\"yarn\""},
    {"qwen3_windows", "rope_type", REFUSED, "\"yarn\""},
    {"bert", "architectures", INERT, "[\"NoHead\"]"}, /* an embedder needs none */
    {"bert", "hidden_act", COUNTS, "\"relu\""},
    {"bert_single", "hidden_act", COUNTS, "\"relu\""},
    {"bert", "max_position_embeddings", REFUSED, NULL},
    {"bert_single", "max_position_embeddings", REFUSED, NULL},

    {NULL, "vocab_size", REFUSED, NULL},
    {NULL, "hidden_size", REFUSED, NULL},
    {NULL, "num_hidden_layers", COUNTS, "1"},
    {NULL, "num_attention_heads", REFUSED, NULL},
    {NULL, "num_key_value_heads", REFUSED, NULL},
    {NULL, "head_dim", REFUSED, NULL},
    {NULL, "intermediate_size", REFUSED, NULL},
    {NULL, "max_position_embeddings", INERT, NULL}, /* the longest text, not what is computed */
    {NULL, "type_vocab_size", REFUSED, NULL},
    {NULL, "n_embd", REFUSED, NULL},
    {NULL, "n_layer", COUNTS, "1"},
    {NULL, "n_head", COUNTS, NULL},
    {NULL, "n_inner", REFUSED, "80"},
    {NULL, "n_positions", REFUSED, NULL},
    {NULL, "model_type", REFUSED, "\"gpt_oss\""},
    {NULL, "activation_function", COUNTS, "\"relu\""},
    {NULL, "hidden_act", COUNTS, "\"relu\""},
    {NULL, "layer_norm_epsilon", COUNTS, "0.1"},
    {NULL, "layer_norm_eps", COUNTS, "0.1"},
    {NULL, "rms_norm_eps", COUNTS, "0.1"},
    {NULL, "scale_attn_weights", COUNTS, NULL},
    {NULL, "scale_attn_by_inverse_layer_idx", COUNTS, NULL},
    {NULL, "attention_bias", REFUSED, NULL},
    {NULL, "mlp_bias", REFUSED, NULL},
    {NULL, "use_sliding_window", COUNTS, NULL},
    {NULL, "sliding_window", COUNTS, NULL},
    {NULL, "max_window_layers", INERT, NULL}, /* layer_types counts */
    {NULL, "layer_types", REFUSED, "[\"linear_attention\"]"},
    {NULL, "rope_parameters", COUNTS, "{\"rope_type\":\"linear\",\"factor\":8}"},
    {NULL, "rope_theta", COUNTS, "100"},
    {NULL, "rope_type", COUNTS, "\"linear\""},
    {NULL, "factor", COUNTS, NULL},
    {NULL, "original_max_position_embeddings", COUNTS, NULL},
    {NULL, "low_freq_factor", COUNTS, NULL},
    {NULL, "high_freq_factor", COUNTS, NULL},
    {NULL, "beta_fast", COUNTS, NULL},
    {NULL, "beta_slow", COUNTS, NULL},
    {NULL, "mscale", COUNTS, NULL},
    {NULL, "mscale_all_dim", COUNTS, NULL},
    {NULL, "architectures", REFUSED, "[\"NoHead\"]"},
    {NULL, "add_cross_attention", REFUSED, NULL},
    {NULL, "is_decoder", REFUSED, NULL},
    {NULL, "position_embedding_type", REFUSED, "\"relative_key\""},
    {NULL, "id2label", REFUSED, "{\"0\":\"x\"}"},
    {NULL, "problem_type", INERT, "\"regression\""}, /* what the scores mean, not the scores */
    {NULL, "label2id", INERT, "{}"},
    {NULL, "tie_word_embeddings", INERT, NULL}, /* whether the file has a head counts */

    {NULL, "attention_dropout", INERT, NULL},
    {NULL, "attention_probs_dropout_prob", INERT, NULL},
    {NULL, "attn_pdrop", INERT, NULL},
    {NULL, "bos_token_id", INERT, "3"},
    {NULL, "classifier_dropout", INERT, "0.5"},
    {NULL, "dtype", INERT, "\"float16\""},
    {NULL, "embd_pdrop", INERT, NULL},
    {NULL, "eos_token_id", INERT, "3"},
    {NULL, "hidden_dropout_prob", INERT, NULL},
    {NULL, "initializer_range", INERT, NULL},
    {NULL, "pad_token_id", INERT, "3"},
    {NULL, "pretraining_tp", INERT, NULL},
    {NULL, "reorder_and_upcast_attn", INERT, NULL}, /* another order of the same arithmetic */
    {NULL, "resid_pdrop", INERT, NULL},
    {NULL, "summary_activation", INERT, "\"tanh\""},
    {NULL, "summary_first_dropout", INERT, NULL},
    {NULL, "summary_proj_to_labels", INERT, NULL},
    {NULL, "summary_type", INERT, "\"mean\""},
    {NULL, "summary_use_proj", INERT, NULL},
    {NULL, "torch_dtype", INERT, "\"float16\""},
    {NULL, "transformers_version", INERT, "\"1.0\""},
    {NULL, "use_cache", INERT, NULL},
};

static const struct key *find_key(const char *folder, const char *name)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const struct key *key = &keys[i];
        if (strcmp(key->name, name) == 0 && (!key->folder || strcmp(key->folder, folder) == 0))
            return key;
    }
    fail_msg("%s/config.json has the key \"%s\", which this test knows nothing of", folder, name);
    return NULL;
}

/* The last logits, hidden states or scores of a text. */
static size_t compute(const struct ps_model *model, float *result)
{
    struct ps_error error = {0};
    int32_t ids[NUM_IDS];
    const struct ps_transformer *transformer = ps_model_transformer(model);
    const struct ps_transformer_config *config = ps_transformer_config(transformer);
    PS_DEFER(ps_freep) float *hidden = ps_test_alloc(NUM_IDS * config->hidden_size, sizeof *hidden);
    PS_DEFER(ps_workspace_destroyp) struct ps_workspace *workspace = NULL;
    for (size_t i = 0; i < NUM_IDS; i++)
        ids[i] = (int32_t)(i * 31 % 200 + 100);
    assert_int_equal(ps_workspace_create(&workspace, transformer, 1, 1, NULL, &error), PS_OK);
    ps_test_hidden(transformer, ids, NULL, NUM_IDS, hidden);
    size_t row = config->causal ? NUM_IDS - 1 : 0;
    const float *last = hidden + row * config->hidden_size;
    size_t width = config->has_output       ? config->vocab_size
                   : config->num_labels > 0 ? config->num_labels
                                            : config->hidden_size;
    assert_true(width <= RESULT_MAX);
    if (config->has_output)
        ps_transformer_logits(transformer, workspace, last, 1, result);
    else if (config->num_labels > 0)
        ps_transformer_classify(transformer, workspace, last, 1, result);
    else
        memcpy(result, last, width * sizeof *result);
    return width;
}

static json_t *change_value(const struct key *key, const json_t *value)
{
    if (key->value)
        return json_loads(key->value, JSON_DECODE_ANY, NULL);
    if (json_is_boolean(value))
        return json_boolean(json_is_false(value));
    if (json_is_integer(value))
        return json_integer(2 * json_integer_value(value));
    assert_true(json_is_real(value));
    return json_real(2.0 * json_real_value(value) + 0.01);
}

struct subject {
    const char *name;
    struct ps_test_folder folder;
    char *path; /* of its config.json */
    json_t *config;
    float before[RESULT_MAX];
    size_t width;
};

static void check_moved(const struct subject *subject, const struct key *key,
                        const struct ps_model *model)
{
    float after[RESULT_MAX], distance = 0.0f;
    assert_int_equal(compute(model, after), subject->width);
    for (size_t i = 0; i < subject->width; i++)
        distance = fmaxf(distance, fabsf(after[i] - subject->before[i]));
    bool fits = key->outcome == COUNTS ? distance > 1e-2f : distance <= 0.0f;
    if (!fits)
        fail_msg("%s: %s moves the result by %g", subject->name, key->name, (double)distance);
}

/* object is subject->config or a part of it. */
static void check_key(const struct subject *subject, json_t *object, const char *name)
{
    struct ps_error error = {0};
    const struct key *key = find_key(subject->name, name);
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    PS_DEFER(json_decrefp) json_t *old = json_incref(json_object_get(object, name));
    assert_int_equal(json_object_set_new(object, name, change_value(key, old)), 0);
    assert_int_equal(json_dump_file(subject->config, subject->path, 0), 0);
    assert_int_equal(json_object_set(object, name, old), 0);
    enum ps_status status = ps_model_load(&model, subject->folder.path, "auto", &error);
    if ((status == PS_OK) != (key->outcome != REFUSED))
        fail_msg("%s: a changed %s gives %s \"%s\"", subject->name, name, ps_status_name(status),
                 error.message);
    if (status == PS_OK)
        check_moved(subject, key, model);
}

static void check_keys(const struct subject *subject, json_t *object)
{
    const char *name;
    json_t *value;
    PS_DEFER(json_decrefp) json_t *copy = json_deep_copy(object);
    json_object_foreach(copy, name, value)
    {
        check_key(subject, object, name);
        if (strncmp(name, "rope_", 5) == 0 && json_is_object(value))
            check_keys(subject, json_object_get(object, name));
    }
}

static void every_key_counts_or_is_known_not_to(void **state)
{
    struct ps_error error = {0};
    struct subject subject = {.name = *state};
    PS_DEFER(ps_freep) char *source = ps_path_join("tests/golden/data", subject.name);
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    ps_test_folder_init(&subject.folder);
    ps_test_folder_copy(&subject.folder, source);
    subject.path = ps_path_join(subject.folder.path, "config.json");
    subject.config = json_load_file(subject.path, 0, NULL);
    assert_int_equal(ps_model_load(&model, subject.folder.path, "auto", &error), PS_OK);
    subject.width = compute(model, subject.before);
    check_keys(&subject, subject.config);
    json_decref(subject.config);
    ps_freep(&subject.path);
    ps_test_folder_close(&subject.folder);
}

#define TEST(folder)                                                                               \
    {                                                                                              \
        .name = folder, .test_func = every_key_counts_or_is_known_not_to,                          \
        .initial_state = (char[])                                                                  \
        {                                                                                          \
            folder                                                                                 \
        }                                                                                          \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST("gpt2"),
        TEST("gpt2_by_layer"),
        TEST("llama_gqa"),
        TEST("llama_llama3"),
        TEST("qwen2"),
        TEST("qwen2_windows"),
        TEST("mistral"),
        TEST("qwen2_layer_types"),
        TEST("qwen2_yarn_options"),
        TEST("qwen3_windows"),
        TEST("bert"),
        TEST("bert_single"),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
