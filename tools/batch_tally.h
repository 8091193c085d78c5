/* Where a batch stands, counted on the topics: what can always be known, for the price of reading
 * them. */
#ifndef PENSTOCK_TOOLS_BATCH_TALLY_H
#define PENSTOCK_TOOLS_BATCH_TALLY_H

#include "tools/batch_watch.h"
#include "tools/status_record.h"

/* Zero-initialise. */
struct ps_batch_tally {
    struct ps_kafka_reader *results;
    struct ps_batch_watch watch;
    uint64_t num_failed; /* custom_ids whose first result is no 200 */
};

/* PS_INVALID, PS_UNAVAILABLE, PS_NOT_FOUND, PS_NO_MEMORY. batch is borrowed. */
enum ps_status ps_batch_tally_open(struct ps_batch_tally *tally, const struct ps_config *config,
                                   const char *batch, struct ps_error *error) PS_MUST_USE;
void ps_batch_tally_close(struct ps_batch_tally *tally);

/* Reads what has come, waiting at most timeout_ms for something to come. PS_UNAVAILABLE, PS_IO,
 * PS_NO_MEMORY. */
enum ps_status ps_batch_tally_step(struct ps_batch_tally *tally, int timeout_ms,
                                   struct ps_error *error) PS_MUST_USE;

/* Whether everything that was there at the start has been counted. */
bool ps_batch_tally_is_at_end(const struct ps_batch_tally *tally);

void ps_batch_tally_status(const struct ps_batch_tally *tally, struct ps_batch_status *status);

#endif
