/* An offset for each partition of a topic. */
#include "worker/kafka/positions.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/checked.h"
#include "shared/base/defer.h"
#include "worker/kafka/connection.h"

void ps_kafka_positions_close(struct ps_kafka_positions *positions)
{
    free(positions->offsets);
    *positions = (struct ps_kafka_positions){0};
}

int64_t ps_kafka_positions_get(const struct ps_kafka_positions *positions, size_t partition)
{
    return partition < positions->count ? positions->offsets[partition] : 0;
}

enum ps_status ps_kafka_positions_raise(struct ps_kafka_positions *positions, size_t partition,
                                        int64_t offset)
{
    if (partition >= positions->count) {
        size_t size = 0;
        if (!ps_checked_multiply(partition + 1, sizeof *positions->offsets, &size))
            return PS_NO_MEMORY;
        int64_t *offsets = realloc(positions->offsets, size);
        if (!offsets)
            return PS_NO_MEMORY;
        memset(offsets + positions->count, 0, size - positions->count * sizeof *offsets);
        positions->offsets = offsets;
        positions->count = partition + 1;
    }
    if (positions->offsets[partition] < offset)
        positions->offsets[partition] = offset;
    return PS_OK;
}

static enum ps_status find_ends(struct ps_kafka_positions *positions,
                                struct ps_kafka_connection *connection, const char *topic,
                                struct ps_error *error)
{
    int num_partitions = 0;
    PS_TRY(ps_kafka_connection_num_partitions(connection, topic, &num_partitions, error));
    for (int32_t i = 0; i < num_partitions; i++) {
        int64_t low = 0, high = 0;
        PS_TRY(ps_kafka_connection_watermarks(connection, topic, i, &low, &high, error));
        if (ps_kafka_positions_raise(positions, (size_t)i, high) != PS_OK)
            return ps_error_no_memory(error, "the topic's ends");
    }
    return PS_OK;
}

enum ps_status ps_kafka_positions_find_ends(struct ps_kafka_positions *positions,
                                            const struct ps_config *config, const char *topic,
                                            struct ps_error *error)
{
    PS_DEFER(ps_kafka_connection_close) struct ps_kafka_connection connection = {0};
    /* To a reader of what is committed, a partition ends before the first open transaction. */
    const struct ps_kafka_property owned[] = {{"isolation.level", "read_uncommitted"},
                                              {"group.id", NULL}};
    const struct ps_kafka_connection_config connection_config = {
        .type = RD_KAFKA_CONSUMER,
        .config = config,
        .owned = owned,
        .num_owned = sizeof owned / sizeof *owned,
    };
    PS_TRY(ps_kafka_connection_open(&connection, &connection_config, error));
    return find_ends(positions, &connection, topic, error);
}
