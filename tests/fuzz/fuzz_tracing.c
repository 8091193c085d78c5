/* What others tell the worker's tracing and metrics; the first byte chooses: a traceparent, an
 * endpoint's address, its headers, a collector's answer, a report of librdkafka's. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "worker/kafka/statistics.h"
#include "worker/tracing/context.h"
#include "worker/tracing/endpoint.h"
#include "worker/tracing/otlp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was read is written as something that reads the same. */
static void read_context(const char *text, size_t size)
{
    struct ps_trace_context context;
    struct ps_trace_context again;
    char written[PS_TRACEPARENT_SIZE];
    if (!ps_trace_context_parse(&context, text, size))
        return;
    ps_trace_context_format(&context, written);
    if (strlen(written) != PS_TRACEPARENT_SIZE - 1 ||
        !ps_trace_context_parse(&again, written, strlen(written)) ||
        memcmp(context.trace_id, again.trace_id, PS_TRACE_ID_SIZE) != 0 ||
        memcmp(context.span_id, again.span_id, PS_SPAN_ID_SIZE) != 0)
        abort();
}

/* No setting, however wrong, makes a request that is two. */
static void read_endpoint(const char *url, const char *headers)
{
    PS_DEFER(ps_tracing_endpoint_close) struct ps_tracing_endpoint endpoint = {0};
    struct ps_error error = {0};
    enum ps_status status = ps_tracing_endpoint_parse(&endpoint, url, headers, &error);
    if (status == PS_OK && url[0] && strpbrk(endpoint.url, "\r\n \t"))
        abort();
    if (status != PS_OK && (!error.param[0] || !error.message[0]))
        abort();
    for (size_t i = 0; i < endpoint.num_headers; i++) {
        if (strpbrk(endpoint.headers[i], "\r\n") || !strstr(endpoint.headers[i], ": "))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ps_kafka_statistics statistics = {0};
    if (size == 0)
        return 0;
    PS_DEFER(ps_freep) char *text = malloc(size);
    if (!text)
        return 0;
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    switch (data[0] % 5) {
    case 0:
        read_context(text, size - 1);
        break;
    case 1:
        read_endpoint(text, "a=b");
        break;
    case 2:
        read_endpoint("http://h", text);
        break;
    case 3:
        (void)ps_otlp_num_rejected(text, size - 1);
        break;
    default:
        ps_kafka_statistics_read(&statistics, text, size - 1);
    }
    return 0;
}
