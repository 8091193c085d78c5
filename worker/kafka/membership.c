/* A counted reference to the group's metadata. */
#include "worker/kafka/membership.h"

#include <stdlib.h>

/* A member that has lost its place has an empty id, and a commit with an empty id is not fenced by
 * the broker. The id can't come back before this assignment has been answered, so a look at it
 * after the metadata was taken is enough. */
static bool is_member(rd_kafka_t *consumer)
{
    char *id = rd_kafka_memberid(consumer);
    bool member = id && id[0];
    rd_kafka_mem_free(consumer, id);
    return member;
}

struct ps_kafka_membership *ps_kafka_membership_create(rd_kafka_t *consumer)
{
    struct ps_kafka_membership *membership = calloc(1, sizeof *membership);
    if (!membership)
        return NULL;
    atomic_init(&membership->num_references, 1);
    membership->metadata = rd_kafka_consumer_group_metadata(consumer);
    if (membership->metadata && is_member(consumer))
        return membership;
    ps_kafka_membership_release(membership);
    return NULL;
}

struct ps_kafka_membership *ps_kafka_membership_retain(struct ps_kafka_membership *membership)
{
    if (membership)
        atomic_fetch_add(&membership->num_references, 1);
    return membership;
}

void ps_kafka_membership_release(struct ps_kafka_membership *membership)
{
    if (!membership || atomic_fetch_sub(&membership->num_references, 1) != 1)
        return;
    if (membership->metadata)
        rd_kafka_consumer_group_metadata_destroy(membership->metadata);
    free(membership);
}
