/* penstock run: a batch file without Kafka, through the same engine and the same life of a job. */
#include "tools/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "tools/batch_runner.h"
#include "tools/command.h"
#include "tools/progress.h"
#include "tools/run_options.h"

enum {
    JOBS_UNDER_WAY_MAX = 1024,
};

#define BYTES_UNDER_WAY_MAX ((size_t)64 << 20)
#define LINE_BYTES_MAX      ((size_t)64 << 20)

static bool is_same_file(const char *first, const char *second)
{
    struct stat a, b;
    return stat(first, &a) == 0 && stat(second, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino && S_ISREG(a.st_mode);
}

static int fail(int code, const struct ps_error *error)
{
    fprintf(stderr, "penstock run: %s\n", error->message);
    return code;
}

/* A file of jobs or results that can't be opened was named wrongly. */
static int fail_to_open(enum ps_status status, const struct ps_error *error)
{
    return fail(status == PS_NO_MEMORY ? PS_EXIT_FAILED : PS_EXIT_USAGE, error);
}

static struct ps_progress_counts progress_counts(const struct ps_batch_runner *runner,
                                                 uint64_t total)
{
    struct ps_batch_counts counts;
    ps_batch_runner_counts(runner, &counts);
    return (struct ps_progress_counts){
        .done = counts.jobs, .total = total, .failed = counts.failed, .tokens = counts.tokens};
}

static enum ps_status run_to_end(const struct ps_run_options *options,
                                 struct ps_batch_runner *runner, struct ps_error *error)
{
    /* Standard output may be where the results go. */
    FILE *stream = strcmp(options->output, "-") == 0 ? stderr : stdout;
    enum ps_progress_mode mode = options->quiet ? PS_PROGRESS_SILENT : ps_progress_mode_of(stream);
    uint64_t total = options->quiet ? 0 : ps_batch_input_count(options->input);
    struct ps_progress progress = {0};
    ps_progress_start(&progress, stream, mode, "run", "jobs");
    enum ps_status status = PS_OK;
    bool more = true;
    while (status == PS_OK && more && !ps_command_interrupted()) {
        status = ps_batch_runner_step(runner, &more, error);
        struct ps_progress_counts counts = progress_counts(runner, total);
        ps_progress_update(&progress, &counts);
    }
    if (more) { /* interrupted or failed: what is said about that is the last word */
        ps_progress_hide(&progress);
        return status;
    }
    struct ps_progress_counts counts = progress_counts(runner, total);
    ps_progress_finish(&progress, &counts);
    return status;
}

static int finish(const struct ps_batch_runner *runner)
{
    struct ps_batch_counts counts;
    ps_batch_runner_counts(runner, &counts);
    if (ps_command_interrupted()) {
        fprintf(stderr,
                "penstock run: stopped after %" PRIu64 " results; the same command goes on from "
                "there\n",
                counts.jobs);
        return PS_EXIT_FAILED;
    }
    return counts.failed ? PS_EXIT_FAILED : PS_EXIT_DONE;
}

/* Input and output are open and at the first job without a result. */
static int run_jobs(const struct ps_run_options *options, struct ps_batch_input *input,
                    struct ps_batch_output *output, const struct ps_models *models)
{
    struct ps_error error = {0};
    const struct ps_batch_runner_config config = {
        .models = models,
        .input = input,
        .output = output,
        .created_unix_s =
            options->created_unix_s >= 0 ? options->created_unix_s : input->modified_unix_s,
        .job_bytes_max = options->engine.job_bytes_max,
        .jobs_max = JOBS_UNDER_WAY_MAX,
        .bytes_max = BYTES_UNDER_WAY_MAX,
    };
    PS_DEFER(ps_batch_runner_destroyp)
    struct ps_batch_runner *runner = ps_batch_runner_create(&config);
    if (!runner) {
        (void)ps_error_no_memory(&error, "the run");
        return fail(PS_EXIT_FAILED, &error);
    }
    enum ps_status status = run_to_end(options, runner, &error);
    if (status == PS_CLOSED)
        return PS_EXIT_FAILED;
    if (status != PS_OK)
        return fail(PS_EXIT_FAILED, &error);
    return finish(runner);
}

static int run(const struct ps_run_options *options)
{
    struct ps_error error = {0};
    PS_DEFER(ps_batch_input_close) struct ps_batch_input input = {0};
    PS_DEFER(ps_batch_output_close) struct ps_batch_output output = {0};
    PS_DEFER(ps_models_destroyp) struct ps_models *models = NULL;
    if (is_same_file(options->input, options->output)) {
        (void)ps_error_set(&error, PS_INVALID, "-i and -o are the same file: %s", options->input);
        return fail(PS_EXIT_USAGE, &error);
    }
    size_t line_bytes_max = options->engine.job_bytes_max > LINE_BYTES_MAX
                                ? options->engine.job_bytes_max + 1
                                : LINE_BYTES_MAX;
    enum ps_status status = ps_batch_input_open(&input, options->input, line_bytes_max, &error);
    if (status != PS_OK)
        return fail_to_open(status, &error);
    if (ps_models_load(&models, options->engine.models, options->engine.num_models,
                       &options->engine.engine, &error) != PS_OK)
        return fail(PS_EXIT_UNAVAILABLE, &error);
    status = ps_batch_output_open(&output, options->output, &input, &error);
    if (status != PS_OK)
        return fail_to_open(status, &error);
    if (output.num_resumed > 0 && !options->quiet)
        fprintf(stderr,
                "penstock run: %" PRIu64 " results were there already, %" PRIu64
                " of them errors; to run those jobs again, remove %s\n",
                output.num_resumed, output.num_failed, options->output);
    return run_jobs(options, &input, &output, models);
}

int ps_run_main(int argc, char **argv)
{
    struct ps_run_options options;
    struct ps_error error = {0};
    int code = PS_EXIT_DONE;
    if (ps_run_options_parse(&options, argc, argv, &error) != PS_OK) {
        code = fail(PS_EXIT_USAGE, &error);
    } else if (options.help) {
        fputs(ps_run_usage, stdout);
    } else {
        ps_command_catch_signals();
        code = run(&options);
    }
    ps_run_options_close(&options);
    return code;
}
