/* What can be known of a worker's configuration without starting it. */
#ifndef PENSTOCK_WORKER_CHECK_H
#define PENSTOCK_WORKER_CHECK_H

#include "worker/config.h"
#include "worker/config_problems.h"

/* What a worker needs beyond what a client's tool needs: models whose names differ, topics that
 * differ, properties that librdkafka knows, addresses that can be read; and what is not built yet
 * is refused by name. The status is the first problem's. */
enum ps_status ps_check_config(const struct ps_config *config, struct ps_problems *problems);

/* Why a worker would not start on this machine, as far as that can be known without trying: folders
 * of models that aren't there, what librdkafka makes of its properties together and of the
 * certificates that they name. A file may be checked on another machine than the one it is meant
 * for. */
void ps_check_machine(const struct ps_config *config, struct ps_problems *problems);

/* Adds a hint for each variable that would set a known key if it had __ where it has _. They are no
 * faults: a variable may be there for another program. */
void ps_check_variables(char *const *environment, struct ps_problems *hints);

#endif
