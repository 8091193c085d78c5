/* The thread that steps the engines: jobs join and leave between steps. */
#ifndef PENSTOCK_WORKER_STEPPING_H
#define PENSTOCK_WORKER_STEPPING_H

/* The thread, until the line is ending; context is a struct ps_line. Jobs that are in an engine
 * then are let go. */
void *ps_stepping_run(void *context);

#endif
