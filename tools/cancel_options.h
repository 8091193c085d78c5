/* The options of `penstock cancel`. */
#ifndef PENSTOCK_TOOLS_CANCEL_OPTIONS_H
#define PENSTOCK_TOOLS_CANCEL_OPTIONS_H

#include "tools/job_options.h"

struct ps_cancel_options {
    struct ps_job_options jobs;
    bool all; /* the whole batch */
    bool wait;
};

extern const char ps_cancel_usage[];

/* PS_INVALID names the option, what was found and what was expected. */
enum ps_status ps_cancel_options_parse(struct ps_cancel_options *options, int argc, char **argv,
                                       struct ps_error *error) PS_MUST_USE;

#endif
