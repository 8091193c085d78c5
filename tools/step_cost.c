/* Least squares without negative parts, by descent along one part after another: with five parts
 * and their products at hand a pass costs nothing. */
#include "tools/step_cost.h"

#include <math.h>

#define PASSES_MAX 20000
#define ENOUGH     1e-12 /* of a part's share, in the scale where its own product is 1 */

void ps_step_fit_add(struct ps_step_fit *fit, const struct ps_step *step, double seconds)
{
    for (size_t i = 0; i < PS_NUM_STEP_PARTS; i++) {
        for (size_t j = 0; j < PS_NUM_STEP_PARTS; j++)
            fit->products[i][j] += step->parts[i] * step->parts[j];
        fit->moments[i] += step->parts[i] * seconds;
    }
    fit->num_steps++;
}

/* The best value of one part, the others being as they are. */
static double best(const struct ps_step_fit *fit, const double *seconds, size_t part)
{
    double left = fit->moments[part];
    for (size_t i = 0; i < PS_NUM_STEP_PARTS; i++) {
        if (i != part)
            left -= fit->products[part][i] * seconds[i];
    }
    return left > 0 ? left / fit->products[part][part] : 0;
}

struct ps_step_cost ps_step_fit_solve(const struct ps_step_fit *fit)
{
    struct ps_step_cost cost = {0};
    for (size_t pass = 0; pass < PASSES_MAX; pass++) {
        double moved = 0;
        double largest = 0;
        for (size_t part = 0; part < PS_NUM_STEP_PARTS; part++) {
            double scale = sqrt(fit->products[part][part]);
            if (scale <= 0) /* no step had any of it */
                continue;
            double value = best(fit, cost.seconds, part);
            moved = fmax(moved, fabs(value - cost.seconds[part]) * scale);
            largest = fmax(largest, value * scale);
            cost.seconds[part] = value;
        }
        if (moved <= ENOUGH * largest)
            break;
    }
    return cost;
}

double ps_step_seconds(const struct ps_step_cost *cost, const struct ps_step *step)
{
    double seconds = 0;
    for (size_t i = 0; i < PS_NUM_STEP_PARTS; i++)
        seconds += cost->seconds[i] * step->parts[i];
    return seconds;
}
