/* How many lines batches have. */
#include "tools/batch_totals.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/hash.h"
#include "shared/wire/job.h"
#include "worker/redis/keys.h"

#define CAPACITY_FIRST 256

void ps_batch_totals_close(struct ps_batch_totals *totals)
{
    free(totals->slots);
    *totals = (struct ps_batch_totals){0};
}

static enum ps_status id_of(const char *tenant, const char *batch, uint64_t *id)
{
    char name[PS_TENANT_SIZE_MAX + PS_BATCH_SIZE_MAX + 2];
    struct ps_digest digest;
    int size =
        snprintf(name, sizeof name, "%s/%s", tenant[0] ? tenant : PS_REDIS_DEFAULT_TENANT, batch);
    PS_TRY(ps_digest_of(name, (size_t)size, &digest));
    *id = ps_digest_number(&digest);
    if (*id == 0)
        *id = 1;
    return PS_OK;
}

/* The batch's slot, or the free one that is to be its own. */
static struct ps_batch_total *find(struct ps_batch_total *slots, size_t capacity, uint64_t id)
{
    size_t at = (size_t)id & (capacity - 1);
    while (slots[at].id != 0 && slots[at].id != id)
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

static enum ps_status grow(struct ps_batch_totals *totals)
{
    size_t capacity = totals->capacity ? 2 * totals->capacity : CAPACITY_FIRST;
    struct ps_batch_total *slots = calloc(capacity, sizeof *slots);
    if (!slots)
        return PS_NO_MEMORY;
    for (size_t i = 0; i < totals->capacity; i++) {
        if (totals->slots[i].id != 0)
            *find(slots, capacity, totals->slots[i].id) = totals->slots[i];
    }
    free(totals->slots);
    totals->slots = slots;
    totals->capacity = capacity;
    return PS_OK;
}

enum ps_status ps_batch_totals_note(struct ps_batch_totals *totals, const char *tenant,
                                    const char *batch, int64_t total, int64_t timestamp_ms)
{
    uint64_t id = 0;
    PS_TRY(id_of(tenant, batch, &id));
    if (totals->count >= PS_BATCH_TOTALS_MAX)
        return PS_FULL;
    if (totals->count >= totals->capacity / 2)
        PS_TRY(grow(totals));
    struct ps_batch_total *slot = find(totals->slots, totals->capacity, id);
    if (slot->id != 0 && slot->timestamp_ms > timestamp_ms)
        return PS_OK;
    totals->count += slot->id == 0;
    *slot = (struct ps_batch_total){id, total, timestamp_ms};
    return PS_OK;
}

int64_t ps_batch_totals_get(const struct ps_batch_totals *totals, const char *tenant,
                            const char *batch)
{
    uint64_t id = 0;
    if (totals->count == 0 || id_of(tenant, batch, &id) != PS_OK)
        return -1;
    const struct ps_batch_total *slot = find(totals->slots, totals->capacity, id);
    return slot->id != 0 ? slot->total : -1;
}
