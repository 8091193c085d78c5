/* Makes the n-th allocation of a test program fail, in the project's code and in every library it
 * calls. A program that uses this gets malloc and its relatives replaced as a whole; under a
 * sanitizer, which brings its own, nothing ever fails and the caller's loop ends at once. */
#ifndef PENSTOCK_TESTS_SUPPORT_FAILING_MALLOC_H
#define PENSTOCK_TESTS_SUPPORT_FAILING_MALLOC_H

#include <stdbool.h>
#include <stddef.h>

/* From now on the n-th allocation of this thread (1: the next) returns NULL, once. */
void ps_failing_malloc_start(size_t n);

/* Back to normal. True where the n-th allocation came and failed. */
bool ps_failing_malloc_stop(void);

/* Allocations of this thread that were not freed by it. 0 under a sanitizer. */
long ps_failing_malloc_live(void);

#endif
