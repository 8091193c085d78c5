/* The first hidden state of a row: a token's vector, with those of its position and its type. */
#ifndef PENSTOCK_SHARED_KERNEL_EMBEDDING_H
#define PENSTOCK_SHARED_KERNEL_EMBEDDING_H

#include <stddef.h>

/* out = token + type + position; type and position may be NULL. */
void ps_embed(const float *token, const float *type, const float *position, size_t size,
              float *out /* [size] */);

#endif
