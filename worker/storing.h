/* The thread that offers results, statuses and cached responses to Redis, many in one pipeline, and
 * looks whether a Redis that was gone is back. */
#ifndef PENSTOCK_WORKER_STORING_H
#define PENSTOCK_WORKER_STORING_H

/* The thread, until the line is ending and its queue empty; context is a struct ps_line. */
void *ps_storing_run(void *context);

#endif
