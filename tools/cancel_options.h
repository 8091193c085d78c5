/* The options of `penstock cancel`. */
#ifndef PENSTOCK_TOOLS_CANCEL_OPTIONS_H
#define PENSTOCK_TOOLS_CANCEL_OPTIONS_H

#include "tools/client_options.h"

struct ps_cancel_options {
    struct ps_client_options client;
    const char *batch;  /* NULL: jobs that are in none */
    const char *tenant; /* NULL: the default one */
    bool all;           /* the whole batch */
    bool wait;
    int64_t timeout_s; /* of waiting; 0: none */
    bool json;
    char **custom_ids; /* [num_custom_ids], of argv */
    size_t num_custom_ids;
};

extern const char ps_cancel_usage[];

/* PS_INVALID names the option, what was found and what was expected. */
enum ps_status ps_cancel_options_parse(struct ps_cancel_options *options, int argc, char **argv,
                                       struct ps_error *error) PS_MUST_USE;

#endif
