/* How many lines batches have, by their end markers. */
#ifndef PENSTOCK_TOOLS_BATCH_TOTALS_H
#define PENSTOCK_TOOLS_BATCH_TOTALS_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"

#define PS_BATCH_TOTALS_MAX ((size_t)1 << 20)

/* Of each batch only 64 bits of a digest are kept. */
struct ps_batch_total {
    uint64_t id;          /* 0: free */
    int64_t total;        /* lines */
    int64_t timestamp_ms; /* of the marker */
};

/* Zero-initialise. */
struct ps_batch_totals {
    struct ps_batch_total *slots; /* [capacity], a power of two */
    size_t capacity;
    size_t count;
};

void ps_batch_totals_close(struct ps_batch_totals *totals);

/* Notes a marker; of several of a batch the latest counts. tenant "" is the default one.
 * PS_NO_MEMORY; PS_FULL where there are PS_BATCH_TOTALS_MAX. */
enum ps_status ps_batch_totals_note(struct ps_batch_totals *totals, const char *tenant,
                                    const char *batch, int64_t total,
                                    int64_t timestamp_ms) PS_MUST_USE;

/* -1 where none is noted. */
int64_t ps_batch_totals_get(const struct ps_batch_totals *totals, const char *tenant,
                            const char *batch);

#endif
