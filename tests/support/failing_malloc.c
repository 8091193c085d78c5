/* Replaces malloc and its relatives by ones that can fail on demand (glibc's own do the work). */
#include "tests/support/failing_malloc.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)

void ps_failing_malloc_start(size_t n)
{
    (void)n;
}

bool ps_failing_malloc_stop(void)
{
    return false;
}

long ps_failing_malloc_live(void)
{
    return 0;
}

#else

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *memory);

#define EXPORTED __attribute__((visibility("default")))

static _Thread_local size_t countdown; /* 0: off */
static _Thread_local bool has_failed;
static _Thread_local long live;

void ps_failing_malloc_start(size_t n)
{
    countdown = n;
    has_failed = false;
}

bool ps_failing_malloc_stop(void)
{
    countdown = 0;
    return has_failed;
}

long ps_failing_malloc_live(void)
{
    return live;
}

static bool fails_now(void)
{
    if (countdown == 0 || --countdown > 0)
        return false;
    has_failed = true;
    errno = ENOMEM;
    return true;
}

static void *counted(void *memory)
{
    if (memory)
        live++;
    return memory;
}

EXPORTED void *malloc(size_t size)
{
    return fails_now() ? NULL : counted(__libc_malloc(size));
}

EXPORTED void *calloc(size_t count, size_t size)
{
    return fails_now() ? NULL : counted(__libc_calloc(count, size));
}

EXPORTED void *realloc(void *memory, size_t size)
{
    if (fails_now())
        return NULL;
    void *moved = __libc_realloc(memory, size);
    if (!memory && moved)
        live++;
    return moved;
}

EXPORTED void *aligned_alloc(size_t alignment, size_t size)
{
    return fails_now() ? NULL : counted(__libc_memalign(alignment, size));
}

EXPORTED void *memalign(size_t alignment, size_t size)
{
    return fails_now() ? NULL : counted(__libc_memalign(alignment, size));
}

EXPORTED int posix_memalign(void **memory, size_t alignment, size_t size)
{
    *memory = fails_now() ? NULL : counted(__libc_memalign(alignment, size));
    return *memory ? 0 : ENOMEM;
}

EXPORTED void free(void *memory)
{
    if (memory)
        live--;
    __libc_free(memory);
}

#endif
