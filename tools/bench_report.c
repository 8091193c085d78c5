/* A table for people, an object for programs. */
#include "tools/bench_report.h"

#include <jansson.h>

#include "shared/kernel/table.h"

static const char *const kind_names[] = {
    [PS_BENCH_PROMPT] = "prompt",
    [PS_BENCH_DECODE] = "decode",
    [PS_BENCH_ENCODE] = "encode",
};

static const char *unit_of(enum ps_bench_kind kind)
{
    return kind == PS_BENCH_ENCODE ? "texts/s" : "tokens/s";
}

/* 1234567 as "1.23 M". */
static void show_count(double count, char *out, size_t capacity)
{
    static const char *const units[] = {"", " k", " M", " G", " T"};
    size_t unit = 0;
    while (count >= 1000 && unit + 1 < sizeof units / sizeof units[0]) {
        count /= 1000;
        unit++;
    }
    (void)snprintf(out, capacity, "%.*f%s", unit == 0 || count >= 100 ? 0 : 2, count, units[unit]);
}

static void show_head(const struct ps_bench_report *report, FILE *out)
{
    char parameters[32];
    show_count((double)ps_model_num_parameters(report->model), parameters, sizeof parameters);
    fprintf(out, "%s: %s, %s parameters, f32\n", report->path, ps_model_family(report->model),
            parameters);
    fprintf(out, "%zu thread%s, kernels %s\n", report->num_threads,
            report->num_threads == 1 ? "" : "s", ps_kernels()->isa);
    fprintf(out,
            "this machine: %.1f GFLOP/s at most (%s multiply-adds, measured), reads %.1f GB/s\n\n",
            report->peak.flops_per_s / 1e9, report->peak.isa, report->peak.bytes_read_per_s / 1e9);
}

static void show_row(const struct ps_bench_report *report, const struct ps_bench_row *row,
                     FILE *out)
{
    fprintf(out, "%-8s %5zu %7zu", kind_names[row->kind], row->batch, row->num_tokens);
    if (row->rate.per_s <= 0) {
        fprintf(out, "   does not fit the memory for keys and values; see --kv-bytes-max\n");
        return;
    }
    fprintf(out, " %12.1f %-8s %8.1f %6.1f %% %6.1f %%\n", row->rate.per_s, unit_of(row->kind),
            row->rate.flops_per_s / 1e9, 100 * row->rate.flops_per_s / report->peak.flops_per_s,
            100 * row->rate.per_s / row->limit_per_s);
}

void ps_bench_report_text(const struct ps_bench_report *report, FILE *out)
{
    show_head(report, out);
    for (size_t i = 0; i < report->num_texts; i++)
        fprintf(out, "tokenizer, %-8s %8.2f MB/s on one thread\n", report->text_names[i],
                report->texts[i].per_s / 1e6);
    fprintf(out, "\n%-8s %5s %7s %12s %-8s %8s %8s %8s\n", "", "batch", "tokens", "", "", "GFLOP/s",
            "of peak", "of limit");
    for (size_t i = 0; i < report->num_rows; i++)
        show_row(report, &report->rows[i], out);
    fprintf(out, "\nof peak: of the multiply-adds this machine can do; of limit: of what its "
                 "memory and its\nmultiply-adds together allow with f32 weights. Medians.\n");
}

static json_t *pack_text(const char *name, const struct ps_bench_rate *rate)
{
    return json_pack("{s:s, s:f}", "text", name, "bytes_per_s", rate->per_s);
}

static json_t *pack_row(const struct ps_bench_report *report, const struct ps_bench_row *row)
{
    if (row->rate.per_s <= 0)
        return json_pack("{s:s, s:I, s:I, s:n}", "what", kind_names[row->kind], "batch",
                         (json_int_t)row->batch, "tokens", (json_int_t)row->num_tokens, "per_s");
    return json_pack("{s:s, s:I, s:I, s:f, s:s, s:f, s:f, s:f}", "what", kind_names[row->kind],
                     "batch", (json_int_t)row->batch, "tokens", (json_int_t)row->num_tokens,
                     "per_s", row->rate.per_s, "unit", unit_of(row->kind), "flops_per_s",
                     row->rate.flops_per_s, "share_of_peak",
                     row->rate.flops_per_s / report->peak.flops_per_s, "share_of_limit",
                     row->rate.per_s / row->limit_per_s);
}

static json_t *pack_head(const struct ps_bench_report *report)
{
    return json_pack("{s:{s:s, s:s, s:I, s:s}, s:{s:I, s:s, s:s, s:f, s:f}, s:[], s:[]}", "model",
                     "path", report->path, "family", ps_model_family(report->model), "parameters",
                     (json_int_t)ps_model_num_parameters(report->model), "dtype", "f32", "machine",
                     "threads", (json_int_t)report->num_threads, "kernels", ps_kernels()->isa,
                     "peak_isa", report->peak.isa, "peak_flops_per_s", report->peak.flops_per_s,
                     "read_bytes_per_s", report->peak.bytes_read_per_s, "tokenizer", "engine");
}

enum ps_status ps_bench_report_json(const struct ps_bench_report *report, FILE *out,
                                    struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *root = pack_head(report);
    json_t *texts = json_object_get(root, "tokenizer");
    json_t *rows = json_object_get(root, "engine");
    bool complete = root;
    for (size_t i = 0; complete && i < report->num_texts; i++)
        complete =
            json_array_append_new(texts, pack_text(report->text_names[i], &report->texts[i])) == 0;
    for (size_t i = 0; complete && i < report->num_rows; i++)
        complete = json_array_append_new(rows, pack_row(report, &report->rows[i])) == 0;
    if (!complete || json_dumpf(root, out, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) != 0)
        return ps_error_no_memory(error, "a report");
    fputc('\n', out);
    return PS_OK;
}
