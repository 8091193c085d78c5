/* The chunks of a stream, as OpenAI's API sends them: a choice's news in each, and at the end the
 * usage where it was asked for. */
#ifndef PENSTOCK_SHARED_TASK_CHUNKS_H
#define PENSTOCK_SHARED_TASK_CHUNKS_H

#include "shared/task/generation.h"

/* Appends {"object": object, "choices": [choice]}; takes choice, which is NULL where memory could
 * not be had. */
enum ps_status ps_chunks_add(json_t *chunks, const char *object,
                             const struct ps_generation *generation, json_t *choice,
                             struct ps_error *error) PS_MUST_USE;

/* Behind the last choice's end: appends, once and where it was asked for, the chunk that has the
 * usage and no choice. */
enum ps_status ps_chunks_end(json_t *chunks, const char *object, struct ps_generation *generation,
                             const struct ps_request *request, struct ps_error *error) PS_MUST_USE;

#endif
