/* Groups of finished jobs, and verdicts over errors. */
#include "worker/delivery.h"

#define RETRIES_MAX    20
#define BACKOFF_MS_MIN 10
#define BACKOFF_MS_MAX 2000

bool ps_delivery_due(const struct ps_delivery_limits *limits,
                     const struct ps_delivery_pending *pending)
{
    if (pending->num_ready == 0)
        return false;
    return pending->flush || pending->num_unfinished == 0 ||
           pending->num_ready >= limits->group_jobs_max ||
           pending->oldest_ms >= limits->group_ms_max;
}

bool ps_delivery_fits(const struct ps_delivery_limits *limits, size_t num_jobs, size_t bytes,
                      size_t record_bytes)
{
    if (num_jobs == 0)
        return true;
    return num_jobs < limits->group_jobs_max && bytes <= limits->group_bytes_max &&
           record_bytes <= limits->group_bytes_max - bytes;
}

enum ps_verdict ps_delivery_judge(enum ps_delivery_step step, const struct ps_delivery_fault *fault,
                                  size_t num_retries)
{
    if (fault->kind == PS_FAULT_NONE)
        return PS_VERDICT_GO_ON;
    if (fault->kind == PS_FAULT_UNAUTHORIZED || fault->kind == PS_FAULT_UNSUPPORTED)
        return PS_VERDICT_EXIT;
    /* librdkafka flags a fenced commit of offsets as abortable, but the abort would meet the same
     * wall. */
    if (fault->fatal || fault->kind == PS_FAULT_FENCED)
        return PS_VERDICT_RENEW;
    if (fault->abortable)
        return step == PS_STEP_ABORT               ? PS_VERDICT_RENEW
               : fault->kind == PS_FAULT_TOO_LARGE ? PS_VERDICT_ALONE
                                                   : PS_VERDICT_ABORT;
    if (fault->retriable && num_retries < RETRIES_MAX)
        return PS_VERDICT_RETRY;
    return PS_VERDICT_RENEW;
}

bool ps_delivery_happened(int64_t sent, int64_t committed)
{
    return committed >= sent;
}

int64_t ps_delivery_backoff_ms(size_t num_failures)
{
    int64_t backoff_ms = BACKOFF_MS_MIN;
    if (num_failures == 0)
        return 0;
    for (size_t i = 1; i < num_failures && backoff_ms < BACKOFF_MS_MAX; i++)
        backoff_ms *= 2;
    return backoff_ms < BACKOFF_MS_MAX ? backoff_ms : BACKOFF_MS_MAX;
}

const char *ps_delivery_step_name(enum ps_delivery_step step)
{
    static const char *const names[] = {"begin", "produce", "send offsets", "commit", "abort"};
    return names[step];
}

const char *ps_verdict_name(enum ps_verdict verdict)
{
    static const char *const names[] = {"go on", "retry", "abort", "alone", "renew", "exit"};
    return names[verdict];
}
