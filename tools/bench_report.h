/* What `penstock bench` found, and how it is shown. */
#ifndef PENSTOCK_TOOLS_BENCH_REPORT_H
#define PENSTOCK_TOOLS_BENCH_REPORT_H

#include <stdio.h>

#include "shared/kernel/peak.h"
#include "tools/bench_run.h"
#include "tools/bench_text.h"

#define PS_BENCH_BATCHES 3

enum ps_bench_kind { PS_BENCH_PROMPT, PS_BENCH_DECODE, PS_BENCH_ENCODE };

/* One measurement of a batch. */
struct ps_bench_row {
    enum ps_bench_kind kind;
    size_t batch;
    size_t num_tokens; /* of each prompt or text */
    struct ps_bench_rate rate;
    double limit_per_s; /* what memory and arithmetic of this machine allow in f32 */
};

struct ps_bench_report {
    const char *path;
    const struct ps_model *model;
    size_t num_threads;
    struct ps_peak peak;
    const char *text_names[PS_BENCH_TEXTS + 1]; /* [num_texts]; the last may be the user's own */
    struct ps_bench_rate texts[PS_BENCH_TEXTS + 1];
    size_t num_texts;
    struct ps_bench_row rows[2 * PS_BENCH_BATCHES]; /* [num_rows] */
    size_t num_rows;
};

void ps_bench_report_text(const struct ps_bench_report *report, FILE *out);

/* One JSON object with a newline. PS_NO_MEMORY. */
enum ps_status ps_bench_report_json(const struct ps_bench_report *report, FILE *out,
                                    struct ps_error *error) PS_MUST_USE;

#endif
