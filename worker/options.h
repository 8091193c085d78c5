/* The command line of penstock-worker. */
#ifndef PENSTOCK_WORKER_OPTIONS_H
#define PENSTOCK_WORKER_OPTIONS_H

#include <stddef.h>

#include "shared/base/status.h"

enum ps_options_action {
    PS_OPTIONS_RUN,
    PS_OPTIONS_CHECK,         /* --check-config */
    PS_OPTIONS_PRINT,         /* --print-config */
    PS_OPTIONS_PRINT_ORIGINS, /* --print-config=origins */
    PS_OPTIONS_HELP,
    PS_OPTIONS_VERSION
};

/* Zero-initialise; borrows from the arguments. */
struct ps_options {
    enum ps_options_action action;
    const char *path;       /* of the configuration, or NULL */
    const char **overrides; /* [num_overrides], owned */
    size_t num_overrides;
};

extern const char ps_options_usage[];

/* Fills options that ps_options_close empties, also after an error. PS_INVALID, PS_NO_MEMORY. */
enum ps_status ps_options_parse(struct ps_options *options, int argc, char **argv,
                                struct ps_error *error) PS_MUST_USE;
void ps_options_close(struct ps_options *options);

#endif
