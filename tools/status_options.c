/* The options of `penstock status`. */
#include "tools/status_options.h"

const char ps_status_usage[] =
    "usage: penstock status --batch ID [options]\n"
    "       penstock status CUSTOM_ID... [--batch ID] [options]\n"
    "\n"
    "Says where a batch stands, or each of these jobs. Workers note that in Redis. What Redis "
    "does\n"
    "not know of a batch is counted on the topics, which are read whole for that; what it does "
    "not\n"
    "know of a job can't be said. Lines that are no jobs and those that repeat a custom_id are "
    "not\n"
    "among Redis' counts, so that by them a batch with such lines never ends: --exact counts them\n"
    "too, as --watch does where nothing moves.\n"
    "\n"
    "      --batch ID             the batch, or the one that the jobs are in\n"
    "      --tenant NAME          whose jobs (default: those without a penstock-tenant header)\n"
    "  -w, --watch                show the progress until the end\n"
    "      --timeout SECONDS      watch no longer than that\n"
    "      --exact                of a batch: count on the topics, whatever Redis says\n"
    "      --json                 a line of JSON for the batch, in the form of OpenAI's batch "
    "object,\n"
    "                             or for each job\n" PS_CLIENT_USAGE "\n"
    "Exit codes: 0 everything asked for is known and, with --watch, completed; 1 it isn't, or "
    "some\n"
    "jobs failed; 2 wrong usage; 3 Redis or the broker cannot be had.\n";

enum { OPTION_EXACT = 256 };

static const struct option long_options[] = {
    {"watch", no_argument, NULL, 'w'},
    {"exact", no_argument, NULL, OPTION_EXACT},
    PS_JOB_LONG_OPTIONS,
};

static enum ps_status apply(struct ps_status_options *options, int option, const char *value,
                            struct ps_error *error)
{
    switch (option) {
    case 'w':
        options->watch = true;
        return PS_OK;
    case OPTION_EXACT:
        options->exact = true;
        return PS_OK;
    default:
        return ps_job_options_apply(&options->jobs, option, value, "status", error);
    }
}

static enum ps_status check(const struct ps_status_options *options, struct ps_error *error)
{
    if (options->jobs.client.help)
        return PS_OK;
    if (!options->jobs.batch && options->jobs.num_custom_ids == 0)
        return ps_error_set(error, PS_INVALID,
                            "--batch ID or CUSTOM_IDs are missing: status of "
                            "what?");
    if (options->exact && options->jobs.num_custom_ids > 0)
        return ps_error_set(error, PS_INVALID,
                            "--exact: found CUSTOM_IDs, expected a whole batch: only that is "
                            "counted");
    return ps_job_options_check(&options->jobs, "watch", options->watch, error);
}

enum ps_status ps_status_options_parse(struct ps_status_options *options, int argc, char **argv,
                                       struct ps_error *error)
{
    *options = (struct ps_status_options){0};
    optind = 1;
    int option;
    while ((option = getopt_long(argc, argv, "w" PS_CLIENT_SHORT_OPTIONS, long_options, NULL)) !=
           -1)
        PS_TRY(apply(options, option, optarg, error));
    ps_job_options_take(&options->jobs, argc, argv);
    return check(options, error);
}
