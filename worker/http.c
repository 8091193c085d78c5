/* The HTTP port over libmicrohttpd: one thread, few connections. */
#include "worker/http.h"

#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECTIONS_MAX 64
#define TIMEOUT_S       10
#define BACKLOG         64

struct ps_http {
    struct MHD_Daemon *daemon;
    ps_http_handler *handler;
    void *context;
    uint16_t port;
};

static enum MHD_Result reply_with(struct MHD_Connection *connection,
                                  const struct ps_http_answer *answer)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(
        answer->body.size, answer->body.data, MHD_RESPMEM_MUST_COPY);
    if (!response)
        return MHD_NO;
    (void)MHD_add_response_header(response, "Content-Type", answer->content_type);
    (void)MHD_add_response_header(response, "Cache-Control", "no-store");
    (void)MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    (void)MHD_add_response_header(response, "Content-Security-Policy",
                                  "default-src 'none'; style-src 'unsafe-inline'");
    if (answer->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        (void)MHD_add_response_header(response, "Allow", "GET, HEAD");
    enum MHD_Result queued = MHD_queue_response(connection, answer->status, response);
    MHD_destroy_response(response);
    return queued;
}

static bool wants_open_metrics(struct MHD_Connection *connection)
{
    const char *accept = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Accept");
    return accept && strstr(accept, "application/openmetrics-text");
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **state)
{
    struct ps_http *http = context;
    PS_DEFER(ps_buffer_close) struct ps_buffer body = {0};
    struct ps_http_answer answer = {.status = MHD_HTTP_NOT_FOUND,
                                    .content_type = "text/plain; charset=utf-8",
                                    .open_metrics = wants_open_metrics(connection)};
    (void)version;
    (void)upload;
    /* The first call comes with the headers, others with a body, which is read and forgotten; an
     * answer may be given once the request is complete. */
    bool first = !*state;
    *state = http;
    if (first || *upload_size > 0) {
        *upload_size = 0;
        return MHD_YES;
    }
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) {
        answer.status = MHD_HTTP_METHOD_NOT_ALLOWED;
    } else {
        http->handler(http->context, url, &answer);
        body = answer.body;
    }
    return reply_with(connection, &answer);
}

static enum ps_status refuse(struct ps_error *error, const char *listen, const char *reason)
{
    return ps_error_set_param(error, PS_INVALID, "http.listen",
                              "http.listen: found \"%s\": %s; expected an address and a free port "
                              "of this machine, such as 127.0.0.1:9464",
                              listen, reason);
}

/* What getaddrinfo would take modulo 65536. */
static bool is_port(const char *text)
{
    return strspn(text, "0123456789") == strlen(text) && strlen(text) <= 5 &&
           strtoul(text, NULL, 10) <= UINT16_MAX;
}

/* Splits at the last colon and looks the address up; freed with freeaddrinfo. */
static enum ps_status resolve(const char *listen, struct addrinfo **address, struct ps_error *error)
{
    const char *colon = strrchr(listen, ':');
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                                   .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    if (!colon || !colon[1])
        return refuse(error, listen, "there is no port");
    if (!is_port(colon + 1))
        return refuse(error, listen, "the port is no number from 0 to 65535");
    size_t size = (size_t)(colon - listen);
    const char *start = listen;
    if (size >= 2 && listen[0] == '[' && listen[size - 1] == ']') {
        start++;
        size -= 2;
    }
    PS_DEFER(ps_freep) char *host = strndup(start, size);
    if (!host)
        return ps_error_no_memory(error, "http.listen");
    int code = getaddrinfo(host[0] ? host : NULL, colon + 1, &hints, address);
    return code == 0 ? PS_OK : refuse(error, listen, gai_strerror(code));
}

enum ps_status ps_http_check(const char *listen, struct ps_error *error)
{
    struct addrinfo *address = NULL;
    PS_TRY(resolve(listen, &address, error));
    freeaddrinfo(address);
    return PS_OK;
}

/* A listening socket, so that what the operating system says against it can be told. */
static enum ps_status listen_on(const char *listen_text, const struct addrinfo *address,
                                int *descriptor, struct ps_error *error)
{
    int reuse = 1;
    int made = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0)
        return refuse(error, listen_text, strerror(errno));
    (void)setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
    if (bind(made, address->ai_addr, address->ai_addrlen) != 0 || listen(made, BACKLOG) != 0) {
        enum ps_status status = refuse(error, listen_text, strerror(errno));
        (void)close(made);
        return status;
    }
    *descriptor = made;
    return PS_OK;
}

static uint16_t bound_port(int descriptor)
{
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    char port[NI_MAXSERV] = "0";
    if (getsockname(descriptor, (struct sockaddr *)&address, &size) != 0 ||
        getnameinfo((struct sockaddr *)&address, size, NULL, 0, port, sizeof port,
                    NI_NUMERICSERV) != 0)
        return 0;
    return (uint16_t)strtoul(port, NULL, 10);
}

enum ps_status ps_http_start(struct ps_http **http, const char *listen, ps_http_handler *handler,
                             void *context, struct ps_error *error)
{
    struct addrinfo *address = NULL;
    int descriptor = -1;
    PS_TRY(resolve(listen, &address, error));
    enum ps_status status = listen_on(listen, address, &descriptor, error);
    freeaddrinfo(address);
    PS_TRY(status);
    struct ps_http *made = calloc(1, sizeof *made);
    if (!made) {
        (void)close(descriptor);
        return ps_error_no_memory(error, "the HTTP port");
    }
    made->handler = handler;
    made->context = context;
    made->port = bound_port(descriptor);
    made->daemon =
        MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL, 0, NULL, NULL, on_request,
                         made, MHD_OPTION_LISTEN_SOCKET, descriptor, MHD_OPTION_CONNECTION_LIMIT,
                         (unsigned int)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT,
                         (unsigned int)TIMEOUT_S, MHD_OPTION_END);
    if (!made->daemon) {
        (void)close(descriptor);
        free(made);
        return refuse(error, listen, "the HTTP server can't be started");
    }
    *http = made;
    return PS_OK;
}

void ps_http_stop(struct ps_http *http)
{
    if (!http)
        return;
    MHD_stop_daemon(http->daemon); /* closes the socket too */
    free(http);
}

uint16_t ps_http_port(const struct ps_http *http)
{
    return http->port;
}
