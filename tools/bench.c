/* `penstock bench`: options, and one measurement after another. */
#include "tools/bench.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/file.h"
#include "shared/transformer/cost.h"
#include "tools/bench_report.h"
#include "tools/command.h"
#include "worker/host.h"

#define TOOL                  "bench"
#define PROMPT_TOKENS_DEFAULT 128
#define TEXT_BYTES            ((size_t)1 << 20)
#define TEXT_FILE_BYTES_MAX   ((size_t)256 << 20)

static const char usage[] =
    "usage: penstock bench --model DIR [options]\n"
    "\n"
    "How fast a model runs on this machine: prompt and decode tokens per second at batch 1, 16 "
    "and\n"
    "64, texts per second of an encoder, megabytes per second of the tokenizer, each beside what "
    "the\n"
    "machine's arithmetic and memory allow (measured first). Prompts are random tokens.\n"
    "\n"
    "  -m, --model DIR          the checkpoint folder\n"
    "      --threads N          threads that compute (default: the processors allowed here)\n"
    "      --seconds N          of each measurement (default: 2)\n"
    "      --prompt-tokens N    of each prompt or text (default: 128, less where the model takes "
    "less)\n"
    "      --kv-bytes-max N     memory for keys and values (default: 1 GiB)\n"
    "      --text FILE          measure the tokenizer on this text too\n"
    "      --json               one JSON object instead of a table\n"
    "  -h, --help               this text\n"
    "\n"
    "Exit codes: 0 done, 2 wrong usage, 3 the model cannot be had.\n";

enum {
    OPTION_THREADS = 256,
    OPTION_SECONDS,
    OPTION_PROMPT_TOKENS,
    OPTION_KV,
    OPTION_TEXT,
    OPTION_JSON
};

