/* Runs a transformer on one sequence alone: what batched runs are compared with. */
#ifndef PENSTOCK_TESTS_SUPPORT_FORWARD_H
#define PENSTOCK_TESTS_SUPPORT_FORWARD_H

#include <stddef.h>
#include <stdint.h>

#include "shared/transformer/transformer.h"

/* The final hidden state of every row, in one step without pages. Ends the test program where
 * anything fails. types may be NULL. */
void ps_test_hidden(const struct ps_transformer *transformer, const int32_t *ids,
                    const int32_t *types, size_t count, float *hidden /* [count, hidden_size] */);

/* The logits of every row, likewise. */
void ps_test_logits(const struct ps_transformer *transformer, const int32_t *ids, size_t count,
                    float *logits /* [count, vocab_size] */);

/* The same through a KV cache, one row per step. */
void ps_test_logits_by_one(const struct ps_transformer *transformer, const int32_t *ids,
                           size_t count, size_t page_size, float *logits /* [count, vocab_size] */);

/* Appends the most likely token of each step to ids, from count to count_max. */
void ps_test_greedy(const struct ps_transformer *transformer, int32_t *ids /* [count_max] */,
                    size_t count, size_t count_max);

/* count zeroed elements of size; ends the program where memory can't be had. */
void *ps_test_alloc(size_t count, size_t size);

#endif
