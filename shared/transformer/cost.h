/* What a forward pass costs: operations and memory traffic, from the configuration alone. */
#ifndef PENSTOCK_SHARED_TRANSFORMER_COST_H
#define PENSTOCK_SHARED_TRANSFORMER_COST_H

#include <stddef.h>

#include "shared/transformer/config.h"

/* Floating-point operations of one row in all layers, attention left out: two per weight. */
double ps_cost_row_flops(const struct ps_transformer_config *config);

/* Of one row that attends to num_positions, in all layers: queries by keys, probabilities by
 * values. */
double ps_cost_attention_flops(const struct ps_transformer_config *config, double num_positions);

/* Of one row of logits; 0 without an output. */
double ps_cost_output_flops(const struct ps_transformer_config *config);

/* Bytes of the weights that a decoding step reads, however many rows it has: all linear layers as
 * f32, the output included. */
double ps_cost_step_bytes(const struct ps_transformer_config *config);

/* Bytes of keys and values that one position of one sequence takes. */
double ps_cost_position_bytes(const struct ps_transformer_config *config);

#endif
