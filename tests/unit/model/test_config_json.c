/* config.json with one key changed: what is still right loads, what is wrong is refused by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/model_change.h"
#include "tests/support/steady_jansson.h"

#define LLAMA   "tests/golden/data/llama_gqa"
#define TIED    "tests/golden/data/llama_bare_names"
#define GPT2    "tests/golden/data/gpt2"
#define QWEN2   "tests/golden/data/qwen2_layer_types"
#define MISTRAL "tests/golden/data/mistral"
#define YARN    "tests/golden/data/qwen2_yarn"
#define BERT    "tests/golden/data/bert"
#define LABELS  "tests/golden/data/bert_single"
#define CONFIG  "config.json"

static const struct ps_test_change config_changes[] = {
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
        ps_test_change_check(&config_changes[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(configurations),
    };
    ps_test_steady_jansson();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
