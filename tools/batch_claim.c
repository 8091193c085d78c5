/* Whose a batch's name is. */
#include "tools/batch_claim.h"

#include <stdio.h>
#include <string.h>

#include "shared/base/defer.h"
#include "tools/redis_side.h"

/* Whether what is noted is something else than this; jobs that nobody has noted are, too. */
static bool is_anothers(const struct ps_batch_status *noted, const char *own)
{
    if (noted->digest[0])
        return strcmp(noted->digest, own) != 0 || strcmp(own, PS_BATCH_CLAIM_PIPE) == 0;
    return ps_batch_status_is_known(noted);
}

static enum ps_status refuse(const struct ps_batch_claim *claim,
                             const struct ps_batch_status *noted, struct ps_error *error)
{
    const char *digest = noted->digest;
    const char *what = "jobs of that name, it isn't known from where";
    bool is_file = strlen(digest) == PS_DIGEST_HEX_SIZE - 1;
    if (is_file)
        what = "the lines of another file, with SHA-256 ";
    else if (strcmp(digest, PS_BATCH_CLAIM_PIPE) == 0)
        what = "lines from standard input";
    else if (digest[0])
        what = "the lines of several files";
    return ps_error_set(error, PS_INVALID,
                        "batch %s has %s%s already; nothing was sent: give another --batch ID, or "
                        "--again to add these lines to that batch",
                        claim->batch, what, is_file ? digest : "");
}

/* With *refused the name is another's; else an error is that Redis can't be asked. */
static enum ps_status take(const struct ps_batch_claim *claim, struct ps_redis_side *side,
                           bool *refused, struct ps_error *error)
{
    char own[PS_DIGEST_HEX_SIZE] = PS_BATCH_CLAIM_PIPE;
    int64_t ttl_ms = claim->config->redis.result_ttl_s * 1000;
    struct ps_batch_status noted;
    bool put = false;
    if (claim->digest)
        ps_digest_hex(claim->digest, own);
    PS_TRY(ps_redis_side_open(side, claim->config, claim->tenant, claim->batch, error));
    PS_TRY(ps_redis_side_batch(side, &noted, error));
    if (!noted.digest[0] && !ps_batch_status_is_known(&noted)) {
        PS_TRY(ps_redis_side_note_digest(side, own, /*replace=*/false, ttl_ms, &put, error));
        PS_TRY(ps_redis_side_batch(side, &noted, error));
    }
    if (put || !is_anothers(&noted, own))
        return PS_OK;
    if (claim->again)
        return ps_redis_side_note_digest(side, PS_BATCH_CLAIM_SEVERAL, /*replace=*/true, ttl_ms,
                                         &put, error);
    *refused = true;
    return refuse(claim, &noted, error);
}

enum ps_status ps_batch_claim_take(const struct ps_batch_claim *claim, struct ps_error *error)
{
    PS_DEFER(ps_redis_side_close) struct ps_redis_side side = {0};
    struct ps_error reason = {0};
    bool refused = false;
    if (!claim->config->redis.url[0])
        return PS_OK;
    enum ps_status status = take(claim, &side, &refused, &reason);
    if (status == PS_OK)
        return PS_OK;
    if (refused || status == PS_NO_MEMORY)
        return ps_error_set(error, status, "%s", reason.message);
    fprintf(stderr,
            "penstock submit: %s; whether batch %s has the lines of another file can't be said\n",
            reason.message, claim->batch);
    return PS_OK;
}
