/* Endpoints and headers. */
#include "worker/tracing/endpoint.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/hex.h"

#define PATH "/v1/traces"

static enum ps_status refuse(struct ps_error *error, const char *reason)
{
    /* The value is not repeated: a user may have put a password into it. */
    return ps_error_set_param(error, PS_INVALID, "tracing.endpoint",
                              "tracing.endpoint: found %s, expected the address of an "
                              "OpenTelemetry collector that takes OTLP over HTTP, such as "
                              "http://localhost:4318, or \"\"",
                              reason);
}

/* A port, or nothing after the host. */
static bool is_port(const char *text, size_t size)
{
    unsigned long number = 0;
    if (size == 0)
        return true;
    if (text[0] != ':' || size < 2 || size > 6)
        return false;
    for (size_t i = 1; i < size; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        number = number * 10 + (unsigned long)(text[i] - '0');
    }
    return number > 0 && number < 65536;
}

/* What is wrong with [host][:port], or NULL. */
static const char *check_authority(const char *text, size_t size)
{
    if (memchr(text, '@', size))
        return "an address with a user's name (tracing.headers is for what has to be shown)";
    size_t host_size = 0;
    if (size > 0 && text[0] == '[') {
        const char *bracket = memchr(text, ']', size);
        host_size = bracket ? (size_t)(bracket - text) + 1 : 0;
    } else {
        const char *colon = memchr(text, ':', size);
        host_size = colon ? (size_t)(colon - text) : size;
    }
    if (host_size == 0)
        return "an address without a host";
    return is_port(text + host_size, size - host_size) ? NULL : "an address with a wrong port";
}

static enum ps_status parse_url(struct ps_tracing_endpoint *endpoint, const char *url,
                                struct ps_error *error)
{
    size_t scheme_size = strncmp(url, "http://", 7) == 0    ? 7
                         : strncmp(url, "https://", 8) == 0 ? 8
                                                            : 0;
    if (scheme_size == 0)
        return refuse(error, "an address that begins with neither http:// nor https://");
    for (const char *at = url; *at; at++) {
        if ((unsigned char)*at <= ' ' || *at == 0x7f)
            return refuse(error, "an address with a blank or a control character");
    }
    const char *authority = url + scheme_size;
    size_t size = strcspn(authority, "/?#");
    const char *problem = check_authority(authority, size);
    if (problem)
        return refuse(error, problem);
    const char *path = authority + size;
    bool own_path = path[0] && strcmp(path, "/") != 0;
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    if (ps_buffer_append(&text, url, (size_t)(path - url)) != PS_OK ||
        ps_buffer_append_string(&text, own_path ? path : PATH) != PS_OK)
        return ps_error_no_memory(error, "tracing.endpoint");
    endpoint->url = ps_buffer_take(&text);
    return endpoint->url ? PS_OK : ps_error_no_memory(error, "tracing.endpoint");
}

static enum ps_status refuse_header(struct ps_error *error, size_t place, const char *reason)
{
    return ps_error_set_param(error, PS_INVALID, "tracing.headers",
                              "tracing.headers: found %s in header %zu, expected name=value, "
                              "separated by commas, with %% in values as %%25",
                              reason, place);
}

/* RFC 9110's token. */
static bool is_name(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char byte = text[i];
        bool alphanumeric = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                            (byte >= 'A' && byte <= 'Z');
        if (!alphanumeric && (byte == '\0' || !strchr("!#$%&'*+-.^_`|~", byte)))
            return false;
    }
    return size > 0;
}

/* False for a wrong escape, or a byte that no header may have. */
static bool append_decoded(struct ps_buffer *out, const char *text, size_t size,
                           enum ps_status *status)
{
    for (size_t i = 0; i < size; i++) {
        int byte = (unsigned char)text[i];
        if (byte == '%') {
            int high = i + 2 < size ? ps_hex_value((unsigned char)text[i + 1]) : -1;
            int low = high >= 0 ? ps_hex_value((unsigned char)text[i + 2]) : -1;
            if (low < 0)
                return false;
            byte = high * 16 + low;
            i += 2;
        }
        if ((byte < ' ' && byte != '\t') || byte == 0x7f)
            return false;
        *status = ps_buffer_append_byte(out, (char)byte);
        if (*status != PS_OK)
            return true;
    }
    return true;
}

/* Without blanks at its ends. */
static void trim(const char **text, size_t *size)
{
    while (*size > 0 && (**text == ' ' || **text == '\t')) {
        ++*text;
        --*size;
    }
    while (*size > 0 && ((*text)[*size - 1] == ' ' || (*text)[*size - 1] == '\t'))
        --*size;
}

static enum ps_status parse_header(struct ps_tracing_endpoint *endpoint, const char *text,
                                   size_t size, struct ps_error *error)
{
    size_t place = endpoint->num_headers + 1;
    PS_DEFER(ps_buffer_close) struct ps_buffer line = {0};
    const char *equals = memchr(text, '=', size);
    if (place > PS_TRACING_HEADERS_MAX)
        return refuse_header(error, place, "one too many");
    if (!equals)
        return refuse_header(error, place, "no =");
    size_t name_size = (size_t)(equals - text);
    const char *value = equals + 1;
    size_t value_size = size - name_size - 1;
    trim(&text, &name_size);
    trim(&value, &value_size);
    if (!is_name(text, name_size))
        return refuse_header(error, place, "a name that no header can have");
    enum ps_status status = ps_buffer_append(&line, text, name_size);
    if (status == PS_OK)
        status = ps_buffer_append_string(&line, ": ");
    if (status == PS_OK && !append_decoded(&line, value, value_size, &status))
        return refuse_header(error, place, "a value that no header can have");
    if (status != PS_OK)
        return ps_error_no_memory(error, "tracing.headers");
    endpoint->headers[endpoint->num_headers] = ps_buffer_take(&line);
    if (!endpoint->headers[endpoint->num_headers])
        return ps_error_no_memory(error, "tracing.headers");
    endpoint->num_headers++;
    return PS_OK;
}

enum ps_status ps_tracing_endpoint_parse(struct ps_tracing_endpoint *endpoint, const char *url,
                                         const char *headers, struct ps_error *error)
{
    if (url[0])
        PS_TRY(parse_url(endpoint, url, error));
    while (*headers) {
        size_t size = strcspn(headers, ",");
        const char *text = headers;
        size_t text_size = size;
        trim(&text, &text_size);
        if (text_size > 0)
            PS_TRY(parse_header(endpoint, text, text_size, error));
        headers += size + (headers[size] == ',');
    }
    return PS_OK;
}

void ps_tracing_endpoint_close(struct ps_tracing_endpoint *endpoint)
{
    free(endpoint->url);
    for (size_t i = 0; i < endpoint->num_headers; i++)
        free(endpoint->headers[i]);
    *endpoint = (struct ps_tracing_endpoint){0};
}
