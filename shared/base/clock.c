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
