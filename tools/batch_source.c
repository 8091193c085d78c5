/* Where a batch stands, from Redis or from the topics. */
#include "tools/batch_source.h"

#include <stdio.h>

#include "shared/base/clock.h"
#include "tools/command.h"

#define WAIT_MS       100
#define STANDSTILL_MS 5000

void ps_batch_source_close(struct ps_batch_source *source)
{
    if (source->counts)
        ps_batch_tally_close(&source->tally);
    source->counts = false;
}

/* False where Redis can't say; *status then has what it knows all the same. */
static bool ask_redis(struct ps_batch_source *source, struct ps_batch_status *status)
{
    struct ps_error error = {0};
    *status = (struct ps_batch_status){0};
    if (!source->side)
        return false;
    if (ps_redis_side_batch(source->side, status, &error) != PS_OK) {
        fprintf(stderr, "penstock %s: %s; counting on the topics instead\n", source->tool,
                error.message);
        source->side = NULL;
        return false;
    }
    return ps_batch_status_is_known(status);
}

static enum ps_status start_to_count(struct ps_batch_source *source, struct ps_error *error)
{
    enum ps_status status =
        ps_batch_tally_open(&source->tally, source->config, source->batch, error);
    if (status != PS_OK) {
        ps_batch_tally_close(&source->tally);
        return status;
    }
    source->counts = true;
    while (status == PS_OK && !ps_batch_tally_is_at_end(&source->tally)) {
        status = ps_batch_tally_step(&source->tally, WAIT_MS, error);
        if (ps_command_interrupted())
            return PS_CLOSED;
    }
    return status;
}

/* Whether Redis has told the same for a while, and may do so for ever. */
static bool stands_still(struct ps_batch_source *source, const struct ps_batch_status *status)
{
    uint64_t done = status->completed + status->failed;
    int64_t now_ms = ps_clock_monotonic_ms();
    if (ps_batch_status_is_final(status))
        return false;
    if (!source->moved.known || source->moved.done != done) {
        source->moved.known = true;
        source->moved.done = done;
        source->moved.at_ms = now_ms;
    }
    return now_ms - source->moved.at_ms >= STANDSTILL_MS;
}

enum ps_status ps_batch_source_read(struct ps_batch_source *source, struct ps_batch_status *status,
                                    struct ps_error *error)
{
    if (ask_redis(source, status) && !source->counts) {
        if (ps_batch_status_is_mixed(status))
            fprintf(stderr,
                    "penstock %s: batch %s has the lines of several files, which Redis does not "
                    "tell apart; counting on the topics instead\n",
                    source->tool, source->batch);
        else if (stands_still(source, status))
            fprintf(
                stderr,
                "penstock %s: Redis has told nothing new for %d s; counting on the topics too\n",
                source->tool, STANDSTILL_MS / 1000);
        else
            return PS_OK;
    }
    if (ps_batch_status_is_final(status) && !ps_batch_status_is_mixed(status))
        return PS_OK;
    bool cancelling = status->cancelling;
    if (!source->counts)
        PS_TRY(start_to_count(source, error));
    PS_TRY(ps_batch_tally_step(&source->tally, /*timeout_ms=*/0, error));
    ps_batch_tally_status(&source->tally, status);
    status->cancelling = cancelling;
    return PS_OK;
}
