/* Whether the threads move: each says so whenever it comes round its loop. */
#ifndef PENSTOCK_WORKER_PULSE_H
#define PENSTOCK_WORKER_PULSE_H

#include <stdatomic.h>
#include <stdint.h>

enum ps_thread {
    PS_THREAD_FETCHING,
    PS_THREAD_ADMISSION,
    PS_THREAD_STEPPING,
    PS_THREAD_STORING,
    PS_THREAD_PUBLISHING,
    PS_THREAD_CANCELLING,
    PS_NUM_THREADS
};

struct ps_pulse {
    atomic_int_fast64_t beats_ms[PS_NUM_THREADS]; /* monotonic; 0: hasn't begun */
};

void ps_pulse_beat(struct ps_pulse *pulse, enum ps_thread thread, int64_t now_ms);

/* The name of a thread that has not moved for longer than it may, or NULL. */
const char *ps_pulse_stuck(const struct ps_pulse *pulse, int64_t now_ms);

const char *ps_thread_name(enum ps_thread thread);

#endif
