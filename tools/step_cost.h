/* How long an engine's step takes, as a sum of what is in it: fitted to steps that were measured,
 * and then asked about steps that were not. Pure. */
#ifndef PENSTOCK_TOOLS_STEP_COST_H
#define PENSTOCK_TOOLS_STEP_COST_H

#include <stddef.h>

enum ps_step_part {
    PS_STEP_ITSELF,      /* 1: reading the weights, waking the threads */
    PS_STEP_PROMPT_ROWS, /* rows of prompts and texts */
    PS_STEP_DECODE_ROWS, /* rows that give a token: logits and sampling with them */
    PS_STEP_ATTENDED,    /* positions that all rows look at */
    PS_STEP_FINISHED,    /* jobs whose answers are written */
    PS_NUM_STEP_PARTS
};

struct ps_step {
    double parts[PS_NUM_STEP_PARTS];
};

struct ps_step_cost {
    double seconds[PS_NUM_STEP_PARTS]; /* of one of each; none is negative */
};

/* What a fit remembers of any number of measured steps. Zero-initialise. */
struct ps_step_fit {
    double products[PS_NUM_STEP_PARTS][PS_NUM_STEP_PARTS];
    double moments[PS_NUM_STEP_PARTS];
    size_t num_steps;
};

void ps_step_fit_add(struct ps_step_fit *fit, const struct ps_step *step, double seconds);

/* The cost whose squared error over the measured steps is least among those without a negative
 * part. All zero where nothing was measured. */
struct ps_step_cost ps_step_fit_solve(const struct ps_step_fit *fit);

double ps_step_seconds(const struct ps_step_cost *cost, const struct ps_step *step);

#endif
