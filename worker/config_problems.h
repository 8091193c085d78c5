/* Everything that is wrong with a configuration, in the order in which it was found: whoever mends
 * it wants to hear of all at once. */
#ifndef PENSTOCK_WORKER_CONFIG_PROBLEMS_H
#define PENSTOCK_WORKER_CONFIG_PROBLEMS_H

#include <stddef.h>

#include "shared/base/status.h"

#define PS_PROBLEMS_MAX 50 /* more are counted */

/* Zero-initialise. */
struct ps_problems {
    struct ps_error *items; /* [count], owned */
    size_t count;
    size_t num_left_out;   /* those that there was no room for */
    enum ps_status status; /* of the first; PS_OK: there is none */
};

/* Copies an error; returns its status. */
enum ps_status ps_problems_add(struct ps_problems *problems, const struct ps_error *error);

/* The first as an error that says how many others there are; returns its status, which is PS_OK
 * where there are none. */
enum ps_status ps_problems_first(const struct ps_problems *problems, struct ps_error *error);

void ps_problems_close(struct ps_problems *problems);

#endif
