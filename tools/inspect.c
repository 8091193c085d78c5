/* `penstock model inspect`. */
#include "tools/inspect.h"

#include <getopt.h>
#include <stdlib.h>

#include "shared/base/defer.h"
#include "tools/command.h"
#include "tools/inspect_report.h"

#define TOOL "model inspect"

static const char usage[] =
    "usage: penstock model inspect DIR [--json]\n"
    "\n"
    "What a checkpoint folder holds: family, shape, parameters, memory, tokenizer, chat template,\n"
    "the urls it can serve, and what is not supported and why. Weights are not loaded.\n"
    "\n"
    "      --json   one JSON object\n"
    "  -h, --help   this text\n"
    "\n"
    "Exit codes: 0 it can be served, 1 something is missing or not supported, 2 wrong usage, 3 "
    "there\n"
    "is no such folder.\n";

static const struct option long_options[] = {
    {"json", no_argument, NULL, 'j'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

struct options {
    const char *folder;
    bool json;
    bool help;
};

static enum ps_status parse(struct options *options, int argc, char **argv, struct ps_error *error)
{
    int option;
    optind = 1;
    while ((option = getopt_long(argc, argv, "h", long_options, NULL)) != -1) {
        if (option == 'j')
            options->json = true;
        else if (option == 'h')
            options->help = true;
        else
            return ps_error_set(error, PS_INVALID, "see penstock model inspect --help");
    }
    if (options->help)
        return PS_OK;
    if (optind + 1 != argc)
        return ps_error_set(error, PS_INVALID, "found %d folders, expected one", argc - optind);
    options->folder = argv[optind];
    return PS_OK;
}

static enum ps_status show(const struct ps_inspection *inspection, const struct options *options,
                           struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *report = ps_inspect_report(inspection, options->folder);
    if (!report)
        return ps_error_no_memory(error, "a report");
    if (!options->json)
        ps_inspect_print(report, stdout);
    else if (json_dumpf(report, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) != 0)
        return ps_error_no_memory(error, "a report");
    else
        fputc('\n', stdout);
    return PS_OK;
}

int ps_inspect_main(int argc, char **argv)
{
    struct options options = {0};
    struct ps_error error = {0};
    PS_DEFER(ps_inspection_close) struct ps_inspection inspection = {0};
    enum ps_status status = parse(&options, argc, argv, &error);
    if (status == PS_OK && options.help) {
        fputs(usage, stdout);
        return PS_EXIT_DONE;
    }
    if (status == PS_OK)
        status = ps_inspect(&inspection, options.folder, &error);
    if (status == PS_OK)
        status = show(&inspection, &options, &error);
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    return inspection.num_obstacles == 0 ? PS_EXIT_DONE : PS_EXIT_FAILED;
}
