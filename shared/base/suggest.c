/* Edit distance over three rows of the usual table. */
#include "shared/base/suggest.h"

#include <stdint.h>
#include <string.h>

static size_t smallest(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t ps_suggest_distance(const char *a, const char *b)
{
    size_t rows[3][PS_SUGGEST_SIZE_MAX + 1];
    size_t a_size = strlen(a);
    size_t b_size = strlen(b);
    if (a_size > PS_SUGGEST_SIZE_MAX || b_size > PS_SUGGEST_SIZE_MAX)
        return SIZE_MAX;
    for (size_t j = 0; j <= b_size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            size_t substituted = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = smallest(substituted, smallest(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = smallest(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[a_size % 3][b_size];
}

const char *ps_suggest(const char *name, const char *const *candidates, size_t num_candidates)
{
    const char *nearest = NULL;
    size_t nearest_distance = strlen(name) / 3 + 2;
    for (size_t i = 0; i < num_candidates; i++) {
        size_t distance = ps_suggest_distance(name, candidates[i]);
        if (distance < nearest_distance) {
            nearest_distance = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
