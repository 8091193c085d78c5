/* The linear tile through OpenBLAS. */
#ifndef PENSTOCK_SHARED_KERNEL_LINEAR_OPENBLAS_H
#define PENSTOCK_SHARED_KERNEL_LINEAR_OPENBLAS_H

#include "shared/kernel/table.h"

/* Overwrites the table's linear tile, if a row's bits are found not to depend on its place in the
 * tile. OpenBLAS runs on the calling thread only from then on: the threads are the pool's. */
void ps_kernels_init_openblas(struct ps_kernels *kernels);

#endif
