/* The W3C's trace context, as a traceparent header carries it between programs. */
#ifndef PENSTOCK_WORKER_TRACING_CONTEXT_H
#define PENSTOCK_WORKER_TRACING_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PS_TRACE_ID_SIZE    16
#define PS_SPAN_ID_SIZE     8
#define PS_TRACEPARENT_SIZE 56 /* with the NUL */
#define PS_TRACE_SAMPLED    0x01

struct ps_trace_context {
    uint8_t trace_id[PS_TRACE_ID_SIZE]; /* not all 0, as span_id */
    uint8_t span_id[PS_SPAN_ID_SIZE];
    uint8_t flags;
};

/* False for what isn't one of version 00, or of a later version that begins as one. */
bool ps_trace_context_parse(struct ps_trace_context *context, const void *text, size_t size);

/* As version 00, with the flags that it knows. */
void ps_trace_context_format(const struct ps_trace_context *context,
                             char text[PS_TRACEPARENT_SIZE]);

/* size bytes as 2 size lower-case digits and a NUL. */
void ps_trace_hex(const uint8_t *bytes, size_t size, char *text);

#endif
