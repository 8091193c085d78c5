/* What Redis could not be given yet: commands in their order, within a bound. Where that is reached
 * the oldest go: what is newer tells more of the same key. Pure. */
#ifndef PENSTOCK_WORKER_REDIS_BACKLOG_H
#define PENSTOCK_WORKER_REDIS_BACKLOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "worker/redis/batch.h"

/* One command that waits. */
struct ps_redis_kept {
    struct ps_redis_kept *next;
    size_t size;
    size_t num_failures; /* attempts that Redis or the connection didn't live through */
    uint16_t place;
    bool is_hint;
    char bytes[]; /* [size] */
};

/* Zero-initialise, but for bytes_max. */
struct ps_redis_backlog {
    size_t bytes_max;
    struct ps_redis_kept *first;
    struct ps_redis_kept *last;
    size_t bytes;                       /* of all, what is taken included */
    size_t num_commands;                /* the same */
    uint32_t num_held[PS_REDIS_PLACES]; /* the same, by place */
};

void ps_redis_backlog_close(struct ps_redis_backlog *backlog);

/* Copies a command of a batch; how many had to be given up: by the bound, or for lack of memory. */
size_t ps_redis_backlog_add(struct ps_redis_backlog *backlog, const struct ps_redis_batch *batch,
                            const struct ps_redis_command *command);

/* Whether a command for this place waits: a newer one has to wait behind it. */
bool ps_redis_backlog_holds(const struct ps_redis_backlog *backlog, uint16_t place);

/* Takes the oldest commands whose places are not among skipped, a list in their order: at most
 * num_commands_max, and while they have bytes_max together (the first whatever it has). Each ends
 * with ps_redis_backlog_forget, or all that are left with ps_redis_backlog_put_back. */
struct ps_redis_kept *ps_redis_backlog_take(struct ps_redis_backlog *backlog,
                                            const struct ps_redis_places *skipped,
                                            size_t num_commands_max, size_t bytes_max);
void ps_redis_backlog_forget(struct ps_redis_backlog *backlog, struct ps_redis_kept *kept);

/* Before all others. */
void ps_redis_backlog_put_back(struct ps_redis_backlog *backlog, struct ps_redis_kept *list);

#endif
