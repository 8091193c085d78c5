/* What a transaction holds and when it is due, and what to do about each class of error. Pure: the
 * publisher translates librdkafka's errors into faults and does what the verdict says. */
#ifndef PENSTOCK_WORKER_DELIVERY_H
#define PENSTOCK_WORKER_DELIVERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ps_delivery_limits {
    size_t group_jobs_max;  /* of one transaction */
    size_t group_bytes_max; /* of its records together; one record alone may be larger */
    int64_t group_ms_max;   /* a finished job waits no longer than that for others */
};

/* What could be published now. */
struct ps_delivery_pending {
    size_t num_ready;      /* finished jobs that the contiguous prefixes hold */
    size_t num_unfinished; /* jobs in flight that might still join them */
    int64_t oldest_ms;     /* how long the oldest of the ready ones has waited */
    bool flush;            /* a partition is about to be given back, or the worker stops */
};

/* Whether a transaction is to be made now. Waiting gains nothing where nothing else can come. */
bool ps_delivery_due(const struct ps_delivery_limits *limits,
                     const struct ps_delivery_pending *pending);

/* Whether a record of so many bytes joins a transaction that has num_jobs and bytes already. */
bool ps_delivery_fits(const struct ps_delivery_limits *limits, size_t num_jobs, size_t bytes,
                      size_t record_bytes);

enum ps_delivery_step {
    PS_STEP_BEGIN,
    PS_STEP_PRODUCE,
    PS_STEP_OFFSETS,
    PS_STEP_COMMIT,
    PS_STEP_ABORT
};

enum ps_fault_kind {
    PS_FAULT_NONE,
    PS_FAULT_TIMED_OUT,
    PS_FAULT_FENCED,       /* another producer has this transactional id, or the broker gave up on
                              this one */
    PS_FAULT_MEMBERSHIP,   /* the group has moved on: generation, member id, rebalance */
    PS_FAULT_TOO_LARGE,    /* a record (or a batch of them) is larger than the topic takes */
    PS_FAULT_UNAUTHORIZED, /* an ACL forbids it: trying again can't help */
    PS_FAULT_UNSUPPORTED,  /* the broker doesn't know what it is asked */
    PS_FAULT_OTHER
};

struct ps_delivery_fault {
    enum ps_fault_kind kind;
    bool retriable;
    bool abortable; /* librdkafka: the transaction must be aborted */
    bool fatal;
};

enum ps_verdict {
    PS_VERDICT_GO_ON,
    PS_VERDICT_RETRY, /* make the same call again */
    PS_VERDICT_ABORT, /* abort, then publish again from memory what is still ours */
    PS_VERDICT_ALONE, /* abort, then one job per transaction: one of them is too large */
    PS_VERDICT_RENEW, /* the outcome is unknown or the producer is done for: make it anew and ask
                         what is committed */
    PS_VERDICT_EXIT   /* nothing will mend it: say so and stop */
};

/* An error that carries no flag is fatal, as librdkafka documents. num_retries counts the RETRY
 * verdicts of this call so far. */
enum ps_verdict ps_delivery_judge(enum ps_delivery_step step, const struct ps_delivery_fault *fault,
                                  size_t num_retries);

/* After an unknown outcome: a transaction that moved a partition to sent has happened where the
 * group's committed offset (PS_LEDGER_NO_OFFSET: none) has reached it. */
bool ps_delivery_happened(int64_t sent, int64_t committed);

/* How long to wait before the next attempt after so many failures in a row. */
int64_t ps_delivery_backoff_ms(size_t num_failures);

const char *ps_delivery_step_name(enum ps_delivery_step step);
const char *ps_verdict_name(enum ps_verdict verdict);

#endif
