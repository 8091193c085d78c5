/* What a job is reckoned to take in memory, at each stage of its way: the budget of work in flight
 * counts that, and not the bytes of its record. Rather too much than too little. Pure. */
#ifndef PENSTOCK_WORKER_JOB_MEMORY_H
#define PENSTOCK_WORKER_JOB_MEMORY_H

#include <stddef.h>

#include "shared/job/runner.h"

/* From its record on: the bytes and, since many small JSON values take far more than their text,
 * the values in it. One pass over the bytes, before anything else looks at them. value may be
 * NULL. */
size_t ps_job_memory_of_record(const char *value, size_t size, size_t key_size);

/* Beyond that: the tokens and sequences of its request, what has been said so far, its result. */
size_t ps_job_memory_of_run(const struct ps_run *run);

#endif
