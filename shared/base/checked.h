/* Size arithmetic that cannot wrap: each returns false where the result would not fit. */
#ifndef PENSTOCK_SHARED_BASE_CHECKED_H
#define PENSTOCK_SHARED_BASE_CHECKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool ps_checked_add(size_t a, size_t b, size_t *sum)
{
    return !__builtin_add_overflow(a, b, sum);
}

static inline bool ps_checked_multiply(size_t a, size_t b, size_t *product)
{
    return !__builtin_mul_overflow(a, b, product);
}

#endif
