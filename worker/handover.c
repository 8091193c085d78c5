/* One atomic pointer that is swapped. */
#include "worker/handover.h"

#include <stdlib.h>

static void destroy(struct ps_config *config)
{
    if (config)
        ps_config_close(config);
    free(config);
}

void ps_handover_give(struct ps_handover *handover, struct ps_config *config)
{
    destroy(atomic_exchange(&handover->waiting, config));
}

const struct ps_config *ps_handover_take(struct ps_handover *handover)
{
    if (!atomic_load_explicit(&handover->waiting, memory_order_relaxed))
        return handover->taken;
    struct ps_config *latest = atomic_exchange(&handover->waiting, NULL);
    if (latest) {
        destroy(handover->taken);
        handover->taken = latest;
    }
    return handover->taken;
}

void ps_handover_close(struct ps_handover *handover)
{
    ps_handover_give(handover, NULL);
    destroy(handover->taken);
    handover->taken = NULL;
}
