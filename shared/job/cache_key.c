/* The cache's key. */
#include "shared/job/cache_key.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "shared/kernel/table.h"
#include "shared/wire/canonical.h"

#define TEXT_OF(number) #number
#define VERSION(number) TEXT_OF(number)
#define DOMAIN_SEPARATOR                                                                           \
    "penstock cache " VERSION(PS_CACHE_NUMERICS_VERSION) "." VERSION(PS_CACHE_FORMAT_VERSION)

static void add_text(struct ps_hasher *hasher, const char *text)
{
    ps_hasher_update_field(hasher, text, strlen(text));
}

enum ps_status ps_cache_key(const struct ps_job *job, const struct ps_request *request,
                            char hex[PS_DIGEST_HEX_SIZE])
{
    hex[0] = '\0';
    PS_DEFER(ps_buffer_close) struct ps_buffer body = {0};
    PS_TRY(ps_canonical_body(job->body, true, &body));
    PS_DEFER(ps_hasher_destroyp) struct ps_hasher *hasher = ps_hasher_create();
    if (!hasher)
        return PS_NO_MEMORY;
    char seed[24] = "";
    if (request->uses_seed)
        (void)snprintf(seed, sizeof seed, "%" PRIu64, request->seed);
    char created[24] = "";
    if (request->uses_time)
        (void)snprintf(created, sizeof created, "%" PRId64, request->created_s);
    char length[24];
    (void)snprintf(length, sizeof length, "%zu", request->context);
    const struct ps_digest *model = ps_model_digest(request->model);
    add_text(hasher, DOMAIN_SEPARATOR);
    add_text(hasher, job->tenant[0] ? job->tenant : "default");
    ps_hasher_update_field(hasher, model->bytes, sizeof model->bytes);
    add_text(hasher, ps_kernels()->isa);
    add_text(hasher, length);
    add_text(hasher, job->url);
    add_text(hasher, seed);
    add_text(hasher, created);
    ps_hasher_update_field(hasher, body.data, body.size);
    struct ps_digest digest;
    PS_TRY(ps_hasher_finish(hasher, &digest));
    ps_digest_hex(&digest, hex);
    return PS_OK;
}
