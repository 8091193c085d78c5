/* Log lines rendered by Jansson and written with one call each, so that threads don't mix theirs.
 */
#include "worker/log.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shared/base/buffer.h"
#include "shared/base/clock.h"
#include "shared/base/defer.h"

static const char *const level_names[] = {"debug", "info", "warning", "error"};

enum ps_log_level ps_log_level_of(const char *name)
{
    for (size_t i = 0; i < sizeof level_names / sizeof *level_names; i++) {
        if (strcmp(level_names[i], name) == 0)
            return (enum ps_log_level)i;
    }
    return PS_LOG_INFO;
}

static void timestamp(char out[40])
{
    int64_t now_ms = ps_clock_unix_ms();
    time_t seconds = (time_t)(now_ms / 1000);
    struct tm utc;
    char text[24];
    (void)gmtime_r(&seconds, &utc);
    (void)strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
    (void)snprintf(out, 40, "%s.%03dZ", text, (int)(now_ms % 1000));
}

/* Standard error is the last resort: where it can't be written, there is nowhere to say so. */
static void write_line(const json_t *line)
{
    PS_DEFER(ps_freep) char *text = json_dumps(line, JSON_COMPACT);
    PS_DEFER(ps_buffer_close) struct ps_buffer out = {0};
    if (!text || ps_buffer_printf(&out, "%s\n", text) != PS_OK)
        return;
    ssize_t written = write(STDERR_FILENO, out.data, out.size);
    (void)written;
}

/* Takes fields, which may be NULL. */
static void emit(enum ps_log_level level, const char *component, const char *message,
                 json_t *fields)
{
    char now[40];
    timestamp(now);
    json_t *line = json_pack("{s:s, s:s, s:s, s:s}", "ts", now, "level", level_names[level],
                             "component", component, "message", message);
    if (line && fields)
        (void)json_object_update_missing(line, fields);
    if (line)
        write_line(line);
    json_decref(line);
    json_decref(fields);
}

static void sink(void *context, enum ps_log_level level, const char *component, const char *message)
{
    (void)context;
    emit(level, component, message, NULL);
}

void ps_log_install_json(enum ps_log_level minimum)
{
    ps_log_install(sink, NULL, minimum);
}

void ps_log_fields(enum ps_log_level level, const char *component, const char *message,
                   const char *fields, ...)
{
    if (!ps_log_wants(level))
        return;
    json_t *packed = NULL;
    if (fields) {
        va_list arguments;
        va_start(arguments, fields);
        packed = json_vpack_ex(NULL, 0, fields, arguments);
        va_end(arguments);
    }
    emit(level, component, message, packed);
}
