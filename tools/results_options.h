/* The options of `penstock results`. */
#ifndef PENSTOCK_TOOLS_RESULTS_OPTIONS_H
#define PENSTOCK_TOOLS_RESULTS_OPTIONS_H

#include "tools/client_options.h"

struct ps_results_options {
    struct ps_client_options client;
    const char *topic;   /* NULL: the configuration's */
    const char *batch;   /* NULL: all results */
    const char *output;  /* NULL: standard output */
    const char *errors;  /* NULL: failed jobs' results go to the output too */
    const char *input;   /* NULL: results in the order they come */
    int64_t results_max; /* 0: no maximum */
    int64_t timeout_s;   /* 0: none */
    bool follow;
    bool quiet;
    bool collects; /* a batch into files: once it is complete */
};

extern const char ps_results_usage[];

/* PS_INVALID names the option, what was found and what was expected. */
enum ps_status ps_results_options_parse(struct ps_results_options *options, int argc, char **argv,
                                        struct ps_error *error) PS_MUST_USE;

#endif
