/* penstock-worker: the daemon. */
#include <stdio.h>
#include <unistd.h>

#include "shared/base/defer.h"
#include "worker/check.h"
#include "worker/config.h"
#include "worker/host.h"
#include "worker/log.h"
#include "worker/options.h"
#include "worker/print.h"
#include "worker/worker.h"

/* For whoever typed the command: a line for each problem. */
static void tell(const struct ps_problems *problems, const char *kind)
{
    for (size_t i = 0; i < problems->count; i++)
        fprintf(stderr, "penstock-worker: %s%s\n", kind, problems->items[i].message);
    if (problems->num_left_out > 0)
        fprintf(stderr, "penstock-worker: and %zu more\n", problems->num_left_out);
}

static int check(const struct ps_config *config)
{
    PS_DEFER(ps_problems_close) struct ps_problems missing = {0};
    ps_check_machine(config, &missing);
    tell(&missing, "would not start here: ");
    return puts("ok (whether Kafka and Redis answer and the models load is known when the worker "
                "starts)") < 0;
}

static int print(const struct ps_config *config, enum ps_options_action action)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    struct ps_error error = {0};
    enum ps_status status = action == PS_OPTIONS_PRINT ? ps_print_config(config, &text, &error)
                                                       : ps_print_origins(config, &text, &error);
    if (status == PS_OK)
        return fputs(text.data, stdout) < 0;
    fprintf(stderr, "penstock-worker: %s\n", error.message);
    return PS_EXIT_FAILED;
}

/* For whoever collects the logs. */
static void log_problems(enum ps_log_level level, const struct ps_problems *problems)
{
    for (size_t i = 0; i < problems->count; i++)
        ps_log_fields(level, "config", problems->items[i].message, NULL);
    if (problems->num_left_out > 0)
        ps_log(level, "config", "and %zu more", problems->num_left_out);
}

static int refuse(const struct ps_problems *problems, const struct ps_problems *hints, bool starts)
{
    if (starts) {
        ps_log_install_json(PS_LOG_INFO);
        log_problems(PS_LOG_WARNING, hints);
        log_problems(PS_LOG_ERROR, problems);
    } else {
        tell(hints, "");
        tell(problems, "");
    }
    return PS_EXIT_USAGE;
}

static int run(const struct ps_options *options)
{
    PS_DEFER(ps_config_close) struct ps_config config = {0};
    PS_DEFER(ps_problems_close) struct ps_problems problems = {0};
    PS_DEFER(ps_problems_close) struct ps_problems hints = {0};
    const struct ps_config_sources sources = {
        .path = options->path,
        .environment = environ,
        .overrides = options->overrides,
        .num_overrides = options->num_overrides,
    };
    bool starts = options->action == PS_OPTIONS_RUN;
    bool prints =
        options->action == PS_OPTIONS_PRINT || options->action == PS_OPTIONS_PRINT_ORIGINS;
    enum ps_status status = ps_config_read(&config, &sources, &problems);
    if (!prints && config.origins) /* a fault of a key is no reason to be silent about others */
        status = ps_check_config(&config, &problems);
    ps_check_variables(environ, &hints);
    if (status != PS_OK)
        return refuse(&problems, &hints, starts);
    if (!starts) {
        tell(&hints, "");
        return prints ? print(&config, options->action) : check(&config);
    }
    ps_log_install_json(ps_log_level_of(config.log.level));
    log_problems(PS_LOG_WARNING, &hints);
    ps_host_limit_heaps();
    return (int)ps_worker_run(&config, &sources);
}

int main(int argc, char **argv)
{
    PS_DEFER(ps_options_close) struct ps_options options = {0};
    struct ps_error error = {0};
    if (ps_options_parse(&options, argc, argv, &error) != PS_OK) {
        fprintf(stderr, "penstock-worker: %s\n", error.message);
        return PS_EXIT_USAGE;
    }
    if (options.action == PS_OPTIONS_HELP)
        return fputs(ps_options_usage, stdout) < 0;
    if (options.action == PS_OPTIONS_VERSION)
        return printf("penstock-worker %s\n", PS_VERSION) < 0;
    return run(&options);
}
