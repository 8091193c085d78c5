/* One time per thread. */
#include "worker/pulse.h"

#include <stddef.h>

/* How long each may take for one round: a rebalance asks for offsets, a step of a large model takes
 * seconds, a transaction waits for a broker that is coming back. */
static const struct {
    const char *name;
    int64_t longest_ms;
} threads[PS_NUM_THREADS] = {
    {"fetching", 60000}, {"admission", 60000},   {"stepping", 600000},
    {"storing", 60000},  {"publishing", 180000}, {"cancelling", 60000},
};

const char *ps_thread_name(enum ps_thread thread)
{
    return threads[thread].name;
}

void ps_pulse_beat(struct ps_pulse *pulse, enum ps_thread thread, int64_t now_ms)
{
    atomic_store(&pulse->beats_ms[thread], now_ms);
}

const char *ps_pulse_stuck(const struct ps_pulse *pulse, int64_t now_ms)
{
    for (int thread = 0; thread < PS_NUM_THREADS; thread++) {
        int64_t beat_ms = atomic_load(&pulse->beats_ms[thread]);
        if (beat_ms > 0 && now_ms - beat_ms > threads[thread].longest_ms)
            return threads[thread].name;
    }
    return NULL;
}
