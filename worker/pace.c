/* An exponentially weighted rate. */
#include "worker/pace.h"

#include <math.h>

#define TIME_CONSTANT_S 30.0

void ps_pace_observe(struct ps_pace *pace, uint64_t count, double time_s)
{
    double elapsed_s = time_s - pace->seen_time_s;
    if (pace->has_seen && elapsed_s <= 0)
        return;
    if (pace->has_seen) {
        double now_per_s = (double)(count - pace->seen_count) / elapsed_s;
        pace->per_s += (now_per_s - pace->per_s) * -expm1(-elapsed_s / TIME_CONSTANT_S);
    }
    pace->seen_time_s = time_s;
    pace->seen_count = count;
    pace->has_seen = true;
}
