/* The worker: what brings Kafka, Redis, the models and the threads together. */
#ifndef PENSTOCK_WORKER_WORKER_H
#define PENSTOCK_WORKER_WORKER_H

#include "worker/config.h"

enum ps_exit {
    PS_EXIT_DONE = 0,
    PS_EXIT_FAILED = 1,     /* a fault of the program or of the machine */
    PS_EXIT_USAGE = 2,      /* the configuration is wrong */
    PS_EXIT_UNAVAILABLE = 3 /* the broker or a model can't be had */
};

/* Runs until SIGTERM or SIGINT, or until it can't go on; a second signal ends the process at once.
 * Says in the log what went wrong. */
enum ps_exit ps_worker_run(const struct ps_config *config);

#endif
