/* Where a batch stands, from Redis where that knows it, else counted on the topics. */
#ifndef PENSTOCK_TOOLS_BATCH_SOURCE_H
#define PENSTOCK_TOOLS_BATCH_SOURCE_H

#include "tools/batch_tally.h"
#include "tools/redis_side.h"

/* Zero but for the first four, which are borrowed. */
struct ps_batch_source {
    const char *tool; /* "status": for what it says on standard error */
    const struct ps_config *config;
    const char *batch;
    struct ps_redis_side *side; /* NULL: Redis isn't asked */
    struct ps_batch_tally tally;
    bool counts; /* the tally is open */
    struct {
        bool known;
        uint64_t done;
        int64_t at_ms; /* monotonic */
    } moved;           /* when Redis last told something new */
};

/* Where Redis tells nothing new of a batch that hasn't ended, the topics are counted too: dead
 * letters and lines that repeat a custom_id are not among its counts. And where its counts are of
 * several files, only the topics can tell.
 *
 * Says on standard error, once, when it begins to count, and why. PS_CLOSED where it was
 * interrupted; PS_INVALID, PS_UNAVAILABLE, PS_NOT_FOUND, PS_IO, PS_NO_MEMORY of the topics. */
enum ps_status ps_batch_source_read(struct ps_batch_source *source, struct ps_batch_status *status,
                                    struct ps_error *error) PS_MUST_USE;
void ps_batch_source_close(struct ps_batch_source *source);

#endif
