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
 * its end.
 *
 * Sequences of one prompt run its rows once: see prefix.h. While one computes them the others run
 * without rows. */
#ifndef PENSTOCK_SHARED_ENGINE_SCHEDULE_H
#define PENSTOCK_SHARED_ENGINE_SCHEDULE_H

#include "shared/engine/pages.h"
#include "shared/engine/prefix.h"
#include "shared/engine/sequence.h"

/* To be copied before the step, in the order of the plan. */
struct ps_page_copy {
    uint32_t from;
    uint32_t to;
};

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
    bool lacks_pages;            /* the last plan left one waiting for want of them */
    struct ps_prefix *prefixes;  /* of the sequences inside, the newest first */
    struct ps_page_copy *copies; /* [num_copies], of this step */
    size_t num_copies;
    uint64_t num_setbacks;
};

enum ps_status ps_schedule_init(struct ps_schedule *schedule, size_t num_pages, size_t page_size,
                                size_t step_tokens_max, size_t sequences_max) PS_MUST_USE;

/* Nothing may be inside any more. */
void ps_schedule_close(struct ps_schedule *schedule);

/* Makes a sequence inside one that others can share the prompt with. PS_NO_MEMORY. */
enum ps_status ps_schedule_let_share(struct ps_schedule *schedule,
                                     struct ps_sequence *sequence) PS_MUST_USE;

/* At the end of the waiting ones; sequence->state exists. Shares its prompt with same_prompt where
 * that one is inside and lets it. */
void ps_schedule_add(struct ps_schedule *schedule, struct ps_sequence *sequence);

/* Whether the next plan could admit more than waits: places and rows are left for it, and pages as
 * far as the last plan knew. */
bool ps_schedule_wants_more(const struct ps_schedule *schedule);

/* Takes a sequence out from wherever it is, with its pages. */
void ps_schedule_remove(struct ps_schedule *schedule, struct ps_sequence *sequence);

/* Sets state->num_rows of every running sequence, gives it the pages for them, and lists the pages
 * that are to be copied before. */
void ps_schedule_plan(struct ps_schedule *schedule);

#endif
