/* Sums of embedding vectors. */
#include "shared/kernel/embedding.h"

#include <string.h>

void ps_embed(const float *token, const float *type, const float *position, size_t size, float *out)
{
    memcpy(out, token, size * sizeof *out);
    for (size_t i = 0; type && i < size; i++)
        out[i] += type[i];
    for (size_t i = 0; position && i < size; i++)
        out[i] += position[i];
}
