/* The options of `penstock status`. */
#ifndef PENSTOCK_TOOLS_STATUS_OPTIONS_H
#define PENSTOCK_TOOLS_STATUS_OPTIONS_H

#include "tools/job_options.h"

struct ps_status_options {
    struct ps_job_options jobs;
    bool watch;
    bool exact;
};

extern const char ps_status_usage[];

/* PS_INVALID names the option, what was found and what was expected. */
enum ps_status ps_status_options_parse(struct ps_status_options *options, int argc, char **argv,
                                       struct ps_error *error) PS_MUST_USE;

#endif
