/* Cuts a linear layer into tiles, runs them on the pool, and finishes each while it is in cache. */
#include "shared/kernel/linear.h"

#include <string.h>

#include "shared/kernel/table.h"

struct work {
    const struct ps_linear_call *call;
    const struct ps_kernels *kernels;
    size_t num_blocks; /* of rows */
};

size_t ps_linear_scratch_size(size_t in_size)
{
    return PS_LINEAR_ROWS * in_size;
}

static void finish_row(const struct ps_linear_call *call, size_t row, size_t first, size_t count,
                       float *values)
{
    const struct ps_linear *linear = call->linear;
    size_t offset = row * linear->out_size + first;
    if (linear->bias) {
        for (size_t i = 0; i < count; i++)
            values[i] += linear->bias[first + i];
    }
    ps_activate(call->activation, values, count);
    if (call->gate) {
        for (size_t i = 0; i < count; i++)
            values[i] *= call->gate[offset + i];
    }
    if (call->residual) {
        for (size_t i = 0; i < count; i++)
            values[i] += call->residual[offset + i];
    }
    memcpy(call->y + offset, values, count * sizeof *values);
}

static void run_tile(void *context, size_t part)
{
    const struct work *work = context;
    const struct ps_linear_call *call = work->call;
    const struct ps_linear *linear = call->linear;
    float tile[PS_LINEAR_ROWS * PS_LINEAR_COLUMNS];

    /* One panel of weights after the other, so that it stays in cache for all the rows. */
    size_t first_row = part % work->num_blocks * PS_LINEAR_ROWS;
    size_t first = part / work->num_blocks * PS_LINEAR_COLUMNS;
    size_t rows = call->num_rows - first_row;
    size_t columns = linear->out_size - first;
    if (columns > PS_LINEAR_COLUMNS)
        columns = PS_LINEAR_COLUMNS;
    const float *x = call->x + first_row * linear->in_size;
    if (rows < PS_LINEAR_ROWS)
        x = call->scratch;
    else
        rows = PS_LINEAR_ROWS;

    work->kernels->linear_tile(linear, x, first, columns, tile);
    for (size_t i = 0; i < rows; i++)
        finish_row(call, first_row + i, first, columns, tile + i * PS_LINEAR_COLUMNS);
}

/* Copies the rows of an incomplete last block to scratch, zeros behind them. */
static void pad_last_block(const struct ps_linear_call *call)
{
    size_t rows = call->num_rows % PS_LINEAR_ROWS;
    if (rows == 0)
        return;
    size_t in_size = call->linear->in_size;
    const float *x = call->x + (call->num_rows - rows) * in_size;
    memcpy(call->scratch, x, rows * in_size * sizeof *x);
    memset(call->scratch + rows * in_size, 0, (PS_LINEAR_ROWS - rows) * in_size * sizeof *x);
}

void ps_linear_run(const struct ps_linear_call *call, struct ps_pool *pool)
{
    if (call->num_rows == 0)
        return;
    pad_last_block(call);
    size_t out_size = call->linear->out_size;
    size_t num_panels = (out_size + PS_LINEAR_COLUMNS - 1) / PS_LINEAR_COLUMNS;
    struct work work = {
        .call = call,
        .kernels = ps_kernels(),
        .num_blocks = (call->num_rows + PS_LINEAR_ROWS - 1) / PS_LINEAR_ROWS,
    };
    ps_pool_run(pool, work.num_blocks * num_panels, run_tile, &work);
}
