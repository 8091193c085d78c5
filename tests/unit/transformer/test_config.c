/* Configurations: what is out of range is refused by name. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/tiny_transformer.h"

typedef void change(struct ps_transformer_config *config);

struct refused {
    change *apply;
    const char *param;
};

#define CHANGE(name, statement)                                                                    \
    static void name(struct ps_transformer_config *config)                                         \
    {                                                                                              \
        statement;                                                                                 \
    }

CHANGE(no_vocabulary, config->vocab_size = 0)
CHANGE(huge_vocabulary, config->vocab_size = (size_t)1 << 40)
CHANGE(no_hidden, config->hidden_size = 0)
CHANGE(huge_hidden, config->hidden_size = SIZE_MAX)
CHANGE(no_layers, config->num_layers = 0)
CHANGE(huge_layers, config->num_layers = 5000)
CHANGE(no_heads, config->num_heads = 0)
CHANGE(no_kv_heads, config->num_kv_heads = 0)
CHANGE(uneven_heads, config->num_kv_heads = 3)
CHANGE(odd_heads, config->head_size = 7)
CHANGE(huge_heads, (config->num_heads = 1 << 14, config->head_size = 1 << 14))
CHANGE(no_inner, config->intermediate_size = 0)
CHANGE(no_positions, config->max_positions = 0)
CHANGE(huge_types, config->num_token_types = SIZE_MAX)
CHANGE(no_epsilon, config->norm_epsilon = 0.0)
CHANGE(nan_scale, config->attention_scale = NAN)
CHANGE(negative_theta, config->rope.theta = -1.0)
CHANGE(infinite_factor, (config->rope.scaling = PS_ROPE_LINEAR, config->rope.factor = INFINITY))
CHANGE(crossed_factors, (config->rope.scaling = PS_ROPE_LLAMA3, config->rope.low_freq_factor = 4.0))
CHANGE(no_original, (config->rope.scaling = PS_ROPE_LLAMA3, config->rope.original_positions = 0))
CHANGE(wide_yarn, (config->rope.scaling = PS_ROPE_YARN, config->rope.beta_fast = 0.5))
CHANGE(no_beta, (config->rope.scaling = PS_ROPE_YARN, config->rope.beta_slow = 0.0))
CHANGE(slow_yarn, (config->rope.scaling = PS_ROPE_YARN, config->rope.theta = 1.0))
CHANGE(yarn_nowhere, (config->rope.scaling = PS_ROPE_YARN, config->rope.original_positions = 0))
CHANGE(nan_mscale, (config->rope.scaling = PS_ROPE_YARN, config->rope.mscale = NAN))
CHANGE(negative_factor, (config->rope.scaling = PS_ROPE_YARN, config->rope.attention_factor = -1))
CHANGE(empty_window, config->windowed[1] = true)
CHANGE(window_both_ways, (config->window = 4, config->windowed[0] = true, config->causal = false))
CHANGE(huge_labels, config->num_labels = SIZE_MAX)
CHANGE(no_activation, config->activation = PS_ACTIVATION_NONE)

static void refuses_what_is_out_of_range(void **state)
{
    (void)state;
    static const struct refused all[] = {
        {no_vocabulary, "vocab_size"},
        {huge_vocabulary, "vocab_size"},
        {no_hidden, "hidden_size"},
        {huge_hidden, "hidden_size"},
        {no_layers, "num_layers"},
        {huge_layers, "num_layers"},
        {no_heads, "num_heads"},
        {no_kv_heads, "num_kv_heads"},
        {uneven_heads, "num_kv_heads"},
        {odd_heads, "head_size"},
        {huge_heads, "head_size"},
        {no_inner, "intermediate_size"},
        {no_positions, "max_positions"},
        {huge_types, "num_token_types"},
        {no_epsilon, "norm_epsilon"},
        {nan_scale, "attention_scale"},
        {negative_theta, "rope_theta"},
        {infinite_factor, "rope_factor"},
        {crossed_factors, "rope_high_freq_factor"},
        {no_original, "rope_original_positions"},
        {wide_yarn, "rope_beta_fast"},
        {no_beta, "rope_beta_slow"},
        {slow_yarn, "rope_theta"},
        {yarn_nowhere, "rope_original_positions"},
        {nan_mscale, "rope_mscale"},
        {negative_factor, "rope_attention_factor"},
        {empty_window, "window"},
        {window_both_ways, "window"},
        {huge_labels, "num_labels"},
        {no_activation, "activation"},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct ps_error error = {0};
        struct ps_transformer_config config = ps_test_decoder_config();
        assert_int_equal(ps_transformer_config_check(&config, &error), PS_OK);
        all[i].apply(&config);
        assert_int_equal(ps_transformer_config_check(&config, &error), PS_INVALID);
        assert_string_equal(error.param, all[i].param);
        assert_non_null(strstr(error.message, all[i].param));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_is_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
