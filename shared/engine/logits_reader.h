/* From hidden states to what the sequences asked for: logits in blocks of rows, each row read for
 * log-probabilities and sampled from, the rows of a block spread over the threads. */
#ifndef PENSTOCK_SHARED_ENGINE_LOGITS_READER_H
#define PENSTOCK_SHARED_ENGINE_LOGITS_READER_H

#include "shared/base/pool.h"
#include "shared/engine/rows.h"
#include "shared/kernel/logits.h"
#include "shared/model/model.h"

/* Zero-initialise. */
struct ps_logits_reader {
    const struct ps_model *model;
    struct ps_pool *pool;
    size_t vocab_size;
    size_t block_rows;
    size_t num_parts;         /* a block's rows are dealt out to that many parts */
    float *logits;            /* [block_rows, vocab_size] */
    float *changed;           /* [num_parts, vocab_size]: scratch of the sampling, as the next */
    struct ps_logit *scratch; /* [num_parts, vocab_size] */
};

enum ps_status ps_logits_reader_init(struct ps_logits_reader *reader, const struct ps_model *model,
                                     struct ps_pool *pool, size_t rows_max) PS_MUST_USE;
void ps_logits_reader_close(struct ps_logits_reader *reader);

/* Fills prompt_logprobs, logprobs[num_tokens] and what state picked of the sequences that wanted a
 * row. hidden: [rows->num_wanted, hidden_size]. */
void ps_logits_reader_read(struct ps_logits_reader *reader, struct ps_workspace *workspace,
                           const struct ps_rows *rows, const float *hidden);

/* Whether a token ends a sequence of this model. */
bool ps_logits_reader_is_eos(const struct ps_logits_reader *reader, int32_t token);

#endif
