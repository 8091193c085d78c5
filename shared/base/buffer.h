/* A growing run of bytes, always followed by a NUL that size does not count. */
#ifndef PENSTOCK_SHARED_BASE_BUFFER_H
#define PENSTOCK_SHARED_BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"

/* Zero-initialise; data stays NULL until the first append. */
struct ps_buffer {
    char *data;
    size_t size;
    size_t capacity;
};

void ps_buffer_close(struct ps_buffer *buffer);

/* Makes room for extra more bytes. PS_NO_MEMORY leaves the buffer as it was, here and below. */
enum ps_status ps_buffer_reserve(struct ps_buffer *buffer, size_t extra) PS_MUST_USE;
enum ps_status ps_buffer_append(struct ps_buffer *buffer, const void *data,
                                size_t size) PS_MUST_USE;
enum ps_status ps_buffer_append_string(struct ps_buffer *buffer, const char *text) PS_MUST_USE;
enum ps_status ps_buffer_append_byte(struct ps_buffer *buffer, char byte) PS_MUST_USE;
enum ps_status ps_buffer_printf(struct ps_buffer *buffer, const char *format, ...)
    PS_PRINTF(2, 3) PS_MUST_USE;

/* Forgets the contents and keeps the memory. */
void ps_buffer_clear(struct ps_buffer *buffer);

/* Hands the bytes (with their NUL) to the caller, who frees them; the buffer is empty afterwards.
 * NULL only where memory for an empty string could not be had. */
char *ps_buffer_take(struct ps_buffer *buffer);

#endif
