/* Keeps failing_malloc away from Jansson, which does not survive every failed allocation (2.14
 * writes past a string buffer that could not grow). */
#ifndef PENSTOCK_TESTS_SUPPORT_STEADY_JANSSON_H
#define PENSTOCK_TESTS_SUPPORT_STEADY_JANSSON_H

/* From here on Jansson's own allocations never fail. Call it before any JSON is read. */
void ps_test_steady_jansson(void);

#endif
