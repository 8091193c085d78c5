/* Attention in portable C: softmax kept running over chunks of positions (Milakov and Gimelshein,
 * "Online normalizer calculation for softmax", 2018). */
#include "shared/kernel/attention.h"

#include <math.h>
#include <string.h>

#include "shared/base/checked.h"

enum {
    CHUNK = 256, /* positions */
    LANES = 16,  /* partial sums of a dot product */
};

struct running {
    float maximum;
    float sum; /* of exp(score - maximum) */
};

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

/* Floats from the view's start to one position of a head; *run becomes how many positions, at most
 * max, follow at the view's stride. */
static size_t locate(const struct ps_kv_view *kv, size_t kv_head, size_t position, size_t max,
                     size_t *run)
{
    size_t page = position / kv->page_size, slot = position % kv->page_size;
    *run = kv->page_size - slot < max ? kv->page_size - slot : max;
    return (kv->pages ? kv->pages[page] : page) * kv->page_stride + kv_head * kv->head_stride +
           slot * kv->position_stride;
}

/* Lanes are summed in a fixed order, so the result depends on the two vectors alone. */
static float dot(const float *a, const float *b, size_t size)
{
    float lanes[LANES] = {0};
    size_t i = 0;
    for (; i + LANES <= size; i += LANES) {
        for (size_t lane = 0; lane < LANES; lane++)
            lanes[lane] += a[i + lane] * b[i + lane];
    }
    for (size_t lane = 0; i < size; i++, lane++)
        lanes[lane] += a[i] * b[i];
    for (size_t width = LANES / 2; width > 0; width /= 2) {
        for (size_t lane = 0; lane < width; lane++)
            lanes[lane] += lanes[lane + width];
    }
    return lanes[0];
}

static void score_chunk(const struct ps_attention *attention, const float *query, size_t kv_head,
                        size_t first, size_t count, float *scores /* [count] */)
{
    const struct ps_kv_view *kv = &attention->kv;
    size_t run;
    for (size_t i = 0; i < count; i += run) {
        const float *keys = kv->keys + locate(kv, kv_head, first + i, count - i, &run);
        for (size_t j = 0; j < run; j++)
            scores[i + j] =
                dot(query, keys + j * kv->position_stride, attention->head_size) * attention->scale;
    }
}

/* Turns scores into weights against the running maximum; what was summed before is scaled to it. */
static void weigh_chunk(struct running *running, float *scores, size_t count, float *out,
                        size_t head_size)
{
    float maximum = running->maximum;
    for (size_t i = 0; i < count; i++)
        maximum = scores[i] > maximum ? scores[i] : maximum;
    if (running->sum > 0.0f) {
        float factor = expf(running->maximum - maximum);
        running->sum *= factor;
        for (size_t i = 0; i < head_size; i++)
            out[i] *= factor;
    }
    running->maximum = maximum;
    for (size_t i = 0; i < count; i++) {
        scores[i] = expf(scores[i] - maximum);
        running->sum += scores[i];
    }
}

static void add_chunk(const struct ps_attention *attention, size_t kv_head, size_t first,
                      size_t count, const float *weights, float *restrict out)
{
    const struct ps_kv_view *kv = &attention->kv;
    size_t run;
    for (size_t i = 0; i < count; i += run) {
        const float *values = kv->values + locate(kv, kv_head, first + i, count - i, &run);
        for (size_t j = 0; j < run; j++, values += kv->position_stride) {
            float weight = weights[i + j];
            for (size_t k = 0; k < attention->head_size; k++)
                out[k] += weight * values[k];
        }
    }
}

static void attend_head(const struct ps_attention *attention, const float *query, size_t kv_head,
                        size_t num_seen, float *out)
{
    struct running running = {.maximum = -INFINITY};
    float scores[CHUNK];
    memset(out, 0, attention->head_size * sizeof *out);
    for (size_t first = 0; first < num_seen; first += CHUNK) {
        size_t count = num_seen - first < CHUNK ? num_seen - first : CHUNK;
        score_chunk(attention, query, kv_head, first, count, scores);
        weigh_chunk(&running, scores, count, out, attention->head_size);
        add_chunk(attention, kv_head, first, count, scores, out);
    }
    for (size_t i = 0; i < attention->head_size; i++)
        out[i] /= running.sum;
}

void ps_attend_reference(const struct ps_attention *attention, size_t first_row, size_t num_rows,
                         size_t kv_head)
{
    size_t group = attention->num_heads / attention->num_kv_heads;
    for (size_t row = first_row; row < first_row + num_rows; row++) {
        size_t seen = attention->num_positions;
        if (attention->causal)
            seen = attention->first_position + row + 1;
        for (size_t head = kv_head * group; head < (kv_head + 1) * group; head++) {
            size_t offset = (row * attention->num_heads + head) * attention->head_size;
            attend_head(attention, attention->queries + offset, kv_head, seen,
                        attention->out + offset);
        }
    }
}
