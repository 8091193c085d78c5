/* What `penstock estimate` says of a batch file. */
#ifndef PENSTOCK_TOOLS_ESTIMATE_REPORT_H
#define PENSTOCK_TOOLS_ESTIMATE_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct ps_estimate_report {
    const char *file;
    uint64_t num_jobs;
    uint64_t num_refused;      /* answered with a 4xx, without an engine */
    uint64_t prompt_tokens;    /* of prompts and texts: counted */
    uint64_t generated_tokens; /* expected */
    uint64_t generated_max;    /* if every answer used its max_tokens */
    bool generates;            /* some job does */
    size_t num_threads;        /* that were measured */
    size_t num_cores;          /* that the time is for */
    double seconds;
    double measured_seconds;
    uint64_t memory_bytes; /* of the process at its peak */
    uint64_t weight_bytes; /* of that */
    uint64_t kv_bytes;     /* of that */
};

void ps_estimate_report_text(const struct ps_estimate_report *report, FILE *out);

/* One JSON object with a newline. False where memory can't be had. */
bool ps_estimate_report_json(const struct ps_estimate_report *report, FILE *out);

#endif
