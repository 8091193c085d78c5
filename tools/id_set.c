/* A set of names of which only 64 bits each are kept. */
#include "tools/id_set.h"

#include <stdlib.h>

#include "shared/base/checked.h"
#include "shared/base/hash.h"

#define CAPACITY_FIRST 1024

static bool put(uint64_t *slots, size_t capacity, uint64_t id)
{
    size_t at = (size_t)id & (capacity - 1);
    while (slots[at] != 0 && slots[at] != id)
        at = (at + 1) & (capacity - 1);
    bool added = slots[at] == 0;
    slots[at] = id;
    return added;
}

static enum ps_status grow(struct ps_id_set *set)
{
    size_t capacity = CAPACITY_FIRST;
    if (set->capacity > 0 && !ps_checked_multiply(set->capacity, 2, &capacity))
        return PS_NO_MEMORY;
    uint64_t *slots = calloc(capacity, sizeof *slots);
    if (!slots)
        return PS_NO_MEMORY;
    for (size_t i = 0; i < set->capacity; i++) {
        if (set->slots[i] != 0)
            put(slots, capacity, set->slots[i]);
    }
    free(set->slots);
    set->slots = slots;
    set->capacity = capacity;
    return PS_OK;
}

enum ps_status ps_id_set_add(struct ps_id_set *set, const void *name, size_t size, bool *added)
{
    struct ps_digest digest;
    PS_TRY(ps_digest_of(name, size, &digest));
    uint64_t id = ps_digest_number(&digest);
    if (set->count >= set->capacity / 2)
        PS_TRY(grow(set));
    *added = put(set->slots, set->capacity, id ? id : 1);
    if (*added)
        set->count++;
    return PS_OK;
}

void ps_id_set_close(struct ps_id_set *set)
{
    free(set->slots);
    *set = (struct ps_id_set){0};
}
