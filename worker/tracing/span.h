/* A job's span: its place in a trace and the times at which it came along, and what is told of it
 * once it is answered. */
#ifndef PENSTOCK_WORKER_TRACING_SPAN_H
#define PENSTOCK_WORKER_TRACING_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "worker/tracing/context.h"

/* In the order in which a job passes them. */
enum ps_trace_mark {
    PS_MARK_RECEIVED,
    PS_MARK_TOKENIZE, /* tokenizing begins */
    PS_MARK_TOKENIZED,
    PS_MARK_RUN, /* the engine has it */
    PS_MARK_FINISHED,
    PS_MARK_COMMIT, /* the transaction with its result begins */
    PS_MARK_COMMITTED,
    PS_NUM_MARKS
};

/* Travels with the job. All zero: the job isn't traced. */
struct ps_trace {
    bool is_on;
    bool is_continued; /* of the trace that its record names, else of one of its own */
    struct ps_trace_context context;    /* span_id is the job's span here */
    uint8_t parent_id[PS_SPAN_ID_SIZE]; /* where is_continued */
    int64_t received_unix_us;
    int64_t marks_us[PS_NUM_MARKS]; /* monotonic; 0: not passed */
};

/* Now. Does nothing for a job that isn't traced. */
void ps_trace_mark(struct ps_trace *trace, enum ps_trace_mark mark);

#define PS_SPAN_TOPIC_SIZE   250 /* Kafka's longest name and the NUL, here and below */
#define PS_SPAN_ID_TEXT_SIZE 513
#define PS_SPAN_STATE_SIZE   513
#define PS_SPAN_MESSAGE_SIZE 256
#define PS_SPAN_ERROR_SIZE   64

/* What is told: copies, since the job is gone by then. Strings are UTF-8. */
struct ps_trace_span {
    struct ps_trace trace;
    char trace_state[PS_SPAN_STATE_SIZE];
    char topic[PS_SPAN_TOPIC_SIZE];
    int32_t partition;
    int64_t offset;
    int64_t queue_ms; /* from the record's timestamp until it was received; negative: unknown */
    char custom_id[PS_SPAN_ID_TEXT_SIZE];
    const char *url;     /* a task's, static; NULL: none that is known */
    const char *model;   /* the configuration's; NULL: none that is served */
    const char *outcome; /* static */
    bool from_cache;
    int64_t input_tokens; /* -1: unknown, as below */
    int64_t output_tokens;
    bool is_error;
    char error_type[PS_SPAN_ERROR_SIZE];
    char error_message[PS_SPAN_MESSAGE_SIZE];
};

/* A part of the job's way, between two marks. */
struct ps_span_part {
    const char *name;
    enum ps_trace_mark begin;
    enum ps_trace_mark end;
};

#define PS_SPAN_PARTS_MAX 4

/* The parts that the job has gone through, in their order; how many. */
size_t ps_span_parts(const struct ps_trace *trace, struct ps_span_part parts[PS_SPAN_PARTS_MAX]);

#endif
