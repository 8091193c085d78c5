/* What a batch, a tenant and a job may be called. */
#include "tools/batch_name.h"

#include <string.h>

#include "shared/base/utf8.h"
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

enum ps_status ps_tenant_name_check(const char *name, struct ps_error *error)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    size_t size = strlen(name);
    if (size > 0 && size <= PS_TENANT_SIZE_MAX && strspn(name, allowed) == size)
        return PS_OK;
    return ps_error_set(error, PS_INVALID,
                        "--tenant: found \"%s\", expected 1 to %d lower-case letters, digits, - or "
                        "_",
                        name, PS_TENANT_SIZE_MAX);
}

enum ps_status ps_custom_id_check(const char *custom_id, struct ps_error *error)
{
    size_t size = strlen(custom_id);
    if (size > 0 && size <= PS_CUSTOM_ID_SIZE_MAX && ps_utf8_valid(custom_id, size))
        return PS_OK;
    return ps_error_set(error, PS_INVALID,
                        "CUSTOM_ID: found one of %zu bytes, expected 1 to %d bytes of UTF-8", size,
                        PS_CUSTOM_ID_SIZE_MAX);
}
