/* Norms in portable C. Sums are in double, from the first element to the last. */
#include "shared/kernel/norm.h"

#include <math.h>

void ps_layer_norm_reference(const struct ps_norm *norm, const float *x, size_t num_rows, float *y)
{
    size_t size = norm->size;
    for (size_t row = 0; row < num_rows; row++, x += size, y += size) {
        double sum = 0.0, squares = 0.0;
        for (size_t i = 0; i < size; i++)
            sum += (double)x[i];
        double mean = sum / (double)size;
        for (size_t i = 0; i < size; i++)
            squares += ((double)x[i] - mean) * ((double)x[i] - mean);
        float factor = (float)(1.0 / sqrt(squares / (double)size + (double)norm->epsilon));
        for (size_t i = 0; i < size; i++) {
            float value = (x[i] - (float)mean) * factor * norm->scale[i];
            y[i] = norm->bias ? value + norm->bias[i] : value;
        }
    }
}

void ps_rms_norm_reference(const struct ps_norm *norm, const float *x, size_t num_rows, float *y)
{
    size_t size = norm->size;
    for (size_t row = 0; row < num_rows; row++, x += size, y += size) {
        double squares = 0.0;
        for (size_t i = 0; i < size; i++)
            squares += (double)x[i] * (double)x[i];
        float factor = (float)(1.0 / sqrt(squares / (double)size + (double)norm->epsilon));
        for (size_t i = 0; i < size; i++)
            y[i] = x[i] * factor * norm->scale[i];
    }
}
