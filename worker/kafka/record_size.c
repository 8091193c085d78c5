/* How large records may be. */
#include "worker/kafka/record_size.h"

#define OVERHEAD_MAX     65536      /* key, headers and batch around a value */
#define RECORD_BYTES_MAX 1000000000 /* what librdkafka takes at most */

static size_t around(int64_t value_bytes_max)
{
    int64_t bytes_max = value_bytes_max + OVERHEAD_MAX;
    return bytes_max < RECORD_BYTES_MAX ? (size_t)bytes_max : RECORD_BYTES_MAX;
}

size_t ps_kafka_job_record_max(const struct ps_config *config)
{
    return around(config->worker.job_bytes_max);
}

size_t ps_kafka_result_record_max(const struct ps_config *config)
{
    return around(2 * config->worker.job_bytes_max);
}

size_t ps_kafka_dead_letter_record_max(const struct ps_config *config)
{
    return around(config->worker.job_bytes_max + OVERHEAD_MAX);
}
