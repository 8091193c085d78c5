/* The computed prompt of sequences that have the same one: the n choices of a request.
 *
 * All of the prompt but its last token is shared; the row of that one each computes for itself,
 * since it wants logits of its own. The first to run is the writer. Once it has computed the
 * positions, the prefix holds a reference of their pages, so that they outlive it, and the others
 * start behind them: they share the full pages, which nobody writes to any more, and get a copy of
 * the last, partly filled one. Its writer may go on filling that page, as only positions behind the
 * shared ones are written.
 *
 * A prefix is a convenience. When pages run out its own are given up before any sequence is set
 * back for them, and the next of its members to run computes the prompt again or, where one still
 * has it, hands it in again. A cache of prefixes for sequences that come later would keep those
 * without members, found by their tokens, until then. */
#ifndef PENSTOCK_SHARED_ENGINE_PREFIX_H
#define PENSTOCK_SHARED_ENGINE_PREFIX_H

#include "shared/engine/pages.h"
#include "shared/engine/sequence.h"

struct ps_prefix {
    size_t num_positions;             /* that are shared, at least one */
    uint32_t *pages;                  /* [num_pages], a reference of each */
    size_t num_pages;                 /* 0: not computed, or given up */
    const struct ps_sequence *writer; /* runs and computes it, or has; else NULL */
    size_t num_members;               /* sequences that may use it, inside the engine */
    struct ps_prefix *next;
};

/* Of a prompt of at least two tokens. NULL where memory can't be had. */
struct ps_prefix *ps_prefix_create(const struct ps_pages *pages, size_t num_prompt);

/* Its pages must have been given up. */
void ps_prefix_destroy(struct ps_prefix *prefix);

/* Whether a member can start behind what is shared: not where it computes less, or where the rows
 * of its prompt are wanted. */
bool ps_prefix_serves(const struct ps_prefix *prefix, const struct ps_sequence *member);

/* Takes references of the pages of a member, where it has computed what is shared and nobody has
 * handed that in before. */
void ps_prefix_hand_in(struct ps_prefix *prefix, struct ps_pages *pages,
                       const struct ps_sequence *member);

void ps_prefix_give_up(struct ps_prefix *prefix, struct ps_pages *pages);

/* Full pages that a member which has none yet needs not take: computed, or being computed by
 * another. */
size_t ps_prefix_count_shared(const struct ps_prefix *prefix, const struct ps_pages *pages,
                              const struct ps_sequence *member);

/* Of a list: pages that giving up would free, leaving one of the prefixes out. */
size_t ps_prefix_count_idle(const struct ps_prefix *first, const struct ps_pages *pages,
                            const struct ps_prefix *but);

/* Gives up the newest one that frees a page by it. False where none does. */
bool ps_prefix_give_up_idle(struct ps_prefix *first, struct ps_pages *pages);

#endif
