/* Who gets how many rows of the next step. Knows sequences, their age and the number of free pages,
 * and nothing of the model.
 *
 * Sequences wait and run in the order in which they were added. A step's rows go first to those
 * that decode, one each, then to prompts, the oldest first: each takes half of what is left, so
 * that a short prompt behind a long one is done soon, and what nobody took goes to the oldest.
 *
 * A sequence is admitted when the pages of all its tokens so far are free, beyond what the prompts
 * that run already have yet to fill. It may grow over that; where a page is needed and none is
 * free, the youngest running sequence is set back: it loses its pages, waits at the front, and is
 * computed again. The oldest is never set back for another, so there is always one that comes to
 * its end. */
#ifndef PENSTOCK_SHARED_ENGINE_SCHEDULE_H
#define PENSTOCK_SHARED_ENGINE_SCHEDULE_H

#include "shared/engine/pages.h"
#include "shared/engine/sequence.h"

/* Zero-initialise. */
struct ps_schedule {
    struct ps_pages pages;
    size_t step_tokens_max;
    size_t sequences_max;         /* running at the same time */
    struct ps_sequence **running; /* [num_running], the oldest first */
    size_t num_running;
    struct ps_sequence *waiting; /* linked by next, the oldest first */
    struct ps_sequence *waiting_last;
    size_t num_waiting;
    uint64_t num_setbacks;
};

enum ps_status ps_schedule_init(struct ps_schedule *schedule, size_t num_pages, size_t page_size,
                                size_t step_tokens_max, size_t sequences_max) PS_MUST_USE;

/* Nothing may be inside any more. */
void ps_schedule_close(struct ps_schedule *schedule);

/* At the end of the waiting ones; sequence->state exists. */
void ps_schedule_add(struct ps_schedule *schedule, struct ps_sequence *sequence);

/* Takes a sequence out from wherever it is, with its pages. */
void ps_schedule_remove(struct ps_schedule *schedule, struct ps_sequence *sequence);

/* Sets state->num_rows of every running sequence, and gives it the pages for them. */
void ps_schedule_plan(struct ps_schedule *schedule);

#endif
