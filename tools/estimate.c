/* Read the file, run a sample of it, then run all of it in a simulation whose steps cost what the
 * sample's did. */
#include "tools/estimate.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/transformer/cost.h"
#include "tools/calibration.h"
#include "tools/command.h"
#include "tools/engine_options.h"
#include "tools/estimate_report.h"
#include "tools/progress.h"

#define TOOL            "estimate"
#define SECONDS_DEFAULT 10
#define JOBS_UNDER_WAY  1024 /* as many as penstock run has */
#define LINE_BYTES_MAX  ((size_t)64 << 20)
#define PLACE_STEP      0.6180339887498949 /* its multiples, modulo 1, lie evenly */

static const char usage[] =
    "usage: penstock estimate FILE --model [NAME=]DIR [--model ...] [options]\n"
    "\n"
    "How many tokens a batch file has and will generate, and how long and how much memory\n"
    "`penstock run` takes for it on this machine: every line is tokenized, a sample of the jobs "
    "is\n"
    "run and measured, and the whole is simulated with what the sample's steps took.\n"
    "\n"
    "      --seconds N          to measure each model for (default: 10); more is more exact\n"
    "      --cores N            the time on so many cores like these: measured with one thread "
    "and\n"
    "                           with all, and carried on from there\n" PS_ENGINE_USAGE
    "      --json               one JSON object instead of text\n"
    "  -q, --quiet              no progress\n"
    "  -h, --help               this text\n"
    "\n"
    "Exit codes: 0 done, 2 wrong usage or input, 3 a model cannot be had.\n";

enum { OPTION_SECONDS = 256, OPTION_CORES, OPTION_JSON };

static const struct option long_options[] = {
    {"seconds", required_argument, NULL, OPTION_SECONDS},
    {"cores", required_argument, NULL, OPTION_CORES},
    {"json", no_argument, NULL, OPTION_JSON},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    PS_ENGINE_LONG_OPTIONS,
    {NULL, 0, NULL, 0},
};

struct estimate_options {
    struct ps_engine_options engine;
    const char *file;
    int64_t seconds;
    int64_t num_cores; /* 0: as many as threads */
    bool json;
    bool quiet;
    bool help;
};

static enum ps_status apply(struct estimate_options *options, int option, const char *value,
                            struct ps_error *error)
{
    switch (option) {
    case OPTION_SECONDS:
        return ps_command_number("seconds", value, 1, 3600, &options->seconds, error);
    case OPTION_CORES:
        return ps_command_number("cores", value, 1, 100000, &options->num_cores, error);
    case OPTION_JSON:
        options->json = true;
        return PS_OK;
    case 'q':
        options->quiet = true;
        return PS_OK;
    case 'h':
        options->help = true;
        return PS_OK;
    default:
        return ps_engine_options_apply(&options->engine, option, value, TOOL, error);
    }
}

static enum ps_status parse(struct estimate_options *options, int argc, char **argv,
                            struct ps_error *error)
{
    *options = (struct estimate_options){.seconds = SECONDS_DEFAULT};
    ps_engine_options_init(&options->engine);
    optind = 1;
    int option;
    while ((option = getopt_long(argc, argv, "m:qh", long_options, NULL)) != -1)
        PS_TRY(apply(options, option, optarg, error));
    if (options->help)
        return PS_OK;
    if (optind + 1 != argc)
        return ps_error_set(error, PS_INVALID,
                            optind == argc ? "FILE is missing: which batch file?"
                                           : "unexpected argument \"%s\"; see penstock estimate "
                                             "--help",
                            argv[argc - 1]);
    options->file = argv[optind];
    if (options->num_cores > 0 && (size_t)options->num_cores != options->engine.engine.threads &&
        options->engine.engine.threads < 2)
        return ps_error_set(error, PS_INVALID,
                            "--cores: what more cores give can't be measured with one thread; "
                            "found --threads %zu, expected 2 or more",
                            options->engine.engine.threads);
    return ps_engine_options_check(&options->engine, error);
}

