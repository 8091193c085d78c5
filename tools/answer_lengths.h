/* How long answers are, learnt from a sample in which some were still going on, or were cut by
 * their job's max_tokens: an estimator of survival (Kaplan and Meier's) over the tokens of an
 * answer. Pure. */
#ifndef PENSTOCK_TOOLS_ANSWER_LENGTHS_H
#define PENSTOCK_TOOLS_ANSWER_LENGTHS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/status.h"

/* Zero-initialise. */
struct ps_answer_lengths {
    size_t *ended; /* [capacity], by length: answers that ended by themselves */
    size_t *left;  /* [capacity]: answers of which only is known that they are at least that long */
    size_t capacity;
    size_t num_answers;
};

/* PS_NO_MEMORY. */
enum ps_status ps_answer_lengths_add(struct ps_answer_lengths *lengths, size_t num_tokens,
                                     bool ended) PS_MUST_USE;
void ps_answer_lengths_close(struct ps_answer_lengths *lengths);

/* The length of an answer at a place of the distribution, from 0 (shortest) to 1, that may have
 * max_tokens: max_tokens where so many didn't end before. */
size_t ps_answer_lengths_at(const struct ps_answer_lengths *lengths, double place,
                            size_t max_tokens);

#endif
