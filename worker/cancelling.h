/* Jobs that their clients have taken back. One thread asks Redis, again and again, about the jobs
 * that wait for an engine or are in one; whoever owns such a job sees it marked and ends it. */
#ifndef PENSTOCK_WORKER_CANCELLING_H
#define PENSTOCK_WORKER_CANCELLING_H

#include "worker/line.h"

/* The job is asked about from now on, until its outcome is known. Its owner's thread. Without
 * memory it isn't: nobody loses more by that than a cancellation. */
void ps_cancelling_watch(struct ps_line *line, struct ps_run *run);

/* The thread, until the line is ending; context is a struct ps_line. */
void *ps_cancelling_run(void *context);

#endif
