/* A record that was consumed. */
#include "worker/kafka/message.h"

#include <librdkafka/rdkafka.h>
#include <stdlib.h>

void ps_kafka_message_release(void *handle)
{
    if (handle)
        rd_kafka_message_destroy(handle);
}

enum ps_status ps_kafka_message_headers(void *handle, struct ps_header **headers,
                                        size_t *num_headers)
{
    rd_kafka_headers_t *list = NULL;
    *headers = NULL;
    *num_headers = 0;
    if (rd_kafka_message_headers(handle, &list) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return PS_OK; /* it has none */
    size_t count = rd_kafka_header_cnt(list);
    struct ps_header *made = calloc(count + 1, sizeof *made);
    if (!made)
        return PS_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        (void)rd_kafka_header_get_all(list, i, &made[i].name, &made[i].value, &made[i].size);
    *headers = made;
    *num_headers = count;
    return PS_OK;
}
