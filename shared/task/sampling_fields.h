/* What a request says about how its tokens are chosen and where they end: the fields that all urls
 * which generate text have in common, OpenAI's and vLLM's. */
#ifndef PENSTOCK_SHARED_TASK_SAMPLING_FIELDS_H
#define PENSTOCK_SHARED_TASK_SAMPLING_FIELDS_H

#include "shared/task/request.h"
#include "shared/task/token_fields.h"

#define PS_STOPS_MAX 16

/* Zero-initialise. */
struct ps_sampling_fields {
    struct ps_sampling sampling;     /* points into the rest; lengths and log-probabilities are for
                                        whoever reads those */
    const char *stops[PS_STOPS_MAX]; /* borrowed from the body */
    struct ps_token_ids stop_ids;
    struct ps_token_ids allowed_ids;
    struct ps_biases biases;
    struct ps_bad_words bad_words; /* after ps_sampling_fields_encode */
};

/* Reads them from the request's body, over the model's defaults, and sets the request's seed.
 * fields must stay where it is. */
enum ps_status ps_sampling_fields_read(struct ps_sampling_fields *fields,
                                       struct ps_request *request,
                                       struct ps_error *error) PS_MUST_USE;

/* Tokenizes what has to be: once, before the sampling is given to sequences. */
enum ps_status ps_sampling_fields_encode(struct ps_sampling_fields *fields,
                                         const struct ps_request *request,
                                         struct ps_error *error) PS_MUST_USE;
void ps_sampling_fields_close(struct ps_sampling_fields *fields);

#endif
