/* The parts of a URL, from left to right. */
#include "worker/redis/url.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/hex.h"

#define PORT_DEFAULT 6379
#define DATABASE_MAX 1000000

static enum ps_status refuse(struct ps_error *error, const char *what)
{
    return ps_error_set_param(error, PS_INVALID, "redis.url",
                              "redis.url: found %s, expected redis://[user:password@]host:port/db, "
                              "unix:///path or \"\"",
                              what);
}

/* text[0..size) with %41 as 'A'; NULL for a broken escape, %00, or no memory. */
static char *decode(const char *text, size_t size)
{
    char *out = malloc(size + 1);
    size_t length = 0;
    for (size_t i = 0; out && i < size; i++) {
        char letter = text[i];
        if (letter == '%') {
            int high = i + 2 < size ? ps_hex_value(text[i + 1]) : -1;
            int low = i + 2 < size ? ps_hex_value(text[i + 2]) : -1;
            if (high < 0 || low < 0 || (high == 0 && low == 0)) {
                free(out);
                return NULL;
            }
            letter = (char)(high * 16 + low);
            i += 2;
        }
        out[length++] = letter;
    }
    if (out)
        out[length] = '\0';
    return out;
}

/* A decimal number that fills text[0..size) and is at most maximum; -1 otherwise. */
static long number_in(const char *text, size_t size, long maximum)
{
    long number = 0;
    if (size == 0 || size > 9)
        return -1;
    for (size_t i = 0; i < size; i++) {
        if (!isdigit((unsigned char)text[i]))
            return -1;
        number = 10 * number + (text[i] - '0');
    }
    return number <= maximum ? number : -1;
}

static enum ps_status parse_credentials(struct ps_redis_url *url, const char *text, size_t size,
                                        struct ps_error *error)
{
    const char *colon = memchr(text, ':', size);
    size_t user_size = colon ? (size_t)(colon - text) : size;
    if (user_size > 0 && !(url->user = decode(text, user_size)))
        return refuse(error, "a user name with a broken %-escape");
    if (!colon)
        return refuse(error, "a user without a password");
    if (!(url->password = decode(colon + 1, size - user_size - 1)))
        return refuse(error, "a password with a broken %-escape");
    return PS_OK;
}

static enum ps_status parse_address(struct ps_redis_url *url, const char *text, size_t size,
                                    struct ps_error *error)
{
    const char *end = text + size;
    const char *bracket = size > 0 && text[0] == '[' ? memchr(text, ']', size) : NULL;
    const char *host = bracket ? text + 1 : text;
    const char *rest = bracket ? bracket + 1 : memchr(text, ':', size);
    size_t host_size = (size_t)((bracket ? bracket : rest ? rest : end) - host);
    if (host_size == 0)
        return refuse(error, "no host");
    url->host = strndup(host, host_size);
    url->port = PORT_DEFAULT;
    if (!url->host)
        return ps_error_no_memory(error, "redis.url");
    if (!rest || rest == end)
        return PS_OK;
    long port = rest[0] == ':' ? number_in(rest + 1, (size_t)(end - rest - 1), 65535) : -1;
    if (port < 1)
        return refuse(error, "a port that is no number from 1 to 65535");
    url->port = (int)port;
    return PS_OK;
}

static enum ps_status parse_database(struct ps_redis_url *url, const char *text,
                                     struct ps_error *error)
{
    if (!*text)
        return PS_OK;
    long database = number_in(text, strlen(text), DATABASE_MAX);
    if (database < 0)
        return refuse(error, "a database that is no number");
    url->database = (int)database;
    return PS_OK;
}

static enum ps_status parse_network(struct ps_redis_url *url, const char *text,
                                    struct ps_error *error)
{
    size_t size = strcspn(text, "/?#");
    const char *at = memrchr(text, '@', size);
    const char *address = at ? at + 1 : text;
    if (text[size] == '?' || text[size] == '#')
        return refuse(error, "something after the host that is no database");
    if (at)
        PS_TRY(parse_credentials(url, text, (size_t)(at - text), error));
    PS_TRY(parse_address(url, address, size - (size_t)(address - text), error));
    return parse_database(url, text[size] == '/' ? text + size + 1 : "", error);
}

static enum ps_status parse_socket(struct ps_redis_url *url, const char *text,
                                   struct ps_error *error)
{
    size_t size = strcspn(text, "?");
    if (text[0] != '/' || size < 2)
        return refuse(error, "no absolute path of a socket");
    url->path = strndup(text, size);
    if (!url->path)
        return ps_error_no_memory(error, "redis.url");
    if (!text[size])
        return PS_OK;
    if (strncmp(text + size, "?db=", 4) != 0)
        return refuse(error, "something after the path that is not ?db=n");
    return parse_database(url, text + size + 4, error);
}

enum ps_status ps_redis_url_parse(struct ps_redis_url *url, const char *text,
                                  struct ps_error *error)
{
    *url = (struct ps_redis_url){.none = text[0] == '\0'};
    enum ps_status status;
    if (url->none)
        return PS_OK;
    if (strncmp(text, "redis://", 8) == 0)
        status = parse_network(url, text + 8, error);
    else if (strncmp(text, "unix://", 7) == 0)
        status = parse_socket(url, text + 7, error);
    else if (strncmp(text, "rediss://", 9) == 0)
        status = ps_error_set_param(error, PS_UNSUPPORTED, "redis.url",
                                    "redis.url: found rediss://, expected redis:// or unix://: TLS "
                                    "to Redis needs a proxy beside the worker");
    else
        status = refuse(error, "another scheme");
    if (status != PS_OK)
        ps_redis_url_close(url);
    return status;
}

void ps_redis_url_close(struct ps_redis_url *url)
{
    free(url->path);
    free(url->host);
    free(url->user);
    free(url->password);
    *url = (struct ps_redis_url){0};
}
