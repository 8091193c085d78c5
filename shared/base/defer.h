/* Cleanup when a variable leaves its scope, and the transfer of ownership out of it. */
#ifndef PENSTOCK_SHARED_BASE_DEFER_H
#define PENSTOCK_SHARED_BASE_DEFER_H

#include <stdlib.h>

/* PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};  -- in-place objects: close(&text)
 * PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;  -- heap objects, see below */
#define PS_DEFER(cleanup_function) __attribute__((cleanup(cleanup_function)))

/* Defines static inline NAMEp(type **) that calls NAME(type *): the form PS_DEFER wants. */
#define PS_DEFINE_DEFER(name, type)                                                                \
    static inline void name##p(type **pointer)                                                     \
    {                                                                                              \
        name(*pointer);                                                                            \
    }

static inline void ps_freep(void *pointer)
{
    free(*(void **)pointer);
}

/* Hands a pointer over and leaves NULL behind, so that the deferred cleanup does nothing. */
#define ps_take(pointer)                                                                           \
    (__extension__({                                                                               \
        __typeof__(pointer) taken_ = (pointer);                                                    \
        (pointer) = NULL;                                                                          \
        taken_;                                                                                    \
    }))

#endif
