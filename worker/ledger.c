/* The ledger as a ring of entries in the order of their offsets. */
#include "worker/ledger.h"

#include <assert.h>
#include <stdlib.h>

#define CAPACITY_MIN 64

void ps_ledger_init(struct ps_ledger *ledger, int64_t committed)
{
    *ledger = (struct ps_ledger){.next_offset = PS_LEDGER_NO_OFFSET,
                                 .end_offset = PS_LEDGER_NO_OFFSET,
                                 .committed = committed};
}

void ps_ledger_close(struct ps_ledger *ledger)
{
    free(ledger->entries);
    *ledger = (struct ps_ledger){0};
}

static struct ps_ledger_entry *entry_at(const struct ps_ledger *ledger, size_t index)
{
    return &ledger->entries[(ledger->first + index) & (ledger->capacity - 1)];
}

static enum ps_status grow(struct ps_ledger *ledger)
{
    size_t capacity = ledger->capacity ? 2 * ledger->capacity : CAPACITY_MIN;
    struct ps_ledger_entry *entries = calloc(capacity, sizeof *entries);
    if (!entries)
        return PS_NO_MEMORY;
    for (size_t i = 0; i < ledger->count; i++)
        entries[i] = *entry_at(ledger, i);
    free(ledger->entries);
    ledger->entries = entries;
    ledger->capacity = capacity;
    ledger->first = 0;
    return PS_OK;
}

enum ps_status ps_ledger_arrive(struct ps_ledger *ledger, int64_t offset)
{
    if (offset < ledger->next_offset)
        return PS_FULL;
    if (ledger->count == ledger->capacity)
        PS_TRY(grow(ledger));
    *entry_at(ledger, ledger->count) = (struct ps_ledger_entry){.offset = offset};
    ledger->count++;
    ledger->next_offset = offset + 1;
    return PS_OK;
}

void ps_ledger_reach_end(struct ps_ledger *ledger, int64_t offset)
{
    ledger->end_offset = offset;
}

bool ps_ledger_finish(struct ps_ledger *ledger, int64_t offset, void *item)
{
    assert(item);
    size_t low = ledger->num_taken;
    size_t high = ledger->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (entry_at(ledger, middle)->offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == ledger->count || entry_at(ledger, low)->offset != offset ||
        entry_at(ledger, low)->item)
        return false;
    entry_at(ledger, low)->item = item;
    while (ledger->num_prefix < ledger->count && entry_at(ledger, ledger->num_prefix)->item)
        ledger->num_prefix++;
    return true;
}

size_t ps_ledger_num_ready(const struct ps_ledger *ledger)
{
    return ledger->num_prefix - ledger->num_taken;
}

int64_t ps_ledger_position(const struct ps_ledger *ledger)
{
    if (ledger->count > 0)
        return entry_at(ledger, 0)->offset;
    int64_t arrived = ledger->next_offset >= 0 ? ledger->next_offset : ledger->committed;
    return ledger->end_offset > arrived ? ledger->end_offset : arrived;
}

void *ps_ledger_peek(const struct ps_ledger *ledger)
{
    return ps_ledger_num_ready(ledger) > 0 ? entry_at(ledger, ledger->num_taken)->item : NULL;
}

void *ps_ledger_take(struct ps_ledger *ledger)
{
    void *item = ps_ledger_peek(ledger);
    if (item)
        ledger->num_taken++;
    return item;
}

int64_t ps_ledger_taken_offset(const struct ps_ledger *ledger)
{
    if (ledger->num_taken == 0)
        return PS_LEDGER_NO_OFFSET;
    return entry_at(ledger, ledger->num_taken - 1)->offset + 1;
}

static void remove_first(struct ps_ledger *ledger, size_t num_removed)
{
    ledger->first = (ledger->first + num_removed) & (ledger->capacity - 1);
    ledger->count -= num_removed;
    ledger->num_prefix -= num_removed < ledger->num_prefix ? num_removed : ledger->num_prefix;
}

void ps_ledger_commit(struct ps_ledger *ledger)
{
    if (ledger->num_taken == 0)
        return;
    ledger->committed = ps_ledger_taken_offset(ledger);
    remove_first(ledger, ledger->num_taken);
    ledger->num_taken = 0;
}

void ps_ledger_put_back(struct ps_ledger *ledger)
{
    ledger->num_taken = 0;
}

void *ps_ledger_drop(struct ps_ledger *ledger)
{
    assert(ledger->num_taken == 0);
    while (ledger->count > 0) {
        void *item = entry_at(ledger, 0)->item;
        remove_first(ledger, 1);
        if (item)
            return item;
    }
    return NULL;
}
