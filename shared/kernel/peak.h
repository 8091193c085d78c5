/* What this machine can do at most, measured: the limits that a benchmark's figures are held
 * against. */
#ifndef PENSTOCK_SHARED_KERNEL_PEAK_H
#define PENSTOCK_SHARED_KERNEL_PEAK_H

#include "shared/base/pool.h"

struct ps_peak {
    const char *isa;         /* of the multiply-adds: "avx2", "avx512", "neon", "portable" */
    double flops_per_s;      /* f32 multiply-adds in registers, two operations each, all threads */
    double bytes_read_per_s; /* from memory, a buffer larger than the caches, all threads */
};

/* Runs for about half a second on all the pool's threads; the best of several short rounds, since a
 * busy machine only ever makes a round slower. The bandwidth is 0 where memory for it can't be had.
 */
void ps_peak_measure(struct ps_pool *pool, struct ps_peak *peak);

#endif
