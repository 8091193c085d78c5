/* The options of `penstock status`. */
#ifndef PENSTOCK_TOOLS_STATUS_OPTIONS_H
#define PENSTOCK_TOOLS_STATUS_OPTIONS_H

#include "tools/client_options.h"

struct ps_status_options {
    struct ps_client_options client;
    const char *batch;  /* NULL: jobs that are in none */
    const char *tenant; /* NULL: the default one */
    int64_t timeout_s;  /* of watching; 0: none */
    bool watch;
    bool exact;
    bool json;
    char **custom_ids; /* [num_custom_ids], of argv; none: the batch as a whole */
    size_t num_custom_ids;
};

extern const char ps_status_usage[];

/* PS_INVALID names the option, what was found and what was expected. */
enum ps_status ps_status_options_parse(struct ps_status_options *options, int argc, char **argv,
                                       struct ps_error *error) PS_MUST_USE;

#endif
