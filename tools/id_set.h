/* A set of names of which only 64 bits each are kept: enough to count distinct custom_ids (a
 * million of them collide with a probability of 3e-8). */
#ifndef PENSTOCK_TOOLS_ID_SET_H
#define PENSTOCK_TOOLS_ID_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"

/* Zero-initialise. */
struct ps_id_set {
    uint64_t *slots; /* [capacity], a power of two; 0: free */
    size_t capacity;
    size_t count;
};

/* *added false where the name was there already. PS_NO_MEMORY. */
enum ps_status ps_id_set_add(struct ps_id_set *set, const void *name, size_t size,
                             bool *added) PS_MUST_USE;
void ps_id_set_close(struct ps_id_set *set);

#endif
