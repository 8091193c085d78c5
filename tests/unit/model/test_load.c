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
#include "tests/support/model_change.h"
#include "tests/support/steady_jansson.h"

#define LLAMA  "tests/golden/data/llama_gqa"
#define TIED   "tests/golden/data/llama_bare_names"
#define GPT2   "tests/golden/data/gpt2"
#define YARN   "tests/golden/data/qwen2_yarn"
#define BERT   "tests/golden/data/bert"
#define LABELS "tests/golden/data/bert_single"

#define CONFIG "config.json"

#define GENERATION "generation_config.json"
#define SENTENCE   "sentence_bert_config.json"
#define POOLING    "1_Pooling/config.json"
#define PROMPTS    "config_sentence_transformers.json"

static const struct ps_test_change settings_changes[] = {
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
        ps_test_change_check(&settings_changes[i]);
}

/* Replaces a whole file of a folder. */
static const struct ps_test_change file_changes[] = {
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
        const struct ps_test_change *change = &file_changes[i];
        struct ps_error error;
        PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
        PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
        ps_test_folder_init(&folder);
        ps_test_folder_copy(&folder, change->from);
        if (change->value)
            ps_test_folder_write_text(&folder, change->file, change->value);
        else
            ps_test_folder_remove(&folder, change->file);
        enum ps_status status = ps_test_load(&folder, &model, &error);
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
        assert_int_equal(ps_test_load(&folder, &model, &error), PS_UNSUPPORTED);
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
    ps_test_edit_json(&folder, CONFIG, "tie_word_embeddings", "true");
    assert_int_equal(ps_test_load(&folder, &model, &error), PS_OK);
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
    struct ps_checkpoint_summary files;
    ps_model_files(model, &files);
    assert_true(files.num_bytes > ps_model_weight_bytes(model));
    assert_int_equal(files.num_files, 1);
    assert_int_equal(files.dtypes, UINT32_C(1) << PS_DTYPE_F32);
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
    ps_test_edit_json(&folder, CONFIG, "max_position_embeddings", "64");
    assert_int_equal(ps_test_load(&folder, &model, &error), PS_OK);
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
    assert_int_equal(ps_test_load(&folder, &model, &error), PS_OK);
    const struct ps_generation_defaults *defaults = ps_model_generation(model);
    assert_true(defaults->temperature > 0.59 && defaults->temperature < 0.61);
    assert_true(defaults->top_p > 0.89 && defaults->top_p < 0.91);
    assert_int_equal(defaults->top_k, 40);
    assert_true(defaults->min_p > 0.09 && defaults->min_p < 0.11);
    assert_true(defaults->repetition_penalty > 1.04 && defaults->repetition_penalty < 1.06);
    assert_int_equal(defaults->num_eos_ids, 2);
    assert_int_equal(defaults->eos_ids[1], 7);

    ps_test_folder_write_text(&folder, GENERATION, "{\"do_sample\":false,\"temperature\":0.6}");
    assert_int_equal(ps_test_load(&folder, &greedy, &error), PS_OK);
    assert_true(ps_model_generation(greedy)->temperature <= 0.0);

    ps_test_folder_remove(&folder, GENERATION);
    ps_test_edit_json(&folder, CONFIG, "eos_token_id", "9");
    assert_int_equal(ps_test_load(&folder, &plain, &error), PS_OK);
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
    ps_test_edit_json(&folder, "tokenizer_config.json", "model_max_length", NULL);
    assert_int_equal(ps_test_load(&folder, &model, &error), PS_OK);
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
    ps_test_edit_json(&folder, CONFIG, "architectures", "[\"LlamaForSequenceClassification\"]");
    ps_test_folder_write_text(&folder, "modules.json",
                              "[{\"path\":\"\",\"type\":\"Transformer\"},"
                              "{\"path\":\"1_Pooling\",\"type\":\"Pooling\"}]");
    ps_test_folder_make(&folder, "1_Pooling");
    ps_test_folder_write_text(&folder, POOLING, "{\"pooling_mode_lasttoken\":true}");
    assert_int_equal(ps_test_load(&folder, &model, &error), PS_OK);
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
        assert_int_equal(ps_test_load(&folder, &same, &error), PS_OK);
        touch_last_byte(&folder, names[i]);
        assert_int_equal(ps_test_load(&folder, &other, &error), PS_OK);
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
    assert_int_equal(ps_test_load(&folder, &before, &error), PS_OK);
    ps_test_logits(ps_model_transformer(before), ids, COUNT, aligned);
    ps_model_destroy(ps_take(before));
    shift_data(&folder, LLAMA);
    assert_int_equal(ps_test_load(&folder, &after, &error), PS_OK);
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
