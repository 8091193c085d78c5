/* Reductions over logits: one pass each; the k largest are kept in a heap with the least on top. */
#include "shared/kernel/logits.h"

#include <math.h>
#include <stdbool.h>

/* Whether a comes before b in the order of descending values. */
static bool precedes(struct ps_logit a, struct ps_logit b)
{
    if (a.value > b.value)
        return true;
    if (a.value < b.value)
        return false;
    if (isnan(a.value) != isnan(b.value))
        return isnan(b.value);
    return a.token < b.token;
}

int32_t ps_logits_argmax(const float *logits, size_t vocab_size)
{
    struct ps_logit best = {.token = 0, .value = logits[0]};
    for (size_t i = 1; i < vocab_size; i++) {
        struct ps_logit candidate = {.token = (int32_t)i, .value = logits[i]};
        if (precedes(candidate, best))
            best = candidate;
    }
    return best.token;
}

double ps_logits_log_sum_exp(const float *logits, size_t vocab_size)
{
    double maximum = (double)logits[ps_logits_argmax(logits, vocab_size)];
    if (isinf(maximum))
        return maximum;
    double sum = 0.0;
    for (size_t i = 0; i < vocab_size; i++) {
        if (!isnan(logits[i]))
            sum += exp((double)logits[i] - maximum);
    }
    return maximum + log(sum);
}

static void swap(struct ps_logit *a, struct ps_logit *b)
{
    struct ps_logit kept = *a;
    *a = *b;
    *b = kept;
}

/* Restores the heap below parent: no child comes after its parent. */
static void sift_down(struct ps_logit *heap, size_t parent, size_t size)
{
    for (;;) {
        size_t child = 2 * parent + 1;
        if (child >= size)
            return;
        if (child + 1 < size && precedes(heap[child], heap[child + 1]))
            child++;
        if (!precedes(heap[parent], heap[child]))
            return;
        swap(&heap[parent], &heap[child]);
        parent = child;
    }
}

size_t ps_logits_top_k(const float *logits, size_t vocab_size, size_t count, struct ps_logit *out)
{
    if (count > vocab_size)
        count = vocab_size;
    if (count == 0)
        return 0;
    for (size_t i = 0; i < count; i++)
        out[i] = (struct ps_logit){.token = (int32_t)i, .value = logits[i]};
    for (size_t i = count / 2; i-- > 0;)
        sift_down(out, i, count);
    for (size_t i = count; i < vocab_size; i++) {
        struct ps_logit candidate = {.token = (int32_t)i, .value = logits[i]};
        if (precedes(candidate, out[0])) {
            out[0] = candidate;
            sift_down(out, 0, count);
        }
    }
    for (size_t size = count; size-- > 1;) {
        swap(&out[0], &out[size]);
        sift_down(out, 0, size);
    }
    return count;
}
