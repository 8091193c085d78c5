/* A report of librdkafka's, added up over brokers and partitions. */
#include "worker/kafka/statistics.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "shared/base/defer.h"

struct sums {
    uint64_t round_trip_us;
    uint64_t requests;
    uint64_t records;
    uint64_t timeouts;
    uint64_t brokers_up;
};

static uint64_t number(const json_t *object, const char *name)
{
    json_int_t value = json_integer_value(json_object_get(object, name));
    return value > 0 ? (uint64_t)value : 0;
}

static void add_broker(struct sums *sums, const json_t *broker)
{
    const json_t *round_trips = json_object_get(broker, "rtt");
    const char *state = json_string_value(json_object_get(broker, "state"));
    const char *source = json_string_value(json_object_get(broker, "source"));
    uint64_t round_trip_us = number(round_trips, "cnt") > 0 ? number(round_trips, "avg") : 0;
    if (round_trip_us > sums->round_trip_us)
        sums->round_trip_us = round_trip_us;
    sums->requests += number(broker, "outbuf_cnt") + number(broker, "waitresp_cnt");
    sums->timeouts += number(broker, "req_timeouts");
    /* Beside the brokers of the cluster the report has the names configured and the coordinators,
     * which are brokers once more. */
    bool is_learned = source && strcmp(source, "learned") == 0;
    sums->brokers_up += is_learned && state && strcmp(state, "UP") == 0;
}

static void add_topic(struct sums *sums, json_t *topic)
{
    const char *name;
    json_t *partition;
    json_object_foreach(json_object_get(topic, "partitions"), name, partition)
    {
        sums->records += number(partition, "fetchq_cnt");
    }
}

void ps_kafka_statistics_read(struct ps_kafka_statistics *statistics, const char *json, size_t size)
{
    PS_DEFER(json_decrefp) json_t *root = json_loadb(json, size, 0, NULL);
    struct sums sums = {.records = number(root, "msg_cnt")};
    const char *name;
    json_t *item;
    if (!json_is_object(root))
        return;
    json_object_foreach(json_object_get(root, "brokers"), name, item)
    {
        add_broker(&sums, item);
    }
    json_object_foreach(json_object_get(root, "topics"), name, item)
    {
        add_topic(&sums, item);
    }
    atomic_store(&statistics->round_trip_us, sums.round_trip_us);
    atomic_store(&statistics->requests, sums.requests);
    atomic_store(&statistics->records, sums.records);
    atomic_store(&statistics->timeouts, sums.timeouts);
    atomic_store(&statistics->brokers_up, sums.brokers_up);
    atomic_store(&statistics->is_known, true);
}
