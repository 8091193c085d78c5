/* The one record that answers a job: its result, or its dead letter. */
#ifndef PENSTOCK_WORKER_TERMINAL_H
#define PENSTOCK_WORKER_TERMINAL_H

#include "shared/base/arena.h"
#include "shared/job/runner.h"
#include "worker/arrival.h"
#include "worker/config.h"
#include "worker/kafka/publisher.h"

/* Zero-initialise. Borrows from its run and its arrival. */
struct ps_terminal {
    struct ps_kafka_outgoing outgoing;
    struct ps_arena arena; /* what the headers are made of */
};

void ps_terminal_close(struct ps_terminal *terminal);

/* Whether the job gets a record at all: a batch's end marker gets none. */
bool ps_terminal_exists(const struct ps_run *run);

/* About the bytes of the record, without making it. */
size_t ps_terminal_bytes(const struct ps_run *run);

struct ps_terminal_context {
    const struct ps_config *config;
    const char *worker;      /* its name */
    size_t record_bytes_max; /* what the broker takes */
};

/* Makes the record. A result larger than record_bytes_max, or that its topic has refused, becomes,
 * in the run too, a result that says so; a dead letter that large is cut to its first kilobyte.
 * PS_NO_MEMORY. */
enum ps_status ps_terminal_make(struct ps_terminal *terminal, struct ps_run *run,
                                const struct ps_terminal_context *context,
                                struct ps_error *error) PS_MUST_USE;

#endif
