/* A sequence's text together with the special tokens in it that mean something to whoever takes the
 * answer apart: marks of tool calls and of reasoning. The text itself has no special tokens, so
 * that none ends up in an answer; each mark is put back to where it was. */
#ifndef PENSTOCK_SHARED_TASK_MARKED_TEXT_H
#define PENSTOCK_SHARED_TASK_MARKED_TEXT_H

#include "shared/engine/sequence.h"
#include "shared/task/answer.h"
#include "shared/text/tokenizer.h"

/* How far a sequence has been read. Zero-initialise. */
struct ps_marked_text {
    size_t num_tokens; /* looked at for marks */
    size_t text_size;  /* read */
    bool is_waiting;   /* for the text before the mark that was found last */
    size_t mark_at;    /* where in the text that mark is */
};

/* Gives the answer what came since the last time. */
enum ps_status ps_marked_text_read(struct ps_marked_text *marked,
                                   const struct ps_sequence *sequence,
                                   const struct ps_tokenizer *tokenizer, struct ps_answer *answer,
                                   struct ps_error *error) PS_MUST_USE;

#endif
