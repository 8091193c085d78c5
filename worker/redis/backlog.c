/* A list of commands. */
#include "worker/redis/backlog.h"

#include <stdlib.h>
#include <string.h>

static size_t cost(size_t size)
{
    return sizeof(struct ps_redis_kept) + size;
}

void ps_redis_backlog_forget(struct ps_redis_backlog *backlog, struct ps_redis_kept *kept)
{
    backlog->bytes -= cost(kept->size);
    backlog->num_commands--;
    backlog->num_held[kept->place]--;
    free(kept);
}

static void drop_first(struct ps_redis_backlog *backlog)
{
    struct ps_redis_kept *kept = backlog->first;
    backlog->first = kept->next;
    if (!backlog->first)
        backlog->last = NULL;
    ps_redis_backlog_forget(backlog, kept);
}

void ps_redis_backlog_close(struct ps_redis_backlog *backlog)
{
    while (backlog->first)
        drop_first(backlog);
}

static bool fits(const struct ps_redis_backlog *backlog, size_t bytes)
{
    return backlog->bytes <= backlog->bytes_max && bytes <= backlog->bytes_max - backlog->bytes;
}

static void append(struct ps_redis_backlog *backlog, struct ps_redis_kept *kept)
{
    kept->next = NULL;
    if (backlog->last)
        backlog->last->next = kept;
    else
        backlog->first = kept;
    backlog->last = kept;
}

size_t ps_redis_backlog_add(struct ps_redis_backlog *backlog, const struct ps_redis_batch *batch,
                            const struct ps_redis_command *command)
{
    size_t num_dropped = 0;
    size_t bytes = cost(command->size);
    if (bytes > backlog->bytes_max)
        return 1;
    for (; !fits(backlog, bytes) && backlog->first; num_dropped++)
        drop_first(backlog);
    struct ps_redis_kept *kept = fits(backlog, bytes) ? malloc(bytes) : NULL;
    if (!kept)
        return num_dropped + 1;
    *kept = (struct ps_redis_kept){
        .size = command->size, .place = command->place, .is_hint = command->is_hint};
    memcpy(kept->bytes, batch->bytes.data + command->offset, command->size);
    append(backlog, kept);
    backlog->bytes += bytes;
    backlog->num_commands++;
    backlog->num_held[command->place]++;
    return num_dropped;
}

bool ps_redis_backlog_holds(const struct ps_redis_backlog *backlog, uint16_t place)
{
    return backlog->num_held[place] > 0;
}

struct ps_redis_kept *ps_redis_backlog_take(struct ps_redis_backlog *backlog,
                                            const struct ps_redis_places *skipped,
                                            size_t num_commands_max, size_t bytes_max)
{
    struct ps_redis_kept *taken = NULL;
    struct ps_redis_kept **end = &taken;
    struct ps_redis_kept *before = NULL;
    struct ps_redis_kept *kept = backlog->first;
    size_t num_commands = 0;
    size_t bytes = 0;
    while (kept && num_commands < num_commands_max) {
        struct ps_redis_kept *next = kept->next;
        if (ps_redis_places_has(skipped, kept->place)) {
            before = kept;
            kept = next;
            continue;
        }
        if (num_commands > 0 && bytes + kept->size > bytes_max)
            break;
        *(before ? &before->next : &backlog->first) = next;
        if (backlog->last == kept)
            backlog->last = before;
        kept->next = NULL;
        *end = kept;
        end = &kept->next;
        num_commands++;
        bytes += kept->size;
        kept = next;
    }
    return taken;
}

void ps_redis_backlog_put_back(struct ps_redis_backlog *backlog, struct ps_redis_kept *list)
{
    struct ps_redis_kept *last = list;
    if (!list)
        return;
    while (last->next)
        last = last->next;
    last->next = backlog->first;
    backlog->first = list;
    if (!backlog->last)
        backlog->last = last;
}
