/* The key under which a response is cached: equal for two requests exactly where the same answer is
 * due to both. */
#ifndef PENSTOCK_SHARED_JOB_CACHE_KEY_H
#define PENSTOCK_SHARED_JOB_CACHE_KEY_H

#include "shared/base/hash.h"
#include "shared/task/request.h"
#include "shared/wire/job.h"

/* Raised whenever a change makes the same request give other bytes: entries of before are then not
 * found. Given to the compiler only by the test that runs two versions beside each other, as is the
 * one below. */
#ifndef PS_CACHE_NUMERICS_VERSION
#define PS_CACHE_NUMERICS_VERSION 2
#endif

/* Raised whenever what is stored under a key has another form: a response body as JSON, without
 * ids, created and model. */
#ifndef PS_CACHE_FORMAT_VERSION
#define PS_CACHE_FORMAT_VERSION 1
#endif

/* A digest over tenant, model (weights, tokenizer, settings, dtype), instruction-set class, version
 * of the numerics and of the form, context, url and canonical body, with the effective seed where
 * the request samples and the job's time where the answer depends on it. hex becomes "" where it
 * fails: PS_NO_MEMORY, PS_INTERNAL. */
enum ps_status ps_cache_key(const struct ps_job *job, const struct ps_request *request,
                            char hex[PS_DIGEST_HEX_SIZE]) PS_MUST_USE;

#endif
