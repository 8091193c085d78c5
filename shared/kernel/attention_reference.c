/* Attention in portable C: softmax kept running over chunks of positions (Milakov and Gimelshein,
 * "Online normalizer calculation for softmax", 2018). Four lanes at a time where the compiler has
 * them; the order of every sum is fixed by the head's size and the positions alone. */
#include <math.h>
#include <string.h>

#include "shared/kernel/attention.h"

enum {
    CHUNK = 256, /* positions */
    LANES = 4,
    WIDE = 4 * LANES,
};

/* Of any alignment in memory: read and written by copying. */
typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));

/* The positions first .. end - 1. */
struct seen {
    size_t first;
    size_t end;
};

struct running {
    float maximum;
    float sum; /* of exp(score - maximum) */
};

static inline lanes load(const float *from)
{
    lanes values;
    memcpy(&values, from, sizeof values);
    return values;
}

static inline void store(float *to, lanes values)
{
    memcpy(to, &values, sizeof values);
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

static float dot(const float *a, const float *b, size_t size)
{
    lanes first = {0}, second = {0}, third = {0}, fourth = {0};
    size_t i = 0;
    for (; i + WIDE <= size; i += WIDE) {
        first += load(a + i) * load(b + i);
        second += load(a + i + LANES) * load(b + i + LANES);
        third += load(a + i + 2 * LANES) * load(b + i + 2 * LANES);
        fourth += load(a + i + 3 * LANES) * load(b + i + 3 * LANES);
    }
    for (; i + LANES <= size; i += LANES)
        first += load(a + i) * load(b + i);
    lanes sums = (first + second) + (third + fourth);
    float sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    for (; i < size; i++)
        sum += a[i] * b[i];
    return sum;
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

/* out += the weighted values of count positions, one position after the other. */
static void add_run(const float *values, size_t stride, const float *weights, size_t count,
                    size_t head_size, float *out)
{
    size_t i = 0;
    for (; i + WIDE <= head_size; i += WIDE) {
        lanes first = load(out + i), second = load(out + i + LANES);
        lanes third = load(out + i + 2 * LANES), fourth = load(out + i + 3 * LANES);
        const float *value = values + i;
        for (size_t j = 0; j < count; j++, value += stride) {
            first += weights[j] * load(value);
            second += weights[j] * load(value + LANES);
            third += weights[j] * load(value + 2 * LANES);
            fourth += weights[j] * load(value + 3 * LANES);
        }
        store(out + i, first);
        store(out + i + LANES, second);
        store(out + i + 2 * LANES, third);
        store(out + i + 3 * LANES, fourth);
    }
    for (; i + LANES <= head_size; i += LANES) {
        lanes sum = load(out + i);
        for (size_t j = 0; j < count; j++)
            sum += weights[j] * load(values + j * stride + i);
        store(out + i, sum);
    }
    for (; i < head_size; i++) {
        for (size_t j = 0; j < count; j++)
            out[i] += weights[j] * values[j * stride + i];
    }
}

static void add_chunk(const struct ps_attention *attention, size_t kv_head, size_t first,
                      size_t count, const float *weights, float *out)
{
    const struct ps_kv_view *kv = &attention->kv;
    size_t run;
    for (size_t i = 0; i < count; i += run) {
        const float *values = kv->values + locate(kv, kv_head, first + i, count - i, &run);
        add_run(values, kv->position_stride, weights + i, run, attention->head_size, out);
    }
}

static void attend_head(const struct ps_attention *attention, const float *query, size_t kv_head,
                        const struct seen *seen, float *out)
{
    struct running running = {.maximum = -INFINITY};
    float scores[CHUNK];
    memset(out, 0, attention->head_size * sizeof *out);
    for (size_t first = seen->first; first < seen->end; first += CHUNK) {
        size_t count = seen->end - first < CHUNK ? seen->end - first : CHUNK;
        score_chunk(attention, query, kv_head, first, count, scores);
        weigh_chunk(&running, scores, count, out, attention->head_size);
        add_chunk(attention, kv_head, first, count, scores, out);
    }
    for (size_t i = 0; i < attention->head_size; i++)
        out[i] /= running.sum;
}

static struct seen positions_seen(const struct ps_attention *attention, size_t row)
{
    struct seen seen = {.end = attention->num_positions};
    if (attention->causal)
        seen.end = attention->first_position + row + 1;
    if (attention->window > 0 && seen.end > attention->window)
        seen.first = seen.end - attention->window;
    return seen;
}

void ps_attend_reference(const struct ps_attention *attention, size_t first_row, size_t num_rows,
                         size_t kv_head)
{
    size_t group = attention->num_heads / attention->num_kv_heads;
    for (size_t row = first_row; row < first_row + num_rows; row++) {
        struct seen seen = positions_seen(attention, row);
        for (size_t head = kv_head * group; head < (kv_head + 1) * group; head++) {
            size_t offset = (row * attention->num_heads + head) * attention->head_size;
            attend_head(attention, attention->queries + offset, kv_head, &seen,
                        attention->out + offset);
        }
    }
}