/* --- reading --- */

static struct ps_runner *create_runner(const struct estimate_options *options,
                                       const struct ps_models *models)
{
    const struct ps_runner_config config = {
        .served = ps_models_served(models),
        .num_served = ps_models_count(models),
        .limits = {.job_bytes_max = options->engine.job_bytes_max}};
    return ps_runner_create(&config);
}

static enum ps_status read_batch(const struct estimate_options *options,
                                 const struct ps_models *models, struct ps_runner *runner,
                                 struct ps_estimate_batch *batch, struct ps_error *error)
{
    PS_DEFER(ps_batch_input_close) struct ps_batch_input input = {0};
    enum ps_progress_mode mode = options->quiet ? PS_PROGRESS_SILENT : ps_progress_mode_of(stderr);
    struct ps_progress progress = {0};
    struct ps_progress_counts counts = {.total = ps_batch_input_count(options->file)};
    bool more = true;
    size_t line_max = options->engine.job_bytes_max > LINE_BYTES_MAX
                          ? options->engine.job_bytes_max + 1
                          : LINE_BYTES_MAX;
    PS_TRY(ps_batch_input_open(&input, options->file, line_max, error));
    ps_progress_start(&progress, stderr, mode, "reading", "jobs");
    PS_TRY(ps_batch_input_next(&input, &more, error));
    while (more && !ps_command_interrupted()) {
        PS_TRY(ps_estimate_batch_add(batch, runner, models, &input, error));
        counts.done++;
        ps_progress_update(&progress, &counts);
        PS_TRY(ps_batch_input_next(&input, &more, error));
    }
    ps_progress_hide(&progress);
    if (more)
        return ps_error_set(error, PS_CLOSED, "interrupted");
    return PS_OK;
}

/* --- measuring --- */

static void say(const struct estimate_options *options, const struct ps_served *served,
                size_t num_threads)
{
    if (!options->quiet && ps_progress_mode_of(stderr) == PS_PROGRESS_TERMINAL)
        fprintf(stderr, "measuring %s with %zu thread%s for %" PRId64 " s\n", served->name,
                num_threads, num_threads == 1 ? "" : "s", options->seconds);
}

struct measurement {
    struct ps_calibration *engines; /* [num_engines]; those of repeated models stay empty */
    size_t num_engines;
};

static void close_measurement(struct measurement *measurement)
{
    for (size_t i = 0; measurement->engines && i < measurement->num_engines; i++)
        ps_calibration_close(&measurement->engines[i]);
    free(measurement->engines);
}

static enum ps_status measure(const struct estimate_options *options,
                              const struct ps_models *models, struct ps_runner *runner,
                              const struct ps_estimate_batch *batch, size_t num_threads,
                              struct measurement *measurement, struct ps_error *error)
{
    measurement->num_engines = ps_models_count(models);
    measurement->engines = calloc(measurement->num_engines, sizeof *measurement->engines);
    if (!measurement->engines)
        return ps_error_no_memory(error, "what is measured");
    for (size_t i = 0; i < batch->num_samples; i++) {
        const struct ps_served *served = &ps_models_served(models)[i];
        if (batch->samples[i].count == 0)
            continue;
        say(options, served, num_threads);
        PS_TRY(ps_calibrate(&measurement->engines[i], runner, served->engine, &batch->samples[i],
                            options->seconds * 1000, error));
    }
    return PS_OK;
}

/* Gives each sequence the length that its answer may be expected to have. Returns the sum. */
static uint64_t draw_lengths(struct ps_estimate_batch *batch, const struct measurement *measurement)
{
    uint64_t sum = 0;
    double place = PLACE_STEP / 2;
    for (size_t i = 0; i < batch->num_sequences; i++) {
        struct ps_simulated_sequence *sequence = &batch->sequences[i];
        if (sequence->num_tokens == 0)
            continue;
        place += PLACE_STEP;
        place -= (double)(int64_t)place;
        size_t length = ps_answer_lengths_at(&measurement->engines[sequence->engine].lengths, place,
                                             sequence->num_tokens);
        sequence->num_tokens = length > 0 ? (uint32_t)length : 1;
        sum += sequence->num_tokens;
    }
    return sum;
}

