/* Backoff. */
#include "worker/tracing/retry.h"

#include <stdbool.h>
#include <sys/random.h>

#define FIRST_MS 500
#define ASKED_MS 30000 /* longer than that nobody waits: newer spans are worth more */

static bool is_worth_another(long status)
{
    return status == 0 || status == 429 || status == 502 || status == 503 || status == 504;
}

/* Between half of it and all of it, so that workers don't come back all at once. */
static int64_t jittered(int64_t pause_ms)
{
    uint32_t draw = 0;
    (void)!getrandom(&draw, sizeof draw, 0);
    return pause_ms / 2 + (int64_t)(draw % (uint32_t)(pause_ms / 2 + 1));
}

int64_t ps_tracing_retry_ms(const struct ps_tracing_answer *answer, size_t num_tries)
{
    if (!is_worth_another(answer->status) || num_tries >= PS_TRACING_TRIES_MAX)
        return -1;
    if (answer->retry_after_ms > 0)
        return answer->retry_after_ms < ASKED_MS ? answer->retry_after_ms : ASKED_MS;
    return jittered((int64_t)FIRST_MS << (num_tries - 1));
}
