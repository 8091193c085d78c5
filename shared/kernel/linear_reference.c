/* One dot product per output, summed from the first input to the last. */
#include "shared/kernel/linear_reference.h"

void ps_linear_tile_reference(const struct ps_linear *linear, const float *x, size_t first_column,
                              size_t num_columns, float *tile)
{
    size_t in_size = linear->in_size;
    for (size_t row = 0; row < PS_LINEAR_ROWS; row++) {
        for (size_t column = 0; column < num_columns; column++) {
            const float *weight = linear->weight + (first_column + column) * in_size;
            float sum = 0.0f;
            for (size_t i = 0; i < in_size; i++)
                sum += x[row * in_size + i] * weight[i];
            tile[row * PS_LINEAR_COLUMNS + column] = sum;
        }
    }
}
