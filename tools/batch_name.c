/* What a batch may be called. */
#include "tools/batch_name.h"

#include <string.h>

#include "shared/wire/job.h"

enum ps_status ps_batch_name_check(const char *name, struct ps_error *error)
{
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    size_t size = strlen(name);
    if (size > 0 && size <= PS_BATCH_SIZE_MAX && strspn(name, allowed) == size)
        return PS_OK;
    return ps_error_set(error, PS_INVALID,
                        "--batch: found \"%s\", expected 1 to %d letters, digits, - or _", name,
                        PS_BATCH_SIZE_MAX);
}
