/* The file beside a batch file that remembers its submissions: locked while one is under way, and
 * replaced as a whole, so that a kill or a power failure leaves the former or the new contents. */
#ifndef PENSTOCK_TOOLS_SUBMIT_STATE_H
#define PENSTOCK_TOOLS_SUBMIT_STATE_H

#include "tools/submissions.h"

#define PS_SUBMIT_STATE_SUFFIX ".penstock-submit"

/* Zero-initialise. */
struct ps_submit_state {
    char *path;
    char *path_new; /* what becomes path */
    int descriptor; /* of path, locked */
    bool opened;
    struct ps_submissions submissions;
};

/* Opens or creates FILE.penstock-submit, in `folder` where one is given, locks it and reads it.
 * PS_FULL where another process has it; PS_INVALID where it holds something else; PS_IO where it
 * cannot be written, saying what to do. */
enum ps_status ps_submit_state_open(struct ps_submit_state *state, const char *file,
                                    const char *folder, struct ps_error *error) PS_MUST_USE;

/* A file in which nothing was noted goes. */
void ps_submit_state_close(struct ps_submit_state *state);

/* Writes the submissions, on the disk when it returns. PS_IO, PS_NO_MEMORY. */
enum ps_status ps_submit_state_save(struct ps_submit_state *state,
                                    struct ps_error *error) PS_MUST_USE;

#endif
