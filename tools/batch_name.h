/* What a batch, a tenant and a job may be called. */
#ifndef PENSTOCK_TOOLS_BATCH_NAME_H
#define PENSTOCK_TOOLS_BATCH_NAME_H

#include "shared/base/status.h"

/* PS_INVALID unless name has 1 to 64 of the characters A-Z a-z 0-9 _ and -. */
enum ps_status ps_batch_name_check(const char *name, struct ps_error *error) PS_MUST_USE;

/* PS_INVALID unless name has 1 to 64 of the characters a-z 0-9 _ and -. */
enum ps_status ps_tenant_name_check(const char *name, struct ps_error *error) PS_MUST_USE;

/* PS_INVALID unless it has 1 to 512 bytes of UTF-8. */
enum ps_status ps_custom_id_check(const char *custom_id, struct ps_error *error) PS_MUST_USE;

#endif
