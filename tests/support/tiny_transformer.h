/* A transformer of a few dozen numbers a side, with random weights for every slot, so that any
 * configuration can be tried on the same ones. */
#ifndef PENSTOCK_TESTS_SUPPORT_TINY_TRANSFORMER_H
#define PENSTOCK_TESTS_SUPPORT_TINY_TRANSFORMER_H

#include "shared/base/arena.h"
#include "shared/transformer/config.h"
#include "shared/transformer/transformer.h"

/* Pre-norm decoder with rotary positions, grouped heads and an output of its own. */
struct ps_transformer_config ps_test_decoder_config(void);

/* Post-norm encoder with learned positions and token types. */
struct ps_transformer_config ps_test_encoder_config(void);

/* The same with three labels and a pooler. */
struct ps_transformer_config ps_test_classifier_config(void);

/* The weights depend on nothing but the sizes. Ends the test program where the configuration is
 * refused. The weights live in the arena. */
struct ps_transformer *ps_test_transformer(const struct ps_transformer_config *config,
                                           struct ps_arena *arena);

#endif
