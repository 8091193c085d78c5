/* The two clocks of the operating system, in milliseconds. Only programs and threads read them;
 * whatever must be tested gets the time as a parameter. */
#ifndef PENSTOCK_SHARED_BASE_CLOCK_H
#define PENSTOCK_SHARED_BASE_CLOCK_H

#include <stdint.h>

int64_t ps_clock_monotonic_ms(void); /* never goes back; for durations */
int64_t ps_clock_monotonic_us(void);
int64_t ps_clock_unix_ms(void); /* since 1970-01-01 UTC; for what users see */

#endif
