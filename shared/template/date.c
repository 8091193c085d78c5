/* Dates by the C library's strftime, with what Python's datetime puts in itself. */
#include "shared/template/date.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { FORMAT_SIZE_MAX = 1000, DATE_SIZE_MAX = 16 * 1024 };

/* A format for strftime: a time without a zone has no %z and no %Z, it has microseconds (%f), and
 * seconds since 1970 (%s) must not depend on the machine's zone. */
static enum ps_status write_format(struct ps_rendering *render, const struct ps_string *format)
{
    char seconds[24];
    snprintf(seconds, sizeof seconds, "%" PRId64, render->params->now_s);
    for (size_t i = 0; i < format->size; i++) {
        char directive = format->data[i] == '%' && i + 1 < format->size ? format->data[i + 1] : 0;
        const char *own = directive == 'f'                       ? "000000"
                          : directive == 's'                     ? seconds
                          : directive == 'z' || directive == 'Z' ? ""
                                                                 : NULL;
        if (format->data[i] == '\0')
            return ps_rendering_fail(render, "embedded null character in a date format");
        if (own)
            PS_TRY(ps_rendering_write_text(render, own));
        else
            PS_TRY(ps_rendering_write(render, format->data + i, 1 + (directive == '%')));
        i += own || directive == '%';
    }
    return PS_OK;
}

/* The compiler would check a literal format; a template's can only be bounded. */
static size_t format_date(char *text, size_t size, const char *format, const struct tm *time)
{
    size_t (*unchecked)(char *, size_t, const char *, const struct tm *) = strftime;
    return unchecked(text, size, format, time);
}

enum ps_status ps_date_text(struct ps_rendering *render, const struct ps_string *format,
                            struct ps_value *text)
{
    char complete[FORMAT_SIZE_MAX + 2] = "", date[DATE_SIZE_MAX];
    struct tm now;
    time_t seconds = (time_t)render->params->now_s;
    struct ps_value prepared;
    size_t mark = ps_rendering_mark(render);
    PS_TRY(write_format(render, format));
    PS_TRY(ps_rendering_capture(render, mark, &prepared));
    if (prepared.string->size > FORMAT_SIZE_MAX)
        return ps_rendering_refuse(render, "a date format over %d bytes", FORMAT_SIZE_MAX);
    memcpy(complete, prepared.string->data, prepared.string->size);
    /* strftime says 0 both for an empty text and for one that doesn't fit, so one byte is added. */
    strcat(complete, ".");
    if (!gmtime_r(&seconds, &now))
        return ps_rendering_fail(render, "the time is out of range");
    render->used_now = true;
    size_t size = format_date(date, sizeof date, complete, &now);
    if (size == 0)
        return ps_rendering_fail(render, "a date that is too long");
    return ps_rendering_string_copy(render, date, size - 1, text);
}
