/* The options of `penstock run`. */
#ifndef PENSTOCK_TOOLS_RUN_OPTIONS_H
#define PENSTOCK_TOOLS_RUN_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "tools/engine_options.h"

struct ps_run_options {
    const char *input;
    const char *output;
    struct ps_engine_options engine;
    int64_t created_unix_s; /* -1: the input file's modification time */
    bool quiet;
    bool help;
};

extern const char ps_run_usage[];

/* PS_INVALID with a message that names the option, what was found and what was expected. */
enum ps_status ps_run_options_parse(struct ps_run_options *options, int argc, char **argv,
                                    struct ps_error *error) PS_MUST_USE;
void ps_run_options_close(struct ps_run_options *options);

#endif