static const struct option long_options[] = {
    {"model", required_argument, NULL, 'm'},
    {"threads", required_argument, NULL, OPTION_THREADS},
    {"seconds", required_argument, NULL, OPTION_SECONDS},
    {"prompt-tokens", required_argument, NULL, OPTION_PROMPT_TOKENS},
    {"kv-bytes-max", required_argument, NULL, OPTION_KV},
    {"text", required_argument, NULL, OPTION_TEXT},
    {"json", no_argument, NULL, OPTION_JSON},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

struct options {
    const char *model;
    const char *text; /* a file, or NULL */
    int64_t num_threads;
    int64_t seconds;
    int64_t prompt_tokens;
    int64_t kv_bytes_max;
    bool json;
    bool help;
};

static enum ps_status apply(struct options *options, int option, const char *value,
                            struct ps_error *error)
{
    switch (option) {
    case 'm':
        options->model = value;
        return PS_OK;
    case OPTION_THREADS:
        return ps_command_number("threads", value, 1, 1024, &options->num_threads, error);
    case OPTION_SECONDS:
        return ps_command_number("seconds", value, 1, 3600, &options->seconds, error);
    case OPTION_PROMPT_TOKENS:
        return ps_command_number("prompt-tokens", value, 1, INT32_MAX, &options->prompt_tokens,
                                 error);
    case OPTION_KV:
        return ps_command_number("kv-bytes-max", value, 1, INT64_MAX, &options->kv_bytes_max,
                                 error);
    case OPTION_TEXT:
        options->text = value;
        return PS_OK;
    case OPTION_JSON:
        options->json = true;
        return PS_OK;
    case 'h':
        options->help = true;
        return PS_OK;
    default:
        return ps_error_set(error, PS_INVALID, "see penstock bench --help");
    }
}

static enum ps_status parse(struct options *options, int argc, char **argv, struct ps_error *error)
{
    int option;
    optind = 1;
    while ((option = getopt_long(argc, argv, "m:h", long_options, NULL)) != -1)
        PS_TRY(apply(options, option, optarg, error));
    if (options->help)
        return PS_OK;
    if (optind < argc)
        return ps_error_set(error, PS_INVALID, "found \"%s\", expected options only", argv[optind]);
    if (!options->model)
        return ps_error_set(error, PS_INVALID, "--model is missing: which checkpoint folder?");
    return PS_OK;
}

/* --- what is measured --- */

struct bench {
    struct ps_model *model;
    struct ps_engine *engine;
    struct ps_pool *pool;
    struct ps_bench_params params;
    struct ps_bench_report report;
    bool shows_progress;
};

static void close_bench(struct bench *bench)
{
    ps_engine_destroy(bench->engine);
    ps_model_destroy(bench->model);
    ps_pool_destroy(bench->pool);
}

static void say(const struct bench *bench, const char *what)
{
    if (bench->shows_progress)
        fprintf(stderr, "\r\033[Kmeasuring: %s", what);
}

static enum ps_status open_bench(struct bench *bench, const struct options *options,
                                 struct ps_error *error)
{
    size_t num_threads = (size_t)options->num_threads;
    struct ps_host_limits host;
    struct ps_engine_config config = {.kv_bytes_max = (size_t)options->kv_bytes_max};
    bench->shows_progress = isatty(STDERR_FILENO);
    say(bench, "loading");
    ps_host_limits(&host);
    if (num_threads == 0)
        num_threads = host.num_cpus;
    bench->pool = ps_pool_create(num_threads);
    if (!bench->pool)
        return ps_error_no_memory(error, "threads");
    PS_TRY(ps_model_load(&bench->model, options->model, "auto", error));
    PS_TRY(ps_engine_create(&bench->engine, bench->model, &config, bench->pool, error));
    size_t context = ps_model_generates(bench->model) ? ps_engine_context(bench->engine)
                                                      : ps_model_context(bench->model);
    bench->params = (struct ps_bench_params){
        .model = bench->model,
        .engine = bench->engine,
        .duration_ms = options->seconds * 1000,
        .prompt_tokens = (size_t)options->prompt_tokens,
    };
    if (ps_model_generates(bench->model)) /* decoding needs room after the prompt */
        context = context > 1 ? context / 2 : 1;
    if (bench->params.prompt_tokens > context)
        bench->params.prompt_tokens = context;
    bench->report.path = options->model;
    bench->report.model = bench->model;
    bench->report.num_threads = num_threads;
    return PS_OK;
}

/* Units per second that the machine's memory and arithmetic allow: of a step of batch rows whose
 * weights are read once. */
static double limit_of(const struct bench *bench, const struct ps_bench_row *row)
{
    const struct ps_peak *peak = &bench->report.peak;
    const struct ps_transformer_config *config =
        ps_transformer_config(ps_model_transformer(bench->model));
    double flops_each = row->rate.flops_per_s / row->rate.per_s;
    double by_arithmetic = peak->flops_per_s / flops_each;
    if (row->kind != PS_BENCH_DECODE || peak->bytes_read_per_s <= 0)
        return by_arithmetic;
    double cached = (double)row->num_tokens * ps_cost_position_bytes(config);
    double step_bytes = ps_cost_step_bytes(config) + (double)row->batch * cached;
    double by_memory = (double)row->batch * peak->bytes_read_per_s / step_bytes;
    return by_memory < by_arithmetic ? by_memory : by_arithmetic;
}

/* Whether the keys and values of that many sequences are in memory at the same time. */
static bool fits(const struct bench *bench, size_t batch)
{
    struct ps_engine_stats stats;
    ps_engine_stats(bench->engine, &stats);
    size_t pages_each = bench->params.prompt_tokens / stats.page_size + 1;
    return batch * pages_each <= stats.pages_total;
}

typedef enum ps_status measure(const struct ps_bench_params *params, size_t batch,
                               struct ps_bench_rate *rate, struct ps_error *error);

static enum ps_status measure_batches(struct bench *bench, enum ps_bench_kind kind, measure *run,
                                      struct ps_error *error)
{
    static const size_t batches[PS_BENCH_BATCHES] = {1, 16, 64};
    static const char *const what[] = {"prompts", "decoding", "encoding"};
    for (size_t i = 0; i < PS_BENCH_BATCHES; i++) {
        struct ps_bench_row *row = &bench->report.rows[bench->report.num_rows++];
        *row = (struct ps_bench_row){
            .kind = kind, .batch = batches[i], .num_tokens = bench->params.prompt_tokens};
        if (kind == PS_BENCH_DECODE && !fits(bench, batches[i]))
            continue;
        say(bench, what[kind]);
        PS_TRY(run(&bench->params, batches[i], &row->rate, error));
        row->limit_per_s = limit_of(bench, row);
    }
    return PS_OK;
}

static enum ps_status measure_text(struct bench *bench, const char *name, const char *text,
                                   size_t size, struct ps_error *error)
{
    struct ps_bench_report *report = &bench->report;
    say(bench, "the tokenizer");
    report->text_names[report->num_texts] = name;
    return ps_bench_tokenize(&bench->params, text, size, &report->texts[report->num_texts++],
                             error);
}

static enum ps_status measure_tokenizer(struct bench *bench, const struct options *options,
                                        struct ps_error *error)
{
    for (size_t i = 0; i < PS_BENCH_TEXTS; i++) {
        PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
        if (ps_bench_text_fill(&ps_bench_texts[i], TEXT_BYTES, &text) != PS_OK)
            return ps_error_no_memory(error, "a text");
        PS_TRY(measure_text(bench, ps_bench_texts[i].name, text.data, text.size, error));
    }
    if (!options->text)
        return PS_OK;
    PS_DEFER(ps_buffer_close) struct ps_buffer file = {0};
    PS_TRY(ps_file_read(options->text, TEXT_FILE_BYTES_MAX, &file, error));
    return measure_text(bench, options->text, file.data, file.size, error);
}

static enum ps_status measure_all(struct bench *bench, const struct options *options,
                                  struct ps_error *error)
{
    say(bench, "the machine");
    ps_peak_measure(bench->pool, &bench->report.peak);
    PS_TRY(measure_tokenizer(bench, options, error));
    if (ps_model_generates(bench->model)) {
        PS_TRY(measure_batches(bench, PS_BENCH_PROMPT, ps_bench_prompt, error));
        PS_TRY(measure_batches(bench, PS_BENCH_DECODE, ps_bench_decode, error));
    } else {
        PS_TRY(measure_batches(bench, PS_BENCH_ENCODE, ps_bench_encode, error));
    }
    if (bench->shows_progress)
        fputs("\r\033[K", stderr);
    if (options->json)
        return ps_bench_report_json(&bench->report, stdout, error);
    ps_bench_report_text(&bench->report, stdout);
    return PS_OK;
}

int ps_bench_main(int argc, char **argv)
{
    struct options options = {
        .seconds = 2,
        .prompt_tokens = PROMPT_TOKENS_DEFAULT,
    };
    struct ps_error error = {0};
    enum ps_status status = parse(&options, argc, argv, &error);
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    if (options.help) {
        fputs(usage, stdout);
        return PS_EXIT_DONE;
    }
    PS_DEFER(close_bench) struct bench bench = {0};
    status = open_bench(&bench, &options, &error);
    if (status != PS_OK) {
        (void)ps_command_fail(TOOL, status, &error);
        return PS_EXIT_UNAVAILABLE;
    }
    status = measure_all(&bench, &options, &error);
    return status == PS_OK ? PS_EXIT_DONE : ps_command_fail(TOOL, status, &error);
}
