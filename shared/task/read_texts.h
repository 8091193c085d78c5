/* Texts that are read and not continued: what /v1/embeddings and /v1/text-classification have in
 * common, from tokens to a response. */
#ifndef PENSTOCK_SHARED_TASK_READ_TEXTS_H
#define PENSTOCK_SHARED_TASK_READ_TEXTS_H

#include "shared/task/request.h"

/* Makes room for count sequences. */
enum ps_status ps_read_texts_begin(struct ps_request *request, size_t count,
                                   struct ps_error *error) PS_MUST_USE;

/* Adds the sequence of a text, which param names; takes the tokens. PS_INVALID over the context,
 * or where the request gets too many tokens. */
enum ps_status ps_read_texts_add(struct ps_request *request, enum ps_sequence_kind kind,
                                 struct ps_tokens *tokens, const char *param,
                                 struct ps_error *error) PS_MUST_USE;

/* {"object": object, "data": data, "usage"}, a new reference. Takes data. */
enum ps_status ps_read_texts_render(const struct ps_request *request, const char *object,
                                    json_t *data, json_t **body,
                                    struct ps_error *error) PS_MUST_USE;

#endif
