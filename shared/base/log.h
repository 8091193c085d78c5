/* Where shared/ says what it noticed. It never prints: a program installs a sink (the worker's
 * writes JSON lines to standard error); without one, messages are dropped. */
#ifndef PENSTOCK_SHARED_BASE_LOG_H
#define PENSTOCK_SHARED_BASE_LOG_H

#include <stdbool.h>

#include "shared/base/status.h"

enum ps_log_level { PS_LOG_DEBUG, PS_LOG_INFO, PS_LOG_WARNING, PS_LOG_ERROR };

/* Called from any thread; component is a static string such as "engine", message is UTF-8. */
typedef void ps_log_sink(void *context, enum ps_log_level level, const char *component,
                         const char *message);

/* Installed once, before threads start. */
void ps_log_install(ps_log_sink *sink, void *context, enum ps_log_level minimum);

/* Any thread: from now on messages below minimum are dropped. */
void ps_log_set_minimum(enum ps_log_level minimum);
bool ps_log_wants(enum ps_log_level level);

void ps_log(enum ps_log_level level, const char *component, const char *format, ...)
    PS_PRINTF(3, 4);

#endif
