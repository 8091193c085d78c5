/* Pooling over a sequence's rows. */
#include "shared/model/pooling.h"

#include <math.h>
#include <string.h>

static void pool_mean(const float *hidden, size_t num_rows, size_t hidden_size, float *embedding)
{
    for (size_t i = 0; i < hidden_size; i++) {
        double sum = 0.0;
        for (size_t row = 0; row < num_rows; row++)
            sum += (double)hidden[row * hidden_size + i];
        embedding[i] = (float)(sum / (double)num_rows);
    }
}

static void pool_max(const float *hidden, size_t num_rows, size_t hidden_size, float *embedding)
{
    memcpy(embedding, hidden, hidden_size * sizeof *embedding);
    for (size_t row = 1; row < num_rows; row++) {
        for (size_t i = 0; i < hidden_size; i++) {
            float value = hidden[row * hidden_size + i];
            embedding[i] = value > embedding[i] ? value : embedding[i];
        }
    }
}

static void normalize(float *embedding, size_t size)
{
    const double norm_min = 1e-12; /* a zero vector stays one */
    double squares = 0.0;
    for (size_t i = 0; i < size; i++)
        squares += (double)embedding[i] * (double)embedding[i];
    double norm = fmax(sqrt(squares), norm_min);
    for (size_t i = 0; i < size; i++)
        embedding[i] = (float)((double)embedding[i] / norm);
}

void ps_pooling_apply(const struct ps_pooling *pooling, const float *hidden, size_t num_rows,
                      size_t hidden_size, float *embedding)
{
    switch (pooling->mode) {
    case PS_POOLING_MEAN:
        pool_mean(hidden, num_rows, hidden_size, embedding);
        break;
    case PS_POOLING_MAX:
        pool_max(hidden, num_rows, hidden_size, embedding);
        break;
    case PS_POOLING_CLS:
        memcpy(embedding, hidden, hidden_size * sizeof *embedding);
        break;
    case PS_POOLING_LAST:
        memcpy(embedding, hidden + (num_rows - 1) * hidden_size, hidden_size * sizeof *embedding);
        break;
    }
    if (pooling->normalize)
        normalize(embedding, hidden_size);
}
