/* Which kernels this machine runs. */
#include "shared/kernel/table.h"

#include <pthread.h>

#include "shared/kernel/linear_openblas.h"
#include "shared/kernel/linear_reference.h"

static struct ps_kernels chosen; /* written once, under choose_once */
static pthread_once_t choose_once = PTHREAD_ONCE_INIT;

static void choose(void)
{
    ps_kernels_init_reference(&chosen);
    ps_kernels_init_openblas(&chosen);
}

const struct ps_kernels *ps_kernels(void)
{
    pthread_once(&choose_once, choose);
    return &chosen;
}

void ps_kernels_init_reference(struct ps_kernels *kernels)
{
    *kernels = (struct ps_kernels){
        .linear_name = "reference f32",
        .isa = "portable",
        .linear_tile = ps_linear_tile_reference,
        .attend = ps_attend_reference,
        .layer_norm = ps_layer_norm_reference,
        .rms_norm = ps_rms_norm_reference,
    };
}
