/* How fast an engine has been, and whether a job can still be done in time. Pure: durations and
 * times are passed in.
 *
 * Steps are measured by their number of rows, in classes of powers of two, since a step with few
 * rows is soon done and one with many does more per second. Of each class an exponentially weighted
 * duration per row and per step is kept that follows fast steps at once and slow ones reluctantly,
 * so that it says what the engine can do rather than what a busy machine made of it. */
#ifndef PENSTOCK_SHARED_JOB_SPEED_H
#define PENSTOCK_SHARED_JOB_SPEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PS_SPEED_CLASSES   24
#define PS_SPEED_STEPS_MIN 20 /* of a class, before it says anything */

/* Zero-initialise. */
struct ps_speed {
    struct {
        uint64_t num_steps;
        double step_us;
        double row_us;
    } classes[PS_SPEED_CLASSES]; /* class c: 2^c to 2^(c+1)-1 rows */
};

/* A step has been measured; one without rows is ignored. */
void ps_speed_observe(struct ps_speed *speed, size_t num_rows, int64_t duration_us);

/* What a job can't do without, even alone. */
struct ps_speed_work {
    size_t num_rows; /* to be computed in any case: prompts, and tokens that have to be generated */

    /* Of these the longest chain, in which each waits for the one before it. */
    size_t chain_rows;  /* a prompt */
    size_t chain_steps; /* tokens after it, one per step */
};

/* The shortest time in which the work could be done if it had the engine to itself from now, at
 * the best speed measured; 0 where too little has been measured to say. */
double ps_speed_estimate_ms(const struct ps_speed *speed, const struct ps_speed_work *work);

#endif