/* --- simulating --- */

static enum ps_status simulate(const struct ps_estimate_batch *batch,
                               const struct measurement *measurement,
                               struct ps_batch_simulation *simulation, struct ps_error *error)
{
    struct ps_simulated_engine engines[PS_SIMULATED_ENGINES_MAX] = {0};
    for (size_t i = 0; i < measurement->num_engines; i++) {
        const struct ps_calibration *measured = &measurement->engines[i];
        engines[i] = (struct ps_simulated_engine){
            .cost = measured->cost,
            .sequences_max = measured->sequences_max,
            .step_tokens_max = measured->step_tokens_max,
            .positions_max = measured->pages_total * measured->page_size,
        };
    }
    *simulation = (struct ps_batch_simulation){
        .sequences = batch->sequences,
        .num_sequences = batch->num_sequences,
        .engines = engines,
        .num_engines = measurement->num_engines,
        .jobs_max = JOBS_UNDER_WAY,
    };
    if (ps_batch_simulate(simulation) != PS_OK)
        return ps_error_no_memory(error, "the simulation");
    simulation->seconds += batch->input_seconds;
    simulation->engines = NULL; /* it doesn't outlive this function */
    return PS_OK;
}

/* The largest resident size of this process so far; 0 where the system doesn't say. */
static uint64_t resident_bytes_max(void)
{
    char line[256];
    uint64_t kib = 0;
    FILE *file = fopen("/proc/self/status", "re");
    if (!file)
        return 0;
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "VmHWM: %" SCNu64 " kB", &kib) == 1)
            break;
    }
    (void)fclose(file);
    return kib * 1024;
}

/* What this process took, with the pages for keys and values that the whole batch will use instead
 * of those of the sample, and without what penstock run doesn't keep. */
static void estimate_memory(const struct ps_models *models, const struct ps_estimate_batch *batch,
                            const struct measurement *measurement,
                            const struct ps_batch_simulation *simulation,
                            struct ps_estimate_report *report)
{
    uint64_t own_bytes = batch->capacity * sizeof *batch->sequences;
    uint64_t resident = resident_bytes_max();
    report->memory_bytes = resident > own_bytes ? resident - own_bytes : resident;
    for (size_t i = 0; i < measurement->num_engines; i++) {
        const struct ps_calibration *measured = &measurement->engines[i];
        const struct ps_served *served = &ps_models_served(models)[i];
        double position_bytes = ps_cost_position_bytes(ps_model_config(served->model));
        uint64_t used = (uint64_t)((double)simulation->positions_used_max[i] * position_bytes);
        uint64_t had =
            (uint64_t)((double)(measured->pages_used_max * measured->page_size) * position_bytes);
        if (!ps_served_repeats(ps_models_served(models), i))
            report->weight_bytes += ps_model_weight_bytes(served->model);
        report->kv_bytes += used > had ? used : had;
        report->memory_bytes += used > had ? used - had : 0;
    }
}

/* --- the whole --- */

/* One thread, and the seconds that the whole would take with it. */
static enum ps_status measure_alone(const struct estimate_options *options,
                                    const struct ps_estimate_batch *batch, double *seconds,
                                    struct ps_error *error)
{
    PS_DEFER(ps_models_destroyp) struct ps_models *models = NULL;
    PS_DEFER(ps_runner_destroyp) struct ps_runner *runner = NULL;
    PS_DEFER(close_measurement) struct measurement measurement = {0};
    struct ps_batch_simulation simulation;
    struct ps_models_config config = options->engine.engine;
    config.threads = 1;
    PS_TRY(ps_models_load(&models, options->engine.models, options->engine.num_models, &config,
                          error));
    runner = create_runner(options, models);
    if (!runner)
        return ps_error_no_memory(error, "the runner");
    PS_TRY(measure(options, models, runner, batch, 1, &measurement, error));
    PS_TRY(simulate(batch, &measurement, &simulation, error));
    *seconds = simulation.seconds;
    return PS_OK;
}

