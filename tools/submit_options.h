/* The options of `penstock submit`. */
#ifndef PENSTOCK_TOOLS_SUBMIT_OPTIONS_H
#define PENSTOCK_TOOLS_SUBMIT_OPTIONS_H

#include "shared/wire/job.h"
#include "tools/client_options.h"

enum {
    PS_SUBMIT_HEADERS_MAX = 32,
};

struct ps_submit_options {
    struct ps_client_options client;
    const char *file;         /* "-": standard input */
    const char *topic;        /* NULL: the configuration's */
    const char *batch;        /* NULL: the file's digest */
    const char *state_folder; /* NULL: the file's own */
    bool no_batch;
    bool again;
    bool quiet;
    struct ps_header headers[PS_SUBMIT_HEADERS_MAX]; /* names owned, values borrow from argv */
    char *names[PS_SUBMIT_HEADERS_MAX];
    size_t num_headers;
};

extern const char ps_submit_usage[];

/* PS_INVALID names the option, what was found and what was expected. */
enum ps_status ps_submit_options_parse(struct ps_submit_options *options, int argc, char **argv,
                                       struct ps_error *error) PS_MUST_USE;
void ps_submit_options_close(struct ps_submit_options *options);

#endif
