/* Attention over keys and values, in pages or in rows side by side; the only place that knows the
 * bytes of a page.
 *
 * A row's result depends on its query and the positions it sees alone: positions are taken in
 * ascending order, in chunks of a fixed number from the first one seen, wherever the pages end. */
#ifndef PENSTOCK_SHARED_KERNEL_ATTENTION_H
#define PENSTOCK_SHARED_KERNEL_ATTENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a page holds: for each layer, keys then values, each [num_kv_heads, page_size, head_size].
 */
struct ps_kv_layout {
    size_t num_layers;
    size_t num_kv_heads;
    size_t head_size;
    size_t page_size; /* positions */
};

/* Floats of a page; 0 where its bytes don't fit a size_t. */
size_t ps_kv_page_floats(const struct ps_kv_layout *layout);

/* Writes the keys and values of positions first .. first + count of one layer to their pages. */
void ps_kv_append(const struct ps_kv_layout *layout, float *memory, /* of all pages */
                  size_t layer, const uint32_t *pages, size_t first, size_t count,
                  const float *keys, /* [count, num_kv_heads, head_size] */
                  const float *values /* [count, num_kv_heads, head_size] */);

/* Where one layer's keys and values of a sequence lie. */
struct ps_kv_view {
    const float *keys; /* position 0, head 0 of page 0 */
    const float *values;
    const uint32_t *pages; /* NULL: all positions are on page 0 */
    size_t page_size;      /* positions */
    size_t page_stride;    /* floats from one to the next, here and below */
    size_t head_stride;
    size_t position_stride;
};

void ps_kv_view_pages(struct ps_kv_view *view, const struct ps_kv_layout *layout,
                      const float *memory, size_t layer, const uint32_t *pages);

/* Of rows side by side, each [num_kv_heads, head_size]. */
void ps_kv_view_rows(struct ps_kv_view *view, const float *keys, const float *values,
                     size_t num_rows, size_t num_kv_heads, size_t head_size);

/* The attention of one sequence's new rows in one layer. */
struct ps_attention {
    const float *queries; /* [num_rows, num_heads, head_size] */
    float *out;           /* [num_rows, num_heads, head_size] */
    size_t num_heads;
    size_t num_kv_heads;
    size_t head_size;
    float scale;
    bool causal;           /* row i sees the positions up to first_position + i, else all */
    size_t window;         /* positions up to its own that a row sees at most; 0: all */
    size_t first_position; /* of row 0 */
    size_t num_positions;  /* of the sequence, the new rows included */
    struct ps_kv_view kv;
};

/* See struct ps_kernels. */
void ps_attend_reference(const struct ps_attention *attention, size_t first_row, size_t num_rows,
                         size_t kv_head);

#endif
