/* Error values: formatting, and the rule that the first error wins. */
#include "shared/base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/utf8.h"

/* The first error wins. */
static void set(struct ps_error *error, enum ps_status status, const char *param,
                const char *format, va_list arguments)
{
    if (!error || error->status != PS_OK)
        return;
    char text[PS_ERROR_MESSAGE_SIZE * 2];
    int length = vsnprintf(text, sizeof text, format, arguments);
    if (length < 0)
        length = 0;
    if ((size_t)length >= sizeof text)
        length = (int)sizeof text - 1;
    ps_utf8_copy(error->message, sizeof error->message, text, (size_t)length);
    if (param)
        ps_utf8_copy(error->param, sizeof error->param, param, strlen(param));
    error->status = status;
}

enum ps_status ps_error_set(struct ps_error *error, enum ps_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    set(error, status, NULL, format, arguments);
    va_end(arguments);
    return status;
}

enum ps_status ps_error_set_param(struct ps_error *error, enum ps_status status, const char *param,
                                  const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    set(error, status, param, format, arguments);
    va_end(arguments);
    return status;
}

void ps_error_set_code(struct ps_error *error, const char *code)
{
    if (error && error->status != PS_OK && !error->code[0])
        ps_utf8_copy(error->code, sizeof error->code, code, strlen(code));
}

void ps_error_prefix(struct ps_error *error, const char *format, ...)
{
    if (!error)
        return;
    char joined[PS_ERROR_MESSAGE_SIZE * 2];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(joined, PS_ERROR_MESSAGE_SIZE, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    size_t used = strlen(joined);
    (void)snprintf(joined + used, sizeof joined - used, ": %s", error->message);
    ps_utf8_copy(error->message, sizeof error->message, joined, strlen(joined));
}

enum ps_status ps_error_no_memory(struct ps_error *error, const char *what)
{
    return ps_error_set(error, PS_NO_MEMORY, "out of memory for %s", what);
}

const char *ps_status_name(enum ps_status status)
{
    static const char *const names[] = {
        [PS_OK] = "ok",
        [PS_INVALID] = "invalid",
        [PS_NOT_FOUND] = "not_found",
        [PS_UNSUPPORTED] = "unsupported",
        [PS_TOO_LARGE] = "too_large",
        [PS_NO_MEMORY] = "no_memory",
        [PS_IO] = "io",
        [PS_TIMEOUT] = "timeout",
        [PS_UNAVAILABLE] = "unavailable",
        [PS_FULL] = "full",
        [PS_CLOSED] = "closed",
        [PS_INTERNAL] = "internal",
    };
    return names[status];
}
