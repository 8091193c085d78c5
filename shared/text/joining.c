/* Byte-pair encoding of one word.
 *
 * Of a short word every pair's merge is kept beside it, and the earliest is looked for again after
 * each join. Of a long one the pairs that can be joined wait in a heap and the symbols are a list,
 * so that n of them take n log n steps. A heap entry goes stale when one of its symbols was joined
 * elsewhere; it is checked when it comes up, as the reference does: by the token it would make.
 * That differs from the merge it was made for only where merges make one token of different texts
 * (ps_merges.ambiguous). */
#include "shared/text/joining.h"

#include <stdbool.h>
#include <string.h>

#include "shared/base/checked.h"

enum { SHORT_MAX = 24 };

static const uint32_t RANK_NONE = UINT32_MAX;

/* What two symbols that follow each other make, and how early. */
struct pair {
    uint32_t rank; /* RANK_NONE: they can't be joined */
    int32_t id;
};

static struct pair pair_of(const struct ps_merges *merges, const int32_t *ids)
{
    const struct ps_merge *merge = ps_merges_find(merges, ids[0], ids[1]);
    return merge ? (struct pair){merge->rank, merge->id} : (struct pair){.rank = RANK_NONE};
}

static size_t join_short(const struct ps_merges *merges, int32_t *ids, size_t count)
{
    struct pair pairs[SHORT_MAX]; /* of each symbol and the next one */
    for (size_t i = 0; i + 1 < count; i++)
        pairs[i] = pair_of(merges, ids + i);
    while (count > 1) {
        size_t best = 0;
        for (size_t i = 1; i + 1 < count; i++)
            best = pairs[i].rank < pairs[best].rank ? i : best;
        if (pairs[best].rank == RANK_NONE)
            break;
        ids[best] = pairs[best].id;
        count--;
        size_t behind = count - best - 1;
        memmove(ids + best + 1, ids + best + 2, behind * sizeof *ids);
        memmove(pairs + best, pairs + best + 1, behind * sizeof *pairs);
        if (best > 0)
            pairs[best - 1] = pair_of(merges, ids + best - 1);
        if (behind > 0)
            pairs[best] = pair_of(merges, ids + best);
    }
    return count;
}

/* One symbol of a word: a token so far. */
struct symbol {
    int32_t id;             /* -1 once it was joined to the one before it */
    int32_t previous, next; /* indices, or -1 */
};

struct candidate {
    uint32_t rank;
    int32_t position; /* of the left symbol */
    int32_t id;       /* what the pair makes */
};

struct word {
    const struct ps_merges *merges;
    struct symbol *symbols;
    struct candidate *heap; /* [heap_count], smallest first */
    size_t heap_count;
};

static bool before(const struct candidate *a, const struct candidate *b)
{
    return a->rank != b->rank ? a->rank < b->rank : a->position < b->position;
}

static void heap_push(struct word *word, struct candidate candidate)
{
    size_t i = word->heap_count++;
    while (i > 0 && before(&candidate, &word->heap[(i - 1) / 2])) {
        word->heap[i] = word->heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    word->heap[i] = candidate;
}

static struct candidate heap_pop(struct word *word)
{
    struct candidate top = word->heap[0];
    struct candidate last = word->heap[--word->heap_count];
    size_t i = 0;
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= word->heap_count)
            break;
        if (child + 1 < word->heap_count && before(&word->heap[child + 1], &word->heap[child]))
            child++;
        if (!before(&word->heap[child], &last))
            break;
        word->heap[i] = word->heap[child];
        i = child;
    }
    word->heap[i] = last;
    return top;
}

/* Puts the pair that begins at position into the heap, where it can be joined. */
static void consider(struct word *word, int32_t position)
{
    if (position < 0)
        return;
    const struct symbol *left = &word->symbols[position];
    if (left->next < 0)
        return;
    const struct ps_merge *merge =
        ps_merges_find(word->merges, left->id, word->symbols[left->next].id);
    if (merge)
        heap_push(word, (struct candidate){merge->rank, position, merge->id});
}

static void join(struct word *word, struct candidate candidate)
{
    struct symbol *left = &word->symbols[candidate.position];
    if (left->id < 0 || left->next < 0)
        return;
    struct symbol *right = &word->symbols[left->next];
    const struct ps_merge *merge = ps_merges_find(word->merges, left->id, right->id);
    if (!merge || merge->id != candidate.id)
        return;
    left->id = candidate.id;
    left->next = right->next;
    right->id = -1;
    if (left->next >= 0)
        word->symbols[left->next].previous = candidate.position;
    consider(word, left->previous);
    consider(word, candidate.position);
}

/* Each join takes one candidate out of the heap and puts at most two in. */
bool ps_joining_size(size_t count, size_t *size)
{
    return count <= INT32_MAX / 2 &&
           ps_checked_multiply(count, sizeof(struct symbol) + 2 * sizeof(struct candidate), size);
}

static size_t join_long(const struct ps_merges *merges, int32_t *ids, size_t count, void *memory)
{
    struct word word = {.merges = merges, .heap = memory};
    word.symbols = (struct symbol *)(void *)(word.heap + 2 * count);
    for (size_t i = 0; i < count; i++)
        word.symbols[i] = (struct symbol){ids[i], (int32_t)i - 1, (int32_t)i + 1};
    word.symbols[count - 1].next = -1;
    for (size_t i = 0; i < count; i++)
        consider(&word, (int32_t)i);
    while (word.heap_count > 0)
        join(&word, heap_pop(&word));
    size_t left = 0;
    for (int32_t i = 0; i >= 0; i = word.symbols[i].next)
        ids[left++] = word.symbols[i].id;
    return left;
}

size_t ps_joining_apply(const struct ps_merges *merges, int32_t *ids, size_t count, void *memory)
{
    if (count < 2)
        return count;
    if (count <= SHORT_MAX && !merges->ambiguous)
        return join_short(merges, ids, count);
    return join_long(merges, ids, count, memory);
}
