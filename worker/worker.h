/* The worker: what brings Kafka, Redis, the models and the threads together. */
#ifndef PENSTOCK_WORKER_WORKER_H
#define PENSTOCK_WORKER_WORKER_H

#include "shared/base/exit_code.h"
#include "worker/config.h"

/* Runs until SIGTERM or SIGINT, or until it can't go on; a second signal ends the process at once.
 * SIGHUP has the configuration read again from its sources. Says in the log what went wrong. */
enum ps_exit ps_worker_run(const struct ps_config *config, const struct ps_config_sources *sources);

#endif