/* From the seconds with one thread and with all: a part that more cores shorten and one that they
 * don't (Amdahl's law). */
static double on_cores(double alone, double together, double num_threads, double num_cores)
{
    double divisible = (alone - together) * num_threads / (num_threads - 1);
    if (divisible < 0)
        divisible = 0;
    if (divisible > alone)
        divisible = alone;
    return alone - divisible + divisible / num_cores;
}

static enum ps_status estimate_with(const struct estimate_options *options,
                                    const struct ps_models *models, struct ps_estimate_batch *batch,
                                    struct ps_estimate_report *report, struct ps_error *error)
{
    PS_DEFER(ps_runner_destroyp) struct ps_runner *runner = create_runner(options, models);
    PS_DEFER(close_measurement) struct measurement measurement = {0};
    struct ps_batch_simulation simulation;
    if (!runner)
        return ps_error_no_memory(error, "the runner");
    PS_TRY(read_batch(options, models, runner, batch, error));
    report->num_jobs = batch->num_jobs;
    report->num_refused = batch->num_refused;
    report->prompt_tokens = batch->prompt_tokens;
    report->generated_max = batch->tokens_max;
    report->generates = batch->tokens_max > 0;
    PS_TRY(measure(options, models, runner, batch, report->num_threads, &measurement, error));
    report->generated_tokens = draw_lengths(batch, &measurement);
    PS_TRY(simulate(batch, &measurement, &simulation, error));
    report->seconds = simulation.seconds;
    for (size_t i = 0; i < measurement.num_engines; i++)
        report->measured_seconds += measurement.engines[i].seconds;
    estimate_memory(models, batch, &measurement, &simulation, report);
    return PS_OK;
}

static enum ps_status estimate(const struct estimate_options *options,
                               struct ps_estimate_report *report, struct ps_error *error)
{
    PS_DEFER(ps_models_destroyp) struct ps_models *models = NULL;
    PS_DEFER(ps_estimate_batch_close) struct ps_estimate_batch batch = {0};
    const struct ps_engine_options *engine = &options->engine;
    if (ps_models_load(&models, engine->models, engine->num_models, &engine->engine, error) !=
        PS_OK)
        return PS_UNAVAILABLE;
    report->file = options->file;
    report->num_threads = engine->engine.threads;
    report->num_cores = options->num_cores ? (size_t)options->num_cores : report->num_threads;
    PS_TRY(estimate_with(options, models, &batch, report, error));
    if (report->num_cores == report->num_threads)
        return PS_OK;
    double alone = 0;
    ps_models_destroy(ps_take(models));
    PS_TRY(measure_alone(options, &batch, &alone, error));
    report->seconds =
        on_cores(alone, report->seconds, (double)report->num_threads, (double)report->num_cores);
    return PS_OK;
}

static int run(const struct estimate_options *options)
{
    struct ps_error error = {0};
    struct ps_estimate_report report = {0};
    enum ps_status status = estimate(options, &report, &error);
    if (status == PS_NOT_FOUND) /* the file: it was named wrongly */
        status = PS_INVALID;
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    if (!options->json)
        ps_estimate_report_text(&report, stdout);
    else if (!ps_estimate_report_json(&report, stdout))
        return PS_EXIT_FAILED;
    return PS_EXIT_DONE;
}

int ps_estimate_main(int argc, char **argv)
{
    struct estimate_options options;
    struct ps_error error = {0};
    int code = PS_EXIT_DONE;
    enum ps_status status = parse(&options, argc, argv, &error);
    if (status != PS_OK) {
        code = ps_command_fail(TOOL, status, &error);
    } else if (options.help) {
        fputs(usage, stdout);
    } else {
        ps_command_catch_signals();
        code = run(&options);
    }
    ps_engine_options_close(&options.engine);
    return code;
}
