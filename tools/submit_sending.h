/* The lines of a batch file on their way to the job topic.
 *
 * How a line gets there exactly once, although this process may be killed at any moment: lines are
 * sent in transactions of a few hundred, so that of each transaction all lines are in the topic or
 * none is. After each one, the state file notes the last line and where the topic ended (its
 * "ends"). When the same file is submitted again, three steps find out what the state file can't
 * know, whether the transaction after the last noted one was committed:
 *
 *   1. The transactional id, made from topic and batch, shuts the former producer out. Whatever of
 *      it may still be on the wire is refused by the broker from then on.
 *   2. What is in the topic between the noted ends and the present ones is read back. Each record
 *      carries its batch and its line in headers; the last one, the end marker, has no value.
 *   3. The lines that were found there are left out.
 *
 * The state file may be behind the topic by any number of transactions; that makes the second step
 * longer and nothing else. It is never ahead, because it is written after the commit.
 *
 * Without a state (standard input, --no-batch) lines are sent without transactions, as they come.
 */
#ifndef PENSTOCK_TOOLS_SUBMIT_SENDING_H
#define PENSTOCK_TOOLS_SUBMIT_SENDING_H

#include "tools/batch_input.h"
#include "tools/batch_scan.h"
#include "tools/progress.h"
#include "tools/submit_options.h"
#include "tools/submit_state.h"
#include "tools/submit_tail.h"
#include "worker/kafka/submitter.h"

/* Filled by the caller down to `tail`, the rest zero. All borrowed. */
struct ps_sending {
    struct ps_kafka_submitter *submitter;
    struct ps_batch_input *input; /* at its beginning */
    const struct ps_batch_scan *scan;
    struct ps_progress *progress;
    struct ps_header
        headers[PS_SUBMIT_HEADERS_MAX + 2]; /* [num_headers] on every record; and room */
    size_t num_headers;
    bool has_batch;                    /* lines are numbered, the end is marked */
    struct ps_submit_state *state;     /* NULL: no transactions, nothing is noted */
    struct ps_submission *submission;  /* the state's, for this batch */
    const struct ps_submit_tail *tail; /* what was found behind its ends */

    uint64_t num_seen;    /* lines that aren't blank, read so far */
    uint64_t num_resumed; /* of them, those that were in the topic already */
    uint64_t reached;     /* every line up to this one is there or sent */
    bool in_transaction;
    uint64_t chunk_lines; /* of this transaction */
    uint64_t chunk_bytes;
    int64_t chunk_started_ms;
};

/* Sends what is not there yet and marks the end. PS_CLOSED where it was interrupted: what was sent
 * is delivered as far as that went quickly. Else the reason why it cannot go on; what is noted in
 * the state can be gone on with. */
enum ps_status ps_sending_run(struct ps_sending *sending, struct ps_error *error) PS_MUST_USE;

/* The message for a line that no record can hold. */
enum ps_status ps_sending_line_too_long(uint64_t number, size_t bytes_max, struct ps_error *error);

#endif
