/* A growing run of bytes. */
#include "shared/base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/checked.h"

void ps_buffer_close(struct ps_buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct ps_buffer){0};
}

enum ps_status ps_buffer_reserve(struct ps_buffer *buffer, size_t extra)
{
    size_t needed;
    if (!ps_checked_add(buffer->size, extra, &needed) || !ps_checked_add(needed, 1, &needed))
        return PS_NO_MEMORY;
    if (needed <= buffer->capacity)
        return PS_OK;
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    while (capacity < needed) {
        if (!ps_checked_multiply(capacity, 2, &capacity))
            return PS_NO_MEMORY;
    }
    char *data = realloc(buffer->data, capacity);
    if (!data)
        return PS_NO_MEMORY;
    data[buffer->size] = '\0';
    buffer->data = data;
    buffer->capacity = capacity;
    return PS_OK;
}

enum ps_status ps_buffer_append(struct ps_buffer *buffer, const void *data, size_t size)
{
    PS_TRY(ps_buffer_reserve(buffer, size));
    if (size > 0)
        memcpy(buffer->data + buffer->size, data, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
    return PS_OK;
}

enum ps_status ps_buffer_append_string(struct ps_buffer *buffer, const char *text)
{
    return ps_buffer_append(buffer, text, strlen(text));
}

enum ps_status ps_buffer_append_byte(struct ps_buffer *buffer, char byte)
{
    return ps_buffer_append(buffer, &byte, 1);
}

enum ps_status ps_buffer_printf(struct ps_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        return PS_INTERNAL;
    PS_TRY(ps_buffer_reserve(buffer, (size_t)length));
    va_start(arguments, format);
    (void)vsnprintf(buffer->data + buffer->size, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->size += (size_t)length;
    return PS_OK;
}

void ps_buffer_clear(struct ps_buffer *buffer)
{
    buffer->size = 0;
    if (buffer->data)
        buffer->data[0] = '\0';
}

char *ps_buffer_take(struct ps_buffer *buffer)
{
    if (!buffer->data && ps_buffer_reserve(buffer, 0) != PS_OK)
        return NULL;
    char *data = buffer->data;
    *buffer = (struct ps_buffer){0};
    return data;
}
