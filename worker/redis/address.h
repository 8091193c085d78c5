/* Where Redis was found last. Asking for a name's address may take many seconds, and no deadline
 * reaches into it: so it is asked for where nobody waits, and others go where that has led. */
#ifndef PENSTOCK_WORKER_REDIS_ADDRESS_H
#define PENSTOCK_WORKER_REDIS_ADDRESS_H

#include <pthread.h>
#include <stdbool.h>

#include "shared/base/status.h"

#define PS_REDIS_ADDRESS_SIZE 64 /* an IPv6 address with its zone, and the NUL */

struct ps_redis_address {
    pthread_mutex_t mutex;
    char text[PS_REDIS_ADDRESS_SIZE]; /* under the mutex; "": not known */
};

void ps_redis_address_init(struct ps_redis_address *address);
void ps_redis_address_close(struct ps_redis_address *address);

/* False where it isn't known yet. */
bool ps_redis_address_get(struct ps_redis_address *address, char text[PS_REDIS_ADDRESS_SIZE]);
void ps_redis_address_set(struct ps_redis_address *address, const char *text);

/* The first address of a host, IPv4's before IPv6's, as text. May take long. PS_UNAVAILABLE. */
enum ps_status ps_redis_address_find(const char *host, char text[PS_REDIS_ADDRESS_SIZE],
                                     struct ps_error *error) PS_MUST_USE;

#endif
