/* The two clocks of the operating system. */
#include "shared/base/clock.h"

#include <time.h>

static int64_t read_us(clockid_t clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t ps_clock_monotonic_ms(void)
{
    return read_us(CLOCK_MONOTONIC) / 1000;
}

int64_t ps_clock_monotonic_us(void)
{
    return read_us(CLOCK_MONOTONIC);
}

int64_t ps_clock_unix_ms(void)
{
    return read_us(CLOCK_REALTIME) / 1000;
}

int64_t ps_clock_unix_us(void)
{
    return read_us(CLOCK_REALTIME);
}

struct timespec ps_clock_deadline(int64_t timeout_ms)
{
    int64_t deadline_us = ps_clock_monotonic_us() + timeout_ms * 1000;
    return (struct timespec){.tv_sec = (time_t)(deadline_us / 1000000),
                             .tv_nsec = (long)(deadline_us % 1000000) * 1000};
}

void ps_clock_sleep_ms(int64_t duration_ms)
{
    const struct timespec duration = {.tv_sec = (time_t)(duration_ms / 1000),
                                      .tv_nsec = (long)(duration_ms % 1000) * 1000000};
    (void)nanosleep(&duration, NULL);
}
