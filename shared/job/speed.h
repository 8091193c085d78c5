/* How fast an engine has been, and whether a job can still be done in time. Pure: durations and
 * times are passed in.
 *
 * Steps are measured by their number of rows, in classes of powers of two, since a step with few
 * rows is soon done and one with many does more per second. Of each class an exponentially weighted
 * duration is kept that follows fast steps at once and slow ones reluctantly, so that it says what
 * the engine can do rather than what a busy machine made of it. What has not been measured is never
 * taken to be slower than it could be. */
#ifndef PENSTOCK_SHARED_JOB_SPEED_H
#define PENSTOCK_SHARED_JOB_SPEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PS_SPEED_CLASSES   24
#define PS_SPEED_STEPS_MIN 20 /* of a class, before it says anything */

/* Class c: steps of 2^c to 2^(c+1)-1 rows. */
struct ps_speed_class {
    uint64_t num_steps;
    double num_rows; /* of a step, on average */
    double step_us;
    double row_us;
};

/* Zero-initialise. */
struct ps_speed {
    struct ps_speed_class classes[PS_SPEED_CLASSES];
};

/* A step has been measured; one without rows is ignored. */
void ps_speed_observe(struct ps_speed *speed, size_t num_rows, int64_t duration_us);

/* What a job can't do without, even alone. */
struct ps_speed_work {
    size_t num_rows; /* to be computed in any case: prompts, and tokens that have to be generated */
    size_t step_rows_max; /* of the engine */

    /* Of these the longest chain, in which each waits for the one before it. */
    size_t chain_rows;  /* a prompt */
    size_t chain_steps; /* tokens after it, one per step */
};

/* The shortest time in which the work could be done if it had the engine to itself from now, at
 * the best speed measured; 0 where too little has been measured to say. */
double ps_speed_estimate_ms(const struct ps_speed *speed, const struct ps_speed_work *work);

#endif
