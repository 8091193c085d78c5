/* The table of kernels: filled with the portable C reference, then overwritten entry by entry by
 * whatever this machine has that is faster. A kernel works on one independent part on one thread;
 * cutting into parts and spreading them over the pool is its caller's. */
#ifndef PENSTOCK_SHARED_KERNEL_TABLE_H
#define PENSTOCK_SHARED_KERNEL_TABLE_H

#include <stddef.h>

#include "shared/kernel/attention.h"
#include "shared/kernel/linear.h"
#include "shared/kernel/norm.h"

#define PS_ISA_SIZE 64 /* with the NUL */

struct ps_kernels {
    const char *linear_name; /* for logs: "reference f32", "openblas f32, 8 rows" */

    /* The class of instruction sets and libraries within which results have the same bits:
     * "openblas-0.3.21-haswell-8". Part of cache keys, and a header of results. */
    char isa[PS_ISA_SIZE];

    /* tile[i][j] = dot(x[i], weight[first_column + j]) for PS_LINEAR_ROWS rows and num_columns (at
     * most PS_LINEAR_COLUMNS) outputs. */
    void (*linear_tile)(const struct ps_linear *linear,
                        const float *x, /* [PS_LINEAR_ROWS, in_size] */
                        size_t first_column, size_t num_columns,
                        float *tile /* [PS_LINEAR_ROWS, PS_LINEAR_COLUMNS] */);

    /* The heads of one key-value head, for num_rows consecutive rows of one sequence. */
    void (*attend)(const struct ps_attention *attention, size_t first_row, size_t num_rows,
                   size_t kv_head);

    void (*layer_norm)(const struct ps_norm *norm, const float *x, size_t num_rows, float *y);
    void (*rms_norm)(const struct ps_norm *norm, const float *x, size_t num_rows, float *y);
};

/* The table of this machine, chosen at the first call. Any thread. */
const struct ps_kernels *ps_kernels(void);

/* The table of portable C alone, to compare with. */
void ps_kernels_init_reference(struct ps_kernels *kernels);

#endif
