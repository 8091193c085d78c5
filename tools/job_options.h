/* The options of the tools that ask Redis about jobs: which are meant, and how it is said. */
#ifndef PENSTOCK_TOOLS_JOB_OPTIONS_H
#define PENSTOCK_TOOLS_JOB_OPTIONS_H

#include "tools/client_options.h"

enum {
    PS_JOB_OPTION_BATCH = 384, /* a tool's own long options are numbered below */
    PS_JOB_OPTION_TENANT,
    PS_JOB_OPTION_TIMEOUT,
    PS_JOB_OPTION_JSON,
};

/* For getopt_long; with those of clients at their end. */
#define PS_JOB_LONG_OPTIONS                                                                        \
    {"batch", required_argument, NULL, PS_JOB_OPTION_BATCH},                                       \
        {"tenant", required_argument, NULL, PS_JOB_OPTION_TENANT},                                 \
        {"timeout", required_argument, NULL, PS_JOB_OPTION_TIMEOUT},                               \
        {"json", no_argument, NULL, PS_JOB_OPTION_JSON}, PS_CLIENT_LONG_OPTIONS

/* Zero-initialise; borrows from argv. */
struct ps_job_options {
    struct ps_client_options client;
    const char *batch;  /* NULL: jobs that are in none */
    const char *tenant; /* NULL: the default one */
    int64_t timeout_s;  /* of waiting; 0: none */
    bool json;
    char **custom_ids; /* [num_custom_ids]; none: the batch as a whole */
    size_t num_custom_ids;
};

/* Takes one of the shared options, or says PS_INVALID: see the tool's --help. */
enum ps_status ps_job_options_apply(struct ps_job_options *options, int option, const char *value,
                                    const char *tool, struct ps_error *error) PS_MUST_USE;

/* Takes what getopt_long has left over: custom_ids. */
void ps_job_options_take(struct ps_job_options *options, int argc, char **argv);

/* What each by itself has to be. waits: the option that --timeout goes with, and whether it is
 * there. PS_INVALID. */
enum ps_status ps_job_options_check(const struct ps_job_options *options, const char *waits,
                                    bool is_there, struct ps_error *error) PS_MUST_USE;

#endif
