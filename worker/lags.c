/* Ends minus positions. */
#include "worker/lags.h"

#include <string.h>

#define INTERVAL_MS      5000
#define INTERVAL_NONE_MS 200 /* while no partition is held */
#define TIMEOUT_MS       1000

void ps_lags_init(struct ps_lags *lags)
{
    memset(lags, 0, sizeof *lags);
    pthread_mutex_init(&lags->mutex, NULL);
}

void ps_lags_close(struct ps_lags *lags)
{
    pthread_mutex_destroy(&lags->mutex);
}

/* The partitions of which nothing has been read yet begin where the group has committed, and else
 * where the topic begins. */
static void find_beginnings(struct ps_kafka_consumer *consumer,
                            struct ps_kafka_partition *positions, size_t count)
{
    struct ps_kafka_partition asked[PS_LAGS_MAX];
    size_t places[PS_LAGS_MAX];
    size_t num_asked = 0;
    for (size_t i = 0; i < count; i++) {
        if (positions[i].offset >= 0)
            continue;
        places[num_asked] = i;
        asked[num_asked++] = positions[i];
    }
    if (num_asked == 0)
        return;
    ps_kafka_consumer_committed(consumer, asked, num_asked, TIMEOUT_MS);
    for (size_t i = 0; i < num_asked; i++) {
        if (asked[i].offset == PS_KAFKA_NO_OFFSET)
            ps_kafka_consumer_bounds(consumer, PS_KAFKA_BEGINNING, &asked[i], 1, TIMEOUT_MS);
        positions[places[i]].offset = asked[i].offset;
    }
}

static size_t subtract(const struct ps_kafka_partition *positions,
                       const struct ps_kafka_partition *ends, size_t count, struct ps_lag *lags)
{
    size_t num_lags = 0;
    for (size_t i = 0; i < count; i++) {
        if (ends[i].offset < 0 || positions[i].offset < 0)
            continue;
        int64_t records = ends[i].offset - positions[i].offset;
        lags[num_lags++] = (struct ps_lag){.topic = ends[i].topic,
                                           .partition = ends[i].partition,
                                           .records = records > 0 ? records : 0};
    }
    return num_lags;
}

void ps_lags_refresh(struct ps_lags *lags, struct ps_flight *flight,
                     struct ps_kafka_consumer *consumer, int64_t now_ms)
{
    struct ps_kafka_partition positions[PS_LAGS_MAX];
    struct ps_kafka_partition ends[PS_LAGS_MAX];
    if (now_ms < lags->next_ms)
        return;
    size_t count = ps_flight_positions(flight, positions, PS_LAGS_MAX);
    lags->next_ms = now_ms + (count > 0 ? INTERVAL_MS : INTERVAL_NONE_MS);
    memcpy(ends, positions, count * sizeof *ends);
    ps_kafka_consumer_bounds(consumer, PS_KAFKA_END, ends, count, TIMEOUT_MS);
    if (ps_kafka_consumer_is_connected(consumer))
        find_beginnings(consumer, positions, count);
    pthread_mutex_lock(&lags->mutex);
    lags->count = subtract(positions, ends, count, lags->items);
    pthread_mutex_unlock(&lags->mutex);
}

size_t ps_lags_copy(struct ps_lags *lags, struct ps_lag copy[PS_LAGS_MAX])
{
    pthread_mutex_lock(&lags->mutex);
    size_t count = lags->count;
    memcpy(copy, lags->items, count * sizeof *copy);
    pthread_mutex_unlock(&lags->mutex);
    return count;
}
