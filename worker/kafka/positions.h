/* An offset for each partition of a topic. */
#ifndef PENSTOCK_WORKER_KAFKA_POSITIONS_H
#define PENSTOCK_WORKER_KAFKA_POSITIONS_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "worker/config.h"

/* Zero-initialise. */
struct ps_kafka_positions {
    int64_t *offsets; /* [count], owned, by the partition's number */
    size_t count;
};

void ps_kafka_positions_close(struct ps_kafka_positions *positions);

/* The partition's offset; 0, where every partition begins, for one that has none. */
int64_t ps_kafka_positions_get(const struct ps_kafka_positions *positions, size_t partition);

/* Makes it at least offset. PS_NO_MEMORY. */
enum ps_status ps_kafka_positions_raise(struct ps_kafka_positions *positions, size_t partition,
                                        int64_t offset) PS_MUST_USE;

/* Fills empty positions with the topic's ends: behind every record that is there, those of open
 * transactions too. PS_INVALID, PS_UNAVAILABLE, PS_NOT_FOUND, PS_NO_MEMORY. */
enum ps_status ps_kafka_positions_find_ends(struct ps_kafka_positions *positions,
                                            const struct ps_config *config, const char *topic,
                                            struct ps_error *error) PS_MUST_USE;

#endif
