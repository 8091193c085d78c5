/* redis.url, taken apart. */
#ifndef PENSTOCK_WORKER_REDIS_URL_H
#define PENSTOCK_WORKER_REDIS_URL_H

#include <stdbool.h>

#include "shared/base/status.h"

/* All strings owned. */
struct ps_redis_url {
    bool none;      /* "": no Redis */
    char *path;     /* a unix socket, or NULL */
    char *host;     /* NULL with a path */
    int port;       /* 6379 unless given */
    char *user;     /* NULL: none */
    char *password; /* NULL: none */
    int database;
};

/* redis://[user:password@]host[:port][/db], unix:///path[?db=n], or "". User and password may be
 * percent-encoded. PS_INVALID and PS_UNSUPPORTED (rediss://) never repeat a password. */
enum ps_status ps_redis_url_parse(struct ps_redis_url *url, const char *text,
                                  struct ps_error *error) PS_MUST_USE;
void ps_redis_url_close(struct ps_redis_url *url);

#endif
