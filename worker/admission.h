/* The thread that admits: it parses records, asks Redis about a chunk of them at once, and
 * tokenizes. */
#ifndef PENSTOCK_WORKER_ADMISSION_H
#define PENSTOCK_WORKER_ADMISSION_H

/* The thread, until the line is ending and its queue empty; context is a struct ps_line. */
void *ps_admission_run(void *context);

#endif
