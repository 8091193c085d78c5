/* The signals that ask a worker to stop, SIGTERM and SIGINT, and the one that asks it to read its
 * configuration again, SIGHUP, as something to wait for. */
#ifndef PENSTOCK_WORKER_SIGNALS_H
#define PENSTOCK_WORKER_SIGNALS_H

#include <stdint.h>

#include "shared/base/status.h"

/* Once, before threads start: from now on they no longer end the process. SIGPIPE is ignored.
 * PS_IO. */
enum ps_status ps_signals_open(struct ps_error *error) PS_MUST_USE;

/* Waits that long for the next one; its number, or 0 where none came. Any thread. */
int ps_signals_wait(int64_t timeout_ms);

#endif
