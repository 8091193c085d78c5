/* What an error that Redis answers means for the command that met it. Pure. */
#ifndef PENSTOCK_WORKER_REDIS_REFUSAL_H
#define PENSTOCK_WORKER_REDIS_REFUSAL_H

enum ps_redis_outcome {
    PS_REDIS_UNANSWERED, /* nothing is known of it */
    PS_REDIS_DONE,
    PS_REDIS_NEVER,     /* asking again would be answered the same: the wrong type, unknown, ... */
    PS_REDIS_FORBIDDEN, /* an ACL forbids this command or key, others may pass */
    PS_REDIS_FULL,      /* Redis takes nothing more for now, but still answers what is read */
    PS_REDIS_AWAY /* this Redis serves nobody for now: it loads, follows, wants a login, ... */
};

/* text: an error's, "OOM command not allowed ...". PS_REDIS_DONE for an entry of a stream that is
 * there already, from a time when the answer was lost. */
enum ps_redis_outcome ps_redis_outcome_of(const char *text);

#endif
