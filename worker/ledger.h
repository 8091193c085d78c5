/* Which offsets of one partition have arrived, are finished, and are in the transaction under way.
 * Pure: it knows no Kafka, no clock and no lock.
 *
 * Only the contiguous prefix of finished offsets may be published: what is committed is one number
 * per partition, and everything below it must have its terminal record. Finished items stay in the
 * ledger until their transaction has committed, so that an aborted one can be made again from
 * memory. */
#ifndef PENSTOCK_WORKER_LEDGER_H
#define PENSTOCK_WORKER_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"

#define PS_LEDGER_NO_OFFSET (-1)

struct ps_ledger_entry {
    int64_t offset;
    void *item; /* borrowed; NULL until finished */
};

struct ps_ledger {
    struct ps_ledger_entry *entries; /* [capacity], a ring, offsets ascending */
    size_t capacity;                 /* a power of two, or 0 */
    size_t first;
    size_t count;
    size_t num_taken;    /* of the oldest entries: in the transaction under way */
    size_t num_prefix;   /* of the oldest entries: finished without a gap, taken ones included */
    int64_t next_offset; /* one past the last that arrived; PS_LEDGER_NO_OFFSET before any */
    int64_t end_offset;  /* the partition's end when it was last reached; else that */
    int64_t committed;   /* what the group has committed; PS_LEDGER_NO_OFFSET: nothing */
};

void ps_ledger_init(struct ps_ledger *ledger, int64_t committed);

/* The items inside are their owners'. */
void ps_ledger_close(struct ps_ledger *ledger);

/* A record came. PS_FULL where that offset (or a later one) has come before: it is ignored.
 * PS_NO_MEMORY. */
enum ps_status ps_ledger_arrive(struct ps_ledger *ledger, int64_t offset) PS_MUST_USE;

/* Nothing is left to come below that offset, where the partition ends for now. It may lie behind
 * what arrived last: the marks that end transactions have offsets and never arrive. */
void ps_ledger_reach_end(struct ps_ledger *ledger, int64_t offset);

/* Its terminal record is known: item, not NULL. False where the offset isn't awaited. */
bool ps_ledger_finish(struct ps_ledger *ledger, int64_t offset, void *item);

/* How many items of the finished prefix could be taken. */
size_t ps_ledger_num_ready(const struct ps_ledger *ledger);

/* One below which everything is published: the offset of the oldest entry, else one past the last
 * arrival or the partition's end, else what is committed. */
int64_t ps_ledger_position(const struct ps_ledger *ledger);

/* The next item of the finished prefix without taking it; NULL where there is none. */
void *ps_ledger_peek(const struct ps_ledger *ledger);

/* Moves the next item of the finished prefix into the transaction; NULL where there is none. */
void *ps_ledger_take(struct ps_ledger *ledger);

/* What the transaction commits for this partition: one past the last taken offset;
 * PS_LEDGER_NO_OFFSET where nothing is taken. */
int64_t ps_ledger_taken_offset(const struct ps_ledger *ledger);

/* The transaction committed: what was taken leaves the ledger. */
void ps_ledger_commit(struct ps_ledger *ledger);

/* The transaction did not: what was taken can be taken again. */
void ps_ledger_put_back(struct ps_ledger *ledger);

/* Empties a ledger whose partition is another worker's now: finished items one after another, then
 * NULL. Unfinished offsets are forgotten. Nothing may be taken. */
void *ps_ledger_drop(struct ps_ledger *ledger);

#endif
