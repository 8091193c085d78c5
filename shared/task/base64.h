/* Base64 (RFC 4648, with padding). */
#ifndef PENSTOCK_SHARED_TASK_BASE64_H
#define PENSTOCK_SHARED_TASK_BASE64_H

#include <stddef.h>

#include "shared/base/buffer.h"

/* Appends the text of data's bytes. PS_NO_MEMORY. */
enum ps_status ps_base64_encode(const void *data, size_t size, struct ps_buffer *out) PS_MUST_USE;

#endif
