/* What kind of Redis it is, by what it says of itself. */
#include "worker/redis/redis_internal.h"

#include <stdlib.h>
#include <string.h>

#define MAJOR_VERSION_MIN 5 /* streams */

/* The text behind "name:" in INFO's lines; NULL where there is none. */
static const char *value_of(const char *info, const char *name)
{
    const char *found = strstr(info, name);
    return found ? found + strlen(name) : NULL;
}

static enum ps_status refuse(const char *kind, struct ps_error *error)
{
    return ps_error_set_param(error, PS_UNSUPPORTED, "redis.url",
                              "redis.url: found %s, expected a standalone Redis of version %d or "
                              "later: the other kinds are not supported yet",
                              kind, MAJOR_VERSION_MIN);
}

static enum ps_status judge(const char *info, struct ps_error *error)
{
    const char *mode = value_of(info, "redis_mode:");
    const char *version = value_of(info, "redis_version:");
    long major = version ? strtol(version, NULL, 10) : 0;
    if (mode && strncmp(mode, "cluster", 7) == 0)
        return refuse("a Redis Cluster", error);
    if (mode && strncmp(mode, "sentinel", 8) == 0)
        return refuse("a Redis Sentinel", error);
    if (major > 0 && major < MAJOR_VERSION_MIN) {
        char kind[64];
        (void)snprintf(kind, sizeof kind, "Redis %.*s", (int)strcspn(version, "\r\n"), version);
        return refuse(kind, error);
    }
    return PS_OK;
}

enum ps_status ps_redis_check_kind(struct ps_redis_connection *connection, struct ps_error *error)
{
    static const char command[] = "*2\r\n$4\r\nINFO\r\n$6\r\nserver\r\n";
    PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
    PS_TRY(ps_redis_connection_open(connection, error));
    PS_TRY(ps_redis_connection_send(connection, command, sizeof command - 1, error));
    PS_TRY(ps_redis_connection_read(connection, &reply, error));
    if (reply->type == REDIS_REPLY_STRING)
        return judge(reply->str, error);
    if (reply->type != REDIS_REPLY_ERROR || ps_redis_outcome_of(reply->str) != PS_REDIS_AWAY)
        return PS_OK; /* an ACL may forbid INFO; then a Cluster shows itself by its answers later */
    ps_redis_connection_close(connection);
    return ps_error_set(error, PS_UNAVAILABLE, "Redis refuses to serve: %s", reply->str);
}
