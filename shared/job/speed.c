/* Best durations per class of step. */
#include "shared/job/speed.h"

/* The weight of a new measurement: of one that is faster than what is known, and of one slower. */
#define WEIGHT_FASTER 0.5
#define WEIGHT_SLOWER (1.0 / 64)

static size_t class_of(size_t num_rows)
{
    size_t class = 0;
    while (num_rows >>= 1)
        class ++;
    return class < PS_SPEED_CLASSES ? class : PS_SPEED_CLASSES - 1;
}

static double follow(double known, double measured)
{
    return known + (measured - known) * (measured < known ? WEIGHT_FASTER : WEIGHT_SLOWER);
}

void ps_speed_observe(struct ps_speed *speed, size_t num_rows, int64_t duration_us)
{
    if (num_rows == 0 || duration_us < 0)
        return;
    size_t class = class_of(num_rows);
    double step_us = (double)duration_us;
    double row_us = step_us / (double)num_rows;
    if (speed->classes[class].num_steps++ == 0) {
        speed->classes[class].step_us = step_us;
        speed->classes[class].row_us = row_us;
        return;
    }
    speed->classes[class].step_us = follow(speed->classes[class].step_us, step_us);
    speed->classes[class].row_us = follow(speed->classes[class].row_us, row_us);
}

double ps_speed_estimate_ms(const struct ps_speed *speed, const struct ps_speed_work *work)
{
    double step_us = 0;
    double row_us = 0;
    bool measured = false;
    for (size_t i = 0; i < PS_SPEED_CLASSES; i++) {
        if (speed->classes[i].num_steps < PS_SPEED_STEPS_MIN)
            continue;
        if (!measured || speed->classes[i].step_us < step_us)
            step_us = speed->classes[i].step_us;
        if (!measured || speed->classes[i].row_us < row_us)
            row_us = speed->classes[i].row_us;
        measured = true;
    }
    double all_us = (double)work->num_rows * row_us;
    double chain_us = (double)work->chain_rows * row_us + (double)work->chain_steps * step_us;
    return (all_us > chain_us ? all_us : chain_us) / 1e3;
}
