/* Counts by length, and the product of what is left at each. */
#include "tools/answer_lengths.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CAPACITY_MIN 256

static enum ps_status grow(size_t **counts, size_t old, size_t capacity)
{
    size_t *grown = realloc(*counts, capacity * sizeof *grown);
    if (!grown)
        return PS_NO_MEMORY;
    memset(grown + old, 0, (capacity - old) * sizeof *grown);
    *counts = grown;
    return PS_OK;
}

static enum ps_status reserve(struct ps_answer_lengths *lengths, size_t num_tokens)
{
    size_t capacity = lengths->capacity ? lengths->capacity : CAPACITY_MIN;
    if (num_tokens > SIZE_MAX / 4 / sizeof *lengths->ended)
        return PS_NO_MEMORY;
    while (capacity <= num_tokens)
        capacity *= 2;
    if (capacity == lengths->capacity)
        return PS_OK;
    PS_TRY(grow(&lengths->ended, lengths->capacity, capacity));
    PS_TRY(grow(&lengths->left, lengths->capacity, capacity));
    lengths->capacity = capacity;
    return PS_OK;
}

enum ps_status ps_answer_lengths_add(struct ps_answer_lengths *lengths, size_t num_tokens,
                                     bool ended)
{
    PS_TRY(reserve(lengths, num_tokens));
    (ended ? lengths->ended : lengths->left)[num_tokens]++;
    lengths->num_answers++;
    return PS_OK;
}

void ps_answer_lengths_close(struct ps_answer_lengths *lengths)
{
    free(lengths->ended);
    free(lengths->left);
    *lengths = (struct ps_answer_lengths){0};
}

size_t ps_answer_lengths_at(const struct ps_answer_lengths *lengths, double place,
                            size_t max_tokens)
{
    double surviving = 1;
    size_t at_risk = lengths->num_answers;
    for (size_t length = 0; length < max_tokens && length < lengths->capacity && at_risk > 0;
         length++) {
        surviving *= 1 - (double)lengths->ended[length] / (double)at_risk;
        at_risk -= lengths->ended[length] + lengths->left[length];
        if (surviving <= 1 - place)
            return length;
    }
    return max_tokens;
}
