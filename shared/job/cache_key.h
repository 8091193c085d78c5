/* The key under which a response is cached: equal for two requests exactly where the same answer is
 * due to both. */
#ifndef PENSTOCK_SHARED_JOB_CACHE_KEY_H
#define PENSTOCK_SHARED_JOB_CACHE_KEY_H

#include "shared/base/hash.h"
#include "shared/task/request.h"
#include "shared/wire/job.h"

/* A digest over tenant, model (weights, tokenizer, settings, dtype), instruction-set class, version
 * of the numerics, context, url and canonical body, with the effective seed where the request
 * samples and the job's time where the answer depends on it. hex becomes "" where it fails:
 * PS_NO_MEMORY, PS_INTERNAL. */
enum ps_status ps_cache_key(const struct ps_job *job, const struct ps_request *request,
                            char hex[PS_DIGEST_HEX_SIZE]) PS_MUST_USE;

#endif
