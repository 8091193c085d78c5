/* From a running worker's configuration to a new one: which keys differ, and which of them may
 * change while it runs. */
#ifndef PENSTOCK_WORKER_CONFIG_CHANGE_H
#define PENSTOCK_WORKER_CONFIG_CHANGE_H

#include <jansson.h>
#include <stdbool.h>

#include "worker/config.h"

/* The names of keys, in lists. Zero-initialise. */
struct ps_config_change {
    json_t *in_force;      /* those that change at once, owned */
    json_t *after_restart; /* those that don't, owned */
};

/* Names what differs, and sets back in wanted what can't change while the worker runs: afterwards
 * wanted is what is in force. PS_NO_MEMORY. */
enum ps_status ps_config_change_open(struct ps_config_change *change, struct ps_config *wanted,
                                     const struct ps_config *running,
                                     struct ps_error *error) PS_MUST_USE;
void ps_config_change_close(struct ps_config_change *change);

/* Whether a key is among those that change at once. */
bool ps_config_change_has(const struct ps_config_change *change, const char *key);

/* Makes a copy on the heap. PS_NO_MEMORY. */
enum ps_status ps_config_copy(struct ps_config **copy, const struct ps_config *config,
                              struct ps_error *error) PS_MUST_USE;

#endif
