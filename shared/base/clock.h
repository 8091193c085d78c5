/* The two clocks of the operating system. Only programs and threads read them;
 * whatever must be tested gets the time as a parameter. */
#ifndef PENSTOCK_SHARED_BASE_CLOCK_H
#define PENSTOCK_SHARED_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

int64_t ps_clock_monotonic_ms(void); /* never goes back; for durations */
int64_t ps_clock_monotonic_us(void);
int64_t ps_clock_unix_ms(void); /* since 1970-01-01 UTC; for what users see */
int64_t ps_clock_unix_us(void);

/* The monotonic time that far from now: for pthread_cond_timedwait on that clock. */
struct timespec ps_clock_deadline(int64_t timeout_ms);
/* Waits that long; a signal may end it earlier. */
void ps_clock_sleep_ms(int64_t duration_ms);

#endif
