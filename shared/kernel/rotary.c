/* Rotary positions in portable C. */
#include "shared/kernel/rotary.h"

#include <math.h>

void ps_rotary_angles(const float *inverse_frequencies, size_t half_size, size_t position,
                      float amplitude, float *angles)
{
    for (size_t i = 0; i < half_size; i++) {
        float angle = (float)position * inverse_frequencies[i];
        angles[i] = amplitude * cosf(angle);
        angles[half_size + i] = amplitude * sinf(angle);
    }
}

void ps_rotary_apply(const float *angles, size_t half_size, size_t num_heads, float *row)
{
    const float *cosines = angles, *sines = angles + half_size;
    for (size_t head = 0; head < num_heads; head++, row += 2 * half_size) {
        for (size_t i = 0; i < half_size; i++) {
            float first = row[i], second = row[half_size + i];
            row[i] = first * cosines[i] - second * sines[i];
            row[half_size + i] = second * cosines[i] + first * sines[i];
        }
    }
}
