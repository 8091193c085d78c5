/* The linear tile through OpenBLAS: the only file that knows cblas.
 *
 * OpenBLAS is not batch-invariant by itself (it has other code for few rows), but the result of
 * one shape of product does not vary, and every tile of a layer's panel has the same shape. */
#include "shared/kernel/linear_openblas.h"

#include <assert.h>
#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

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

/* OpenBLAS chooses its code by processor, and another release may choose another: both are part of
 * what the bits of a result depend on. Its configuration begins with "OpenBLAS 0.3.21 ". */
static void name_isa(char isa[PS_ISA_SIZE])
{
    const char *version = strchr(openblas_get_config(), ' ');
    version = version ? version + 1 : "";
    (void)snprintf(isa, PS_ISA_SIZE, "openblas-%.*s-%.32s", (int)strcspn(version, " "), version,
                   openblas_get_corename());
    for (char *c = isa; *c; c++)
        *c = (char)tolower((unsigned char)*c);
}

void ps_kernels_init_openblas(struct ps_kernels *kernels)
{
    openblas_set_num_threads(1);
    name_isa(kernels->isa);
    kernels->linear_tile = linear_tile;
    kernels->linear_name = "openblas f32";
}
