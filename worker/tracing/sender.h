/* One request at a time to the collector. */
#ifndef PENSTOCK_WORKER_TRACING_SENDER_H
#define PENSTOCK_WORKER_TRACING_SENDER_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "worker/tracing/endpoint.h"

struct ps_tracing_sender; /* opaque */

struct ps_tracing_answer {
    long status;            /* HTTP's; 0: there was no answer */
    int64_t retry_after_ms; /* what the collector asks for; 0: nothing */
    struct ps_buffer body;  /* its beginning */
    char problem[256];      /* why there was no answer */
};

/* Before other threads make senders of their own. endpoint is borrowed. PS_NO_MEMORY, PS_INTERNAL.
 */
enum ps_status ps_tracing_sender_create(struct ps_tracing_sender **sender,
                                        const struct ps_tracing_endpoint *endpoint,
                                        struct ps_error *error) PS_MUST_USE;
void ps_tracing_sender_destroy(struct ps_tracing_sender *sender);
PS_DEFINE_DEFER(ps_tracing_sender_destroy, struct ps_tracing_sender)

/* Another thread may ask for the requests under way, and those to come, to be done with by then
 * (monotonic). */
void ps_tracing_sender_end_by(struct ps_tracing_sender *sender, int64_t deadline_ms);

/* POSTs JSON; waits for the answer some seconds at most. answer is cleared first, and
 * its body is the caller's to close. */
void ps_tracing_sender_post(struct ps_tracing_sender *sender, const struct ps_buffer *json,
                            struct ps_tracing_answer *answer);

#endif
