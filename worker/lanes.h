/* The lanes: the entries of topics.jobs, each with its weight. All topics that a pattern matches
 * share its lane. */
#ifndef PENSTOCK_WORKER_LANES_H
#define PENSTOCK_WORKER_LANES_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "worker/config.h"

struct ps_lanes; /* opaque; may be read by any thread */

/* The names are borrowed; entries without one (NULL) are left out of what is compared. PS_INVALID,
 * and a problem each, for what librdkafka would refuse: a pattern that is no POSIX extended regular
 * expression, and the same entry twice. The lanes are made nevertheless, of the others. */
enum ps_status ps_lanes_read(struct ps_lanes **lanes, const struct ps_config_topics *topics,
                             struct ps_problems *problems);

/* The same, all or nothing. */
enum ps_status ps_lanes_create(struct ps_lanes **lanes, const struct ps_config_topics *topics,
                               struct ps_error *error) PS_MUST_USE;
void ps_lanes_destroy(struct ps_lanes *lanes);
PS_DEFINE_DEFER(ps_lanes_destroy, struct ps_lanes)

size_t ps_lanes_count(const struct ps_lanes *lanes);
const int64_t *ps_lanes_weights(const struct ps_lanes *lanes); /* [ps_lanes_count] */
const char *ps_lanes_name(const struct ps_lanes *lanes, size_t lane);

/* The lane of a topic: the first entry that is its name, else the first whose pattern matches it;
 * the number of lanes where there is none. */
size_t ps_lanes_match(const struct ps_lanes *lanes, const char *topic);

/* The same for a topic that was subscribed to: the first lane where none seems to match. */
size_t ps_lanes_find(const struct ps_lanes *lanes, const char *topic);

#endif
