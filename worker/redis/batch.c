/* A batch: one buffer, and an array over it. */
#include "worker/redis/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/fnv.h"

#define KEPT_CAPACITY_MAX ((size_t)1 << 20)

void ps_redis_batch_close(struct ps_redis_batch *batch)
{
    ps_buffer_close(&batch->bytes);
    free(batch->commands);
    *batch = (struct ps_redis_batch){0};
}

void ps_redis_batch_clear(struct ps_redis_batch *batch)
{
    batch->num_commands = 0;
    if (batch->bytes.capacity > KEPT_CAPACITY_MAX)
        ps_buffer_close(&batch->bytes);
    else
        ps_buffer_clear(&batch->bytes);
}

struct ps_redis_argument ps_redis_text(const char *text)
{
    return (struct ps_redis_argument){text, strlen(text)};
}

struct ps_redis_argument ps_redis_number(char text[PS_REDIS_NUMBER_SIZE], int64_t number)
{
    (void)snprintf(text, PS_REDIS_NUMBER_SIZE, "%lld", (long long)number);
    return ps_redis_text(text);
}

uint16_t ps_redis_place_of(const void *key, size_t size)
{
    return (uint16_t)(ps_fnv(key, size) % PS_REDIS_PLACES);
}

static enum ps_status make_room(struct ps_redis_batch *batch)
{
    if (batch->num_commands < batch->capacity)
        return PS_OK;
    size_t capacity = batch->capacity ? 2 * batch->capacity : 64;
    struct ps_redis_command *commands = realloc(batch->commands, capacity * sizeof *commands);
    if (!commands)
        return PS_NO_MEMORY;
    batch->commands = commands;
    batch->capacity = capacity;
    return PS_OK;
}

/* *3\r\n$3\r\nSET\r\n... */
static enum ps_status format(struct ps_buffer *out, const struct ps_redis_argument *arguments,
                             size_t num_arguments)
{
    PS_TRY(ps_buffer_printf(out, "*%zu\r\n", num_arguments));
    for (size_t i = 0; i < num_arguments; i++) {
        PS_TRY(ps_buffer_printf(out, "$%zu\r\n", arguments[i].size));
        PS_TRY(ps_buffer_append(out, arguments[i].data, arguments[i].size));
        PS_TRY(ps_buffer_append(out, "\r\n", 2));
    }
    return PS_OK;
}

/* The room has been made. */
static void note(struct ps_redis_batch *batch, size_t offset, uint16_t place, bool is_hint)
{
    batch->commands[batch->num_commands++] = (struct ps_redis_command){
        .offset = offset, .size = batch->bytes.size - offset, .place = place, .is_hint = is_hint};
}

enum ps_status ps_redis_batch_add(struct ps_redis_batch *batch,
                                  const struct ps_redis_argument *arguments, size_t num_arguments,
                                  uint16_t place, bool is_hint)
{
    size_t before = batch->bytes.size;
    PS_TRY(make_room(batch));
    if (format(&batch->bytes, arguments, num_arguments) != PS_OK) {
        batch->bytes.size = before; /* half a command would garble all that follow */
        return PS_NO_MEMORY;
    }
    note(batch, before, place, is_hint);
    return PS_OK;
}

enum ps_status ps_redis_batch_copy(struct ps_redis_batch *batch, const void *bytes, size_t size,
                                   uint16_t place, bool is_hint)
{
    size_t before = batch->bytes.size;
    PS_TRY(make_room(batch));
    PS_TRY(ps_buffer_append(&batch->bytes, bytes, size));
    note(batch, before, place, is_hint);
    return PS_OK;
}

void ps_redis_batch_filter(struct ps_redis_batch *batch,
                           bool (*stays)(void *context, const struct ps_redis_batch *batch,
                                         const struct ps_redis_command *command),
                           void *context)
{
    size_t num_left = 0;
    size_t size = 0;
    for (size_t i = 0; i < batch->num_commands; i++) {
        struct ps_redis_command command = batch->commands[i];
        if (!stays(context, batch, &command))
            continue;
        memmove(batch->bytes.data + size, batch->bytes.data + command.offset, command.size);
        command.offset = size;
        size += command.size;
        batch->commands[num_left++] = command;
    }
    batch->num_commands = num_left;
    batch->bytes.size = size;
}

void ps_redis_places_add(struct ps_redis_places *places, uint16_t place)
{
    places->bits[place / 64] |= UINT64_C(1) << place % 64;
}

bool ps_redis_places_has(const struct ps_redis_places *places, uint16_t place)
{
    return (places->bits[place / 64] >> place % 64 & 1) != 0;
}

bool ps_redis_places_hold(struct ps_redis_places *places, const struct ps_redis_command *command)
{
    bool answered = command->outcome != PS_REDIS_UNANSWERED;
    bool settled = command->outcome == PS_REDIS_DONE || command->outcome == PS_REDIS_NEVER ||
                   (answered && command->is_hint);
    if (settled && !ps_redis_places_has(places, command->place))
        return false;
    ps_redis_places_add(places, command->place);
    return true;
}
