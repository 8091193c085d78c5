/* The worker's HTTP port: GET only, answered by one handler. */
#ifndef PENSTOCK_WORKER_HTTP_H
#define PENSTOCK_WORKER_HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/status.h"

struct ps_http_answer {
    bool open_metrics;        /* asked: the Accept header names OpenMetrics */
    unsigned int status;      /* 200, 404, 503 */
    const char *content_type; /* a static string */
    struct ps_buffer body;
};

/* Called on the server's own thread with an answer of status 404. */
typedef void ps_http_handler(void *context, const char *path, struct ps_http_answer *answer);

/* Whether an address can be read (a host's name is looked up); listens to nothing. */
enum ps_status ps_http_check(const char *listen, struct ps_error *error) PS_MUST_USE;

struct ps_http; /* opaque */

/* listen: "host:port", "[v6]:port", ":port" (every address); port 0: any free one. PS_INVALID names
 * http.listen and the operating system's reason. */
enum ps_status ps_http_start(struct ps_http **http, const char *listen, ps_http_handler *handler,
                             void *context, struct ps_error *error) PS_MUST_USE;
void ps_http_stop(struct ps_http *http);
PS_DEFINE_DEFER(ps_http_stop, struct ps_http)

/* The port that was bound. */
uint16_t ps_http_port(const struct ps_http *http);

#endif
