/* A record on its way through the worker: where it came from, and what is needed to answer it. It
 * hangs on its run (run->outside), and has the run's owner. */
#ifndef PENSTOCK_WORKER_ARRIVAL_H
#define PENSTOCK_WORKER_ARRIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/job/runner.h"
#include "worker/place.h"
#include "worker/tracing/span.h"

struct ps_tenure; /* flight's: our time with its partition */
struct ps_watch;

struct ps_arrival {
    struct ps_tenure *tenure;
    const char *topic; /* the tenure's */
    size_t lane;       /* the topic's */
    int32_t partition;
    int64_t offset;
    int64_t timestamp_ms; /* the record's, Unix */
    void *key;            /* owned; NULL: none */
    size_t key_size;

    void *record; /* Kafka's, until parsed; kept for a dead letter */
    const void *value;
    size_t value_size;

    size_t record_bytes; /* what its record alone is reckoned to take in memory, once parsed */
    size_t bytes;        /* what it counts in the budget: that, and what has come of it so far */
    size_t tokens;       /* the same, once it is prepared */
    struct ps_run *run;
    struct ps_trace trace;
    struct ps_watch *watch; /* while its client may take it back; NULL: nobody asks about that */

    int64_t ready_ms;      /* monotonic: when its terminal record was known */
    size_t terminal_bytes; /* of its terminal record */
    bool is_refused;       /* the topic has refused that record, alone, as too large */

    struct ps_place place; /* in the waiting room */

    size_t tokens_told; /* generated ones, in its status: the thread's that steps the engines */
    struct ps_arrival *stepping_next; /* in the list of the thread that steps the engines */
    struct ps_arrival *stepping_previous;
};

#endif
