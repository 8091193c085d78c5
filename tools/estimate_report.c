/* The report, for people and for programs. */
#include "tools/estimate_report.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#define MIB        (1024.0 * 1024.0)
#define MINUTE_S   60
#define HOUR_S     3600
#define NUMBER_MAX 32

/* 1234567 as 1,234,567. */
static const char *grouped(uint64_t number, char text[NUMBER_MAX])
{
    char digits[NUMBER_MAX];
    int size = snprintf(digits, sizeof digits, "%" PRIu64, number);
    char *at = text;
    for (int i = 0; i < size; i++) {
        if (i > 0 && (size - i) % 3 == 0)
            *at++ = ',';
        *at++ = digits[i];
    }
    *at = '\0';
    return text;
}

static void print_duration(double seconds, FILE *out)
{
    uint64_t whole = (uint64_t)(seconds + 0.5);
    if (seconds < MINUTE_S)
        fprintf(out, "%.1f s", seconds);
    else if (seconds < HOUR_S)
        fprintf(out, "%" PRIu64 " min %02" PRIu64 " s", whole / MINUTE_S, whole % MINUTE_S);
    else
        fprintf(out, "%" PRIu64 " h %02" PRIu64 " min", whole / HOUR_S, whole % HOUR_S / MINUTE_S);
}

static void print_tokens(const struct ps_estimate_report *report, FILE *out)
{
    char number[NUMBER_MAX];
    fprintf(out, "tokens    %s of prompts and texts", grouped(report->prompt_tokens, number));
    if (report->generates) {
        fprintf(out, ", about %s generated", grouped(report->generated_tokens, number));
        fprintf(out, " (%s at most)", grouped(report->generated_max, number));
    }
    fputc('\n', out);
}

void ps_estimate_report_text(const struct ps_estimate_report *report, FILE *out)
{
    char number[NUMBER_MAX];
    fprintf(out, "%s: %s job%s", report->file, grouped(report->num_jobs, number),
            report->num_jobs == 1 ? "" : "s");
    if (report->num_refused > 0)
        fprintf(out, ", %s of them refused (penstock run says why)",
                grouped(report->num_refused, number));
    fputc('\n', out);
    print_tokens(report, out);
    fputs("time      about ", out);
    print_duration(report->seconds, out);
    fprintf(out, " on %zu core%s; measured for %.1f s with %zu thread%s\n", report->num_cores,
            report->num_cores == 1 ? "" : "s", report->measured_seconds, report->num_threads,
            report->num_threads == 1 ? "" : "s");
    fprintf(out, "memory    about %.0f MiB (weights %.0f, keys and values %.0f)\n",
            (double)report->memory_bytes / MIB, (double)report->weight_bytes / MIB,
            (double)report->kv_bytes / MIB);
}

bool ps_estimate_report_json(const struct ps_estimate_report *report, FILE *out)
{
    json_t *object = json_pack(
        "{s:s, s:I, s:I, s:I, s:I, s:I, s:f, s:I, s:I, s:f, s:I, s:I, s:I}", "file", report->file,
        "jobs", (json_int_t)report->num_jobs, "refused", (json_int_t)report->num_refused,
        "prompt_tokens", (json_int_t)report->prompt_tokens, "completion_tokens",
        (json_int_t)report->generated_tokens, "completion_tokens_max",
        (json_int_t)report->generated_max, "seconds", report->seconds, "cores",
        (json_int_t)report->num_cores, "measured_threads", (json_int_t)report->num_threads,
        "measured_seconds", report->measured_seconds, "memory_bytes",
        (json_int_t)report->memory_bytes, "weight_bytes", (json_int_t)report->weight_bytes,
        "kv_bytes", (json_int_t)report->kv_bytes);
    char *text = object ? json_dumps(object, JSON_COMPACT) : NULL;
    json_decref(object);
    if (text)
        fprintf(out, "%s\n", text);
    free(text);
    return text != NULL;
}
