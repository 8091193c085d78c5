/* The linear tile through OpenBLAS: the only file that knows cblas.
 *
 * OpenBLAS is not batch-invariant by itself (it has other code for few rows), but the result of
 * one shape of product does not vary, and every tile of a layer's panel has the same shape. */
#include "shared/kernel/linear_openblas.h"

#include <assert.h>
#include <limits.h>

#include <cblas.h>

static void linear_tile(const struct ps_linear *linear, const float *x, size_t first_column,
                        size_t num_columns, float *tile)
{
    assert(linear->in_size <= INT_MAX);
    blasint in_size = (blasint)linear->in_size;
    const float *weight = linear->weight + first_column * linear->in_size;
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, PS_LINEAR_ROWS, (blasint)num_columns,
                in_size, 1.0f, x, in_size, weight, in_size, 0.0f, tile, PS_LINEAR_COLUMNS);
}

void ps_kernels_init_openblas(struct ps_kernels *kernels)
{
    openblas_set_num_threads(1);
    kernels->linear_tile = linear_tile;
    kernels->linear_name = "openblas f32";
}
