/* The bytes of KV pages: where each position's keys and values lie. */
#include "shared/kernel/attention.h"

#include <string.h>

#include "shared/base/checked.h"

size_t ps_kv_page_floats(const struct ps_kv_layout *layout)
{
    size_t floats, bytes;
    if (!ps_checked_multiply(2, layout->num_layers, &floats) ||
        !ps_checked_multiply(floats, layout->num_kv_heads, &floats) ||
        !ps_checked_multiply(floats, layout->head_size, &floats) ||
        !ps_checked_multiply(floats, layout->page_size, &floats) ||
        !ps_checked_multiply(floats, sizeof(float), &bytes))
        return 0;
    return floats;
}

/* Keys of a layer on a page, or its values. */
static size_t half_layer_floats(const struct ps_kv_layout *layout)
{
    return layout->num_kv_heads * layout->page_size * layout->head_size;
}

void ps_kv_append(const struct ps_kv_layout *layout, float *memory, size_t layer,
                  const uint32_t *pages, size_t first, size_t count, const float *keys,
                  const float *values)
{
    size_t half = half_layer_floats(layout);
    size_t page_floats = 2 * half * layout->num_layers;
    size_t head_size = layout->head_size;
    for (size_t i = 0; i < count; i++) {
        size_t page = pages[(first + i) / layout->page_size];
        size_t slot = (first + i) % layout->page_size;
        float *out = memory + page * page_floats + 2 * half * layer + slot * head_size;
        for (size_t head = 0; head < layout->num_kv_heads; head++) {
            memcpy(out, keys, head_size * sizeof *keys);
            memcpy(out + half, values, head_size * sizeof *values);
            out += layout->page_size * head_size;
            keys += head_size;
            values += head_size;
        }
    }
}

void ps_kv_view_pages(struct ps_kv_view *view, const struct ps_kv_layout *layout,
                      const float *memory, size_t layer, const uint32_t *pages)
{
    size_t half = half_layer_floats(layout);
    *view = (struct ps_kv_view){
        .keys = memory + 2 * half * layer,
        .values = memory + 2 * half * layer + half,
        .pages = pages,
        .page_size = layout->page_size,
        .page_stride = 2 * half * layout->num_layers,
        .head_stride = layout->page_size * layout->head_size,
        .position_stride = layout->head_size,
    };
}

void ps_kv_view_rows(struct ps_kv_view *view, const float *keys, const float *values,
                     size_t num_rows, size_t num_kv_heads, size_t head_size)
{
    *view = (struct ps_kv_view){
        .keys = keys,
        .values = values,
        .page_size = num_rows,
        .head_stride = head_size,
        .position_stride = num_kv_heads * head_size,
    };
}
