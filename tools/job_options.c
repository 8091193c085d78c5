/* The options of the tools that ask Redis about jobs. */
#include "tools/job_options.h"

#include "tools/batch_name.h"
#include "tools/command.h"

enum ps_status ps_job_options_apply(struct ps_job_options *options, int option, const char *value,
                                    const char *tool, struct ps_error *error)
{
    switch (option) {
    case PS_JOB_OPTION_BATCH:
        options->batch = value;
        return ps_batch_name_check(value, error);
    case PS_JOB_OPTION_TENANT:
        options->tenant = value;
        return ps_tenant_name_check(value, error);
    case PS_JOB_OPTION_TIMEOUT:
        return ps_command_number("timeout", value, 1, PS_COMMAND_TIMEOUT_S_MAX, &options->timeout_s,
                                 error);
    case PS_JOB_OPTION_JSON:
        options->json = true;
        return PS_OK;
    default:
        return ps_client_options_apply(&options->client, option, value, tool, error);
    }
}

void ps_job_options_take(struct ps_job_options *options, int argc, char **argv)
{
    options->custom_ids = argv + optind;
    options->num_custom_ids = (size_t)(argc - optind);
}

enum ps_status ps_job_options_check(const struct ps_job_options *options, const char *waits,
                                    bool is_there, struct ps_error *error)
{
    if (options->timeout_s > 0 && !is_there)
        return ps_error_set(error, PS_INVALID, "--timeout: expected --%s with it", waits);
    for (size_t i = 0; i < options->num_custom_ids; i++)
        PS_TRY(ps_custom_id_check(options->custom_ids[i], error));
    return PS_OK;
}
