/* Which lines of a batch are in the topic behind the position that was last noted. */
#ifndef PENSTOCK_TOOLS_SUBMIT_TAIL_H
#define PENSTOCK_TOOLS_SUBMIT_TAIL_H

#include "tools/submissions.h"
#include "worker/config.h"

/* Zero-initialise. */
struct ps_submit_tail {
    uint8_t *found;     /* a bit for each line from `first`, [num_lines]; owned */
    uint64_t first;     /* the line after the position */
    uint64_t num_lines; /* how many the file has from there, blank ones counted */
    uint64_t num_found;
    bool ended; /* the end marker is there too */
};

/* Reads everything between the submission's ends and the topic's as they are now; last_line is the
 * number of the file's last. Nobody may be producing lines of the batch meanwhile. PS_CLOSED where
 * it was interrupted; PS_INVALID where the topic no longer holds all of that; PS_TIMEOUT where
 * another producer's transaction hides it; PS_UNAVAILABLE, PS_NO_MEMORY. */
enum ps_status ps_submit_tail_read(struct ps_submit_tail *tail, const struct ps_config *config,
                                   const struct ps_submission *submission, uint64_t last_line,
                                   struct ps_error *error) PS_MUST_USE;
void ps_submit_tail_close(struct ps_submit_tail *tail);

bool ps_submit_tail_has(const struct ps_submit_tail *tail, uint64_t line);

/* Notes a line; one that the file doesn't have, or that lies before, is passed over. */
void ps_submit_tail_note(struct ps_submit_tail *tail, uint64_t line);

#endif
