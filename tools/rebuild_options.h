/* The options of `penstock redis rebuild`. */
#ifndef PENSTOCK_TOOLS_REBUILD_OPTIONS_H
#define PENSTOCK_TOOLS_REBUILD_OPTIONS_H

#include "tools/client_options.h"

struct ps_rebuild_options {
    struct ps_client_options client;
    const char *topic; /* NULL: the configuration's, and those that replies may go to */
    const char *batch; /* NULL: all results */
    int64_t since_s;   /* Unix: results from then on; 0: all that have not expired */
    bool quiet;
};

extern const char ps_rebuild_usage[];

/* now_s, Unix: what a time ago is counted from. PS_INVALID names the option, what was found and
 * what was expected. */
enum ps_status ps_rebuild_options_parse(struct ps_rebuild_options *options, int argc, char **argv,
                                        int64_t now_s, struct ps_error *error) PS_MUST_USE;

#endif
