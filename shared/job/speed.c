/* Best durations per class of step. */
#include "shared/job/speed.h"

/* The weight of a new measurement: of one that is faster than what is known, of one slower, and of
 * a number of rows. */
#define WEIGHT_FASTER 0.5
#define WEIGHT_SLOWER (1.0 / 64)
#define WEIGHT_ROWS   (1.0 / 16)

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
    struct ps_speed_class *class = &speed->classes[class_of(num_rows)];
    double rows = (double)num_rows;
    double step_us = (double)duration_us;
    bool first = class->num_steps++ == 0;
    class->num_rows = first ? rows : class->num_rows + (rows - class->num_rows) * WEIGHT_ROWS;
    class->step_us = first ? step_us : follow(class->step_us, step_us);
    class->row_us = first ? step_us / rows : follow(class->row_us, step_us / rows);
}

/* The first class from there on that has been measured, or NULL. */
static const struct ps_speed_class *measured_from(const struct ps_speed *speed, size_t first)
{
    for (size_t i = first; i < PS_SPEED_CLASSES; i++) {
        if (speed->classes[i].num_steps >= PS_SPEED_STEPS_MIN)
            return &speed->classes[i];
    }
    return NULL;
}

/* A step of one row: what the smallest steps measured say, less what their other rows cost by the
 * next larger ones; without those each row may have cost the same. */
static double small_step_us(const struct ps_speed *speed, const struct ps_speed_class *small)
{
    const struct ps_speed_class *next = measured_from(speed, (size_t)(small - speed->classes) + 1);
    double least_us = small->row_us < small->step_us ? small->row_us : small->step_us;
    if (!next || next->num_rows <= small->num_rows)
        return least_us;
    double slope = (next->step_us - small->step_us) / (next->num_rows - small->num_rows);
    double step_us = small->step_us - (slope > 0 ? slope : 0) * (small->num_rows - 1);
    return step_us > least_us ? step_us : least_us;
}

/* A row of a step with that many: the best that was measured. A larger step than any measured takes
 * at least as long as those. */
static double best_row_us(const struct ps_speed *speed, const struct ps_speed_class *smallest,
                          double num_rows)
{
    double best_us = smallest->row_us;
    double largest_step_us = smallest->step_us;
    for (const struct ps_speed_class *class = smallest; class;
         class = measured_from(speed, (size_t)(class - speed->classes) + 1)) {
        largest_step_us = class->step_us;
        if (class->row_us < best_us)
            best_us = class->row_us;
    }
    double larger_us = num_rows > 0 ? largest_step_us / num_rows : best_us;
    return larger_us < best_us ? larger_us : best_us;
}

double ps_speed_estimate_ms(const struct ps_speed *speed, const struct ps_speed_work *work)
{
    const struct ps_speed_class *smallest = measured_from(speed, 0);
    if (!smallest)
        return 0;
    size_t step_rows = work->num_rows < work->step_rows_max ? work->num_rows : work->step_rows_max;
    double row_us = best_row_us(speed, smallest, (double)step_rows);
    double all_us = (double)work->num_rows * row_us;
    double chain_us = (double)work->chain_rows * row_us +
                      (double)work->chain_steps * small_step_us(speed, smallest);
    return (all_us > chain_us ? all_us : chain_us) / 1e3;
}
