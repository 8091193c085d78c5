/* The options of `penstock cancel`. */
#include "tools/cancel_options.h"

const char ps_cancel_usage[] =
    "usage: penstock cancel CUSTOM_ID... [--batch ID] [options]\n"
    "       penstock cancel --batch ID --all [options]\n"
    "\n"
    "Asks the workers, through Redis, to end jobs, or all jobs of a batch. A job that waits or "
    "runs\n"
    "ends within moments, with a result that says batch_cancelled; one that is finished by then\n"
    "keeps its result; one that no worker has come to yet is ended when one does, if that is "
    "within\n"
    "a day.\n"
    "\n"
    "      --batch ID             the batch that the jobs are in\n"
    "      --all                  every job of that batch\n"
    "      --tenant NAME          whose jobs (default: those without a penstock-tenant header)\n"
    "  -w, --wait                 wait until each has its result, and say how it ended\n"
    "      --timeout SECONDS      wait no longer than that\n"
    "      --json                 a line of JSON for each job, or for the batch\n" PS_CLIENT_USAGE
    "\n"
    "Exit codes: 0 the request is made and, with --wait, all have ended; 1 some jobs had ended\n"
    "before, or have not in that time, or no such batch is known (should it come within a day, it\n"
    "is cancelled); 2 wrong usage; 3 Redis or the broker cannot be had.\n";

enum { OPTION_ALL = 256 };

static const struct option long_options[] = {
    {"all", no_argument, NULL, OPTION_ALL},
    {"wait", no_argument, NULL, 'w'},
    PS_JOB_LONG_OPTIONS,
};

static enum ps_status apply(struct ps_cancel_options *options, int option, const char *value,
                            struct ps_error *error)
{
    switch (option) {
    case OPTION_ALL:
        options->all = true;
        return PS_OK;
    case 'w':
        options->wait = true;
        return PS_OK;
    default:
        return ps_job_options_apply(&options->jobs, option, value, "cancel", error);
    }
}

static enum ps_status check(const struct ps_cancel_options *options, struct ps_error *error)
{
    if (options->jobs.client.help)
        return PS_OK;
    if (options->all && options->jobs.num_custom_ids > 0)
        return ps_error_set(
            error, PS_INVALID,
            "--all: found CUSTOM_IDs with it, expected none: it is the whole batch");
    if (options->all && !options->jobs.batch)
        return ps_error_set(error, PS_INVALID, "--all: expected --batch ID with it");
    if (!options->all && options->jobs.num_custom_ids == 0)
        return ps_error_set(error, PS_INVALID, "CUSTOM_ID is missing: cancel which job?%s",
                            options->jobs.batch ? " (--all is every job of the batch)" : "");
    return ps_job_options_check(&options->jobs, "wait", options->wait, error);
}

enum ps_status ps_cancel_options_parse(struct ps_cancel_options *options, int argc, char **argv,
                                       struct ps_error *error)
{
    *options = (struct ps_cancel_options){0};
    optind = 1;
    int option;
    while ((option = getopt_long(argc, argv, "w" PS_CLIENT_SHORT_OPTIONS, long_options, NULL)) !=
           -1)
        PS_TRY(apply(options, option, optarg, error));
    ps_job_options_take(&options->jobs, argc, argv);
    return check(options, error);
}
