/* Where traces go: tracing.endpoint and tracing.headers, taken apart and checked. */
#ifndef PENSTOCK_WORKER_TRACING_ENDPOINT_H
#define PENSTOCK_WORKER_TRACING_ENDPOINT_H

#include <stddef.h>

#include "shared/base/status.h"

#define PS_TRACING_HEADERS_MAX 32

/* Zero-initialise, and close, also after an error. */
struct ps_tracing_endpoint {
    char *url;                             /* owned; NULL: no traces */
    char *headers[PS_TRACING_HEADERS_MAX]; /* [num_headers] "name: value", owned */
    size_t num_headers;
};

/* url: http:// or https://, a host, a port and a path or none, which means OTLP's own, /v1/traces;
 * "" gives an endpoint without url. headers: name=value, separated by commas, the values
 * percent-encoded, as OTEL_EXPORTER_OTLP_HEADERS has them. PS_INVALID names the setting;
 * PS_NO_MEMORY. */
enum ps_status ps_tracing_endpoint_parse(struct ps_tracing_endpoint *endpoint, const char *url,
                                         const char *headers, struct ps_error *error) PS_MUST_USE;
void ps_tracing_endpoint_close(struct ps_tracing_endpoint *endpoint);

#endif
