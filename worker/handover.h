/* A configuration on its way to a thread, which owns it from when it takes it: nobody locks, and
 * nobody frees what another still reads. */
#ifndef PENSTOCK_WORKER_HANDOVER_H
#define PENSTOCK_WORKER_HANDOVER_H

#include <stdatomic.h>

#include "worker/config.h"

/* Zero-initialise. */
struct ps_handover {
    _Atomic(struct ps_config *) waiting; /* owned; NULL: nothing new */
    struct ps_config *taken;             /* the receiving thread's; NULL: nothing was ever given */
};

/* Any thread: takes config, a heap object; one that was still waiting is freed. */
void ps_handover_give(struct ps_handover *handover, struct ps_config *config);

/* The receiving thread: the latest that was given, or NULL. It stays until the next call. */
const struct ps_config *ps_handover_take(struct ps_handover *handover);

/* Once the receiving thread has ended. */
void ps_handover_close(struct ps_handover *handover);

#endif
