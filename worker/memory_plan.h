/* What a worker's memory is for: a ceiling in, a share for each use out. Pure. Whatever holds more
 * than a few kilobytes takes its bound from here, so that all of it together stays below the
 * ceiling. */
#ifndef PENSTOCK_WORKER_MEMORY_PLAN_H
#define PENSTOCK_WORKER_MEMORY_PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"

/* What is wished for. Where the ceiling is too low for that, shares shrink, down to what one job at
 * a time needs; those that the user has fixed do not. */
struct ps_memory_wishes {
    int64_t ceiling_bytes;       /* of the whole process */
    int64_t job_bytes_max;       /* of one job's record */
    int64_t result_bytes_max;    /* of one result's record */
    int64_t in_flight_bytes_max; /* of jobs that wait, run or are to be published */
    int64_t backlog_bytes_max;   /* of what waits for Redis */
    int64_t prefetch_bytes;      /* kafka.queued.max.messages.kbytes; 0: not fixed */
    int64_t fetch_bytes;         /* kafka.fetch.max.bytes; 0: not fixed */
    int64_t fetch_bytes_min;     /* below that librdkafka won't start */
    int64_t producer_bytes;      /* kafka.queue.buffering.max.kbytes; 0: not fixed */
    int64_t tracing_bytes;       /* fixed: spans on their way to the collector; 0: no traces */
};

struct ps_memory_plan {
    int64_t ceiling_bytes;
    int64_t process_bytes;   /* code, stacks, libraries, what the allocator holds in vain */
    int64_t work_bytes;      /* one job of the largest size, being parsed, tokenized and rendered */
    int64_t in_flight_bytes; /* what jobs in flight are reckoned to take, results included */
    int64_t prefetch_bytes;  /* records that librdkafka holds for the consumer */
    int64_t fetch_bytes;     /* one answer of a broker's to a fetch; two may be under way */
    int64_t group_bytes;     /* the results of one transaction */
    int64_t producer_bytes;  /* records that librdkafka holds for the producer */
    int64_t backlog_bytes;   /* what waits for Redis */
    int64_t redis_bytes;     /* what is on its way to and from Redis */
    int64_t tracing_bytes;   /* as wished */
    int64_t models_bytes;    /* weights, keys and values: the rest */
};

/* PS_TOO_LARGE names worker.memory_bytes_max, what was found and what is needed at least. */
enum ps_status ps_memory_plan_make(struct ps_memory_plan *plan,
                                   const struct ps_memory_wishes *wishes,
                                   struct ps_error *error) PS_MUST_USE;

/* All but the models' share. */
int64_t ps_memory_plan_other_bytes(const struct ps_memory_plan *plan);

#endif
