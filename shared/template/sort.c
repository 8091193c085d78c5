/* A merge sort: stable as Python's, and its comparisons may fail. */
#include "shared/template/sort.h"

#include "shared/template/compare.h"

static enum ps_status merge(struct ps_rendering *render, const struct ps_value *keys,
                            const size_t *from, size_t *to, const size_t bounds[3], bool is_reverse)
{
    size_t left = bounds[0], right = bounds[1];
    for (size_t i = bounds[0]; i < bounds[2]; i++) {
        bool takes_right = left >= bounds[1];
        if (left < bounds[1] && right < bounds[2]) {
            struct ps_value a = keys[from[left]], b = keys[from[right]];
            PS_TRY(is_reverse ? ps_value_less(render, a, b, &takes_right)
                              : ps_value_less(render, b, a, &takes_right));
        }
        to[i] = takes_right ? from[right++] : from[left++];
    }
    return PS_OK;
}

enum ps_status ps_sort(struct ps_rendering *render, const struct ps_value *keys, size_t count,
                       bool is_reverse, size_t **order)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, count, 2 * sizeof **order, &memory));
    size_t *from = memory, *to = from + count;
    for (size_t i = 0; i < count; i++)
        from[i] = i;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t begin = 0; begin < count; begin += 2 * width) {
            size_t middle = begin + width < count ? begin + width : count;
            size_t end = middle + width < count ? middle + width : count;
            PS_TRY(merge(render, keys, from, to, (size_t[3]){begin, middle, end}, is_reverse));
        }
        size_t *sorted = to;
        to = from;
        from = sorted;
    }
    *order = from;
    return PS_OK;
}
