/* A host's address. */
#include "worker/redis/address.h"

#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

void ps_redis_address_init(struct ps_redis_address *address)
{
    pthread_mutex_init(&address->mutex, NULL);
    address->text[0] = '\0';
}

void ps_redis_address_close(struct ps_redis_address *address)
{
    pthread_mutex_destroy(&address->mutex);
}

bool ps_redis_address_get(struct ps_redis_address *address, char text[PS_REDIS_ADDRESS_SIZE])
{
    pthread_mutex_lock(&address->mutex);
    memcpy(text, address->text, PS_REDIS_ADDRESS_SIZE);
    pthread_mutex_unlock(&address->mutex);
    return text[0] != '\0';
}

void ps_redis_address_set(struct ps_redis_address *address, const char *text)
{
    pthread_mutex_lock(&address->mutex);
    (void)snprintf(address->text, sizeof address->text, "%s", text);
    pthread_mutex_unlock(&address->mutex);
}

/* 0, or getaddrinfo's code. */
static int find(const char *host, int family, char text[PS_REDIS_ADDRESS_SIZE])
{
    const struct addrinfo hints = {.ai_family = family, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    int code = getaddrinfo(host, NULL, &hints, &found);
    if (code != 0)
        return code;
    code = getnameinfo(found->ai_addr, found->ai_addrlen, text, PS_REDIS_ADDRESS_SIZE, NULL, 0,
                       NI_NUMERICHOST);
    freeaddrinfo(found);
    return code;
}

enum ps_status ps_redis_address_find(const char *host, char text[PS_REDIS_ADDRESS_SIZE],
                                     struct ps_error *error)
{
    int code = find(host, AF_INET, text);
    if (code != 0 && find(host, AF_INET6, text) == 0)
        code = 0;
    if (code == 0)
        return PS_OK;
    return ps_error_set(error, PS_UNAVAILABLE, "Redis at %s: %s", host, gai_strerror(code));
}
