/* The installed log sink. */
#include "shared/base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/utf8.h"

static ps_log_sink *installed_sink;
static void *installed_context;
static atomic_int installed_minimum;

void ps_log_install(ps_log_sink *sink, void *context, enum ps_log_level minimum)
{
    installed_sink = sink;
    installed_context = context;
    ps_log_set_minimum(minimum);
}

void ps_log_set_minimum(enum ps_log_level minimum)
{
    atomic_store_explicit(&installed_minimum, (int)minimum, memory_order_relaxed);
}

bool ps_log_wants(enum ps_log_level level)
{
    return installed_sink &&
           (int)level >= atomic_load_explicit(&installed_minimum, memory_order_relaxed);
}

void ps_log(enum ps_log_level level, const char *component, const char *format, ...)
{
    if (!ps_log_wants(level))
        return;
    char text[2048];
    char clean[2048];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    ps_utf8_copy(clean, sizeof clean, text, strlen(text));
    installed_sink(installed_context, level, component, clean);
}
