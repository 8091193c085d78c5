/* Reductions over a row of logits, for whoever samples from it. A NaN counts as less than every
 * number. */
#ifndef PENSTOCK_SHARED_KERNEL_LOGITS_H
#define PENSTOCK_SHARED_KERNEL_LOGITS_H

#include <stddef.h>
#include <stdint.h>

struct ps_logit {
    int32_t token;
    float value;
};

/* The token of the largest logit; of equal ones the smallest token. */
int32_t ps_logits_argmax(const float *logits, /* [vocab_size], at least one */
                         size_t vocab_size);

/* log(sum(exp(logits))), summed in double from the first to the last. */
double ps_logits_log_sum_exp(const float *logits, /* [vocab_size], at least one */
                             size_t vocab_size);

/* The count largest, descending; equal ones by the smaller token. Returns how many there are:
 * min(count, vocab_size). */
size_t ps_logits_top_k(const float *logits, /* [vocab_size] */
                       size_t vocab_size, size_t count, struct ps_logit *out /* [count] */);

#endif
