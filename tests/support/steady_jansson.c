/* Jansson on glibc's own allocator. */
#include "tests/support/steady_jansson.h"

#include <jansson.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)

void ps_test_steady_jansson(void)
{
}

#else

extern void *__libc_malloc(size_t size);
extern void __libc_free(void *memory);

void ps_test_steady_jansson(void)
{
    json_set_alloc_funcs(__libc_malloc, __libc_free);
}

#endif
