/* The options of `penstock cancel`. */
#include "tools/cancel_options.h"

#include "tools/batch_name.h"
#include "tools/command.h"

#define TIMEOUT_S_MAX (365 * 86400)

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
    "before, or have not in that time; 2 wrong usage; 3 Redis or the broker cannot be had.\n";

enum {
    OPTION_BATCH = 256,
    OPTION_ALL,
    OPTION_TENANT,
    OPTION_TIMEOUT,
    OPTION_JSON,
};

static const struct option long_options[] = {
    {"batch", required_argument, NULL, OPTION_BATCH},
    {"all", no_argument, NULL, OPTION_ALL},
    {"tenant", required_argument, NULL, OPTION_TENANT},
    {"wait", no_argument, NULL, 'w'},
    {"timeout", required_argument, NULL, OPTION_TIMEOUT},
    {"json", no_argument, NULL, OPTION_JSON},
    PS_CLIENT_LONG_OPTIONS,
};

static enum ps_status apply(struct ps_cancel_options *options, int option, const char *value,
                            struct ps_error *error)
{
    switch (option) {
    case OPTION_BATCH:
        options->batch = value;
        return ps_batch_name_check(value, error);
    case OPTION_ALL:
        options->all = true;
        return PS_OK;
    case OPTION_TENANT:
        options->tenant = value;
        return ps_tenant_name_check(value, error);
    case 'w':
        options->wait = true;
        return PS_OK;
    case OPTION_TIMEOUT:
        return ps_command_number("timeout", value, 1, TIMEOUT_S_MAX, &options->timeout_s, error);
    case OPTION_JSON:
        options->json = true;
        return PS_OK;
    default:
        return ps_client_options_apply(&options->client, option, value, "cancel", error);
    }
}

static enum ps_status check(const struct ps_cancel_options *options, struct ps_error *error)
{
    if (options->client.help)
        return PS_OK;
    if (options->all && options->num_custom_ids > 0)
        return ps_error_set(
            error, PS_INVALID,
            "--all: found CUSTOM_IDs with it, expected none: it is the whole batch");
    if (options->all && !options->batch)
        return ps_error_set(error, PS_INVALID, "--all: expected --batch ID with it");
    if (!options->all && options->num_custom_ids == 0)
        return ps_error_set(error, PS_INVALID, "CUSTOM_ID is missing: cancel which job?%s",
                            options->batch ? " (--all is every job of the batch)" : "");
    if (options->timeout_s > 0 && !options->wait)
        return ps_error_set(error, PS_INVALID, "--timeout: expected --wait with it");
    for (size_t i = 0; i < options->num_custom_ids; i++)
        PS_TRY(ps_custom_id_check(options->custom_ids[i], error));
    return PS_OK;
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
    options->custom_ids = argv + optind;
    options->num_custom_ids = (size_t)(argc - optind);
    return check(options, error);
}
