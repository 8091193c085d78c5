/* The alphabet of byte-level models: each byte is written as one visible character. */
#ifndef PENSTOCK_SHARED_TEXT_BYTES_H
#define PENSTOCK_SHARED_TEXT_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/status.h"

enum { PS_BYTES_CODE_POINTS = 0x144 }; /* one more than the largest */

/* Appends the characters of bytes. PS_NO_MEMORY. */
enum ps_status ps_bytes_append(struct ps_buffer *out, const char *bytes, size_t size) PS_MUST_USE;

/* The byte that a character stands for, or -1. */
int ps_bytes_of(uint32_t code_point);

/* How many bytes ps_bytes_append makes of a byte: 1 or 2. */
size_t ps_bytes_length(unsigned char byte);

#endif
