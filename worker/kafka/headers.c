/* The headers of a record to be produced, in librdkafka's form. */
#include "worker/kafka/headers.h"

#include <sys/types.h>

rd_kafka_headers_t *ps_kafka_headers_create(const struct ps_header *headers, size_t num_headers)
{
    rd_kafka_headers_t *list = rd_kafka_headers_new(num_headers);
    for (size_t i = 0; list && i < num_headers; i++) {
        if (rd_kafka_header_add(list, headers[i].name, -1, headers[i].value,
                                (ssize_t)headers[i].size) != RD_KAFKA_RESP_ERR_NO_ERROR) {
            rd_kafka_headers_destroy(list);
            return NULL;
        }
    }
    return list;
}
