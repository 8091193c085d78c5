/* What publishing.c and transaction.c share and nobody else needs. */
#ifndef PENSTOCK_WORKER_PUBLISHING_INTERNAL_H
#define PENSTOCK_WORKER_PUBLISHING_INTERNAL_H

#include "worker/publishing.h"

/* Into publishing->publisher, which is NULL. PS_INVALID, PS_UNAVAILABLE, PS_TIMEOUT. */
enum ps_status ps_publishing_make_producer(struct ps_publishing *publishing, int64_t timeout_ms,
                                           struct ps_error *error) PS_MUST_USE;

/* One transaction over what is ready. False where it did not commit: what it held is ready again.
 */
bool ps_publishing_group(struct ps_publishing *publishing);

/* Whether the worker still waits for this thread: it doesn't once it is ending, or has failed. */
bool ps_publishing_goes_on(struct ps_publishing *publishing);

/* Takes over a configuration that has come into force since. */
void ps_publishing_follow(struct ps_publishing *publishing);

#endif
