/* Commands in Redis's own format, one after another, each with what is to be known of it: whose key
 * it is about, and what came of it. Pure. */
#ifndef PENSTOCK_WORKER_REDIS_BATCH_H
#define PENSTOCK_WORKER_REDIS_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "worker/redis/refusal.h"

/* Keys are told apart by their place, a hash of so many values: two that share one are taken for
 * the same key, which costs at most a detour. */
#define PS_REDIS_PLACES 4096

struct ps_redis_argument {
    const void *data;
    size_t size;
};

#define PS_REDIS_NUMBER_SIZE 24

/* Borrowed. */
struct ps_redis_argument ps_redis_text(const char *text);

/* Written into text, which is borrowed. */
struct ps_redis_argument ps_redis_number(char text[PS_REDIS_NUMBER_SIZE], int64_t number);

struct ps_redis_command {
    size_t offset; /* in the batch's bytes */
    size_t size;
    uint16_t place;
    bool is_hint; /* of use only if it passes at once: not kept where it is refused */
    enum ps_redis_outcome outcome;
};

/* Zero-initialise. */
struct ps_redis_batch {
    struct ps_buffer bytes;
    struct ps_redis_command *commands; /* [num_commands] */
    size_t num_commands;
    size_t capacity;
};

void ps_redis_batch_close(struct ps_redis_batch *batch);

/* Forgets the commands and keeps the memory, unless it is a lot. */
void ps_redis_batch_clear(struct ps_redis_batch *batch);

uint16_t ps_redis_place_of(const void *key, size_t size);

/* PS_NO_MEMORY leaves the batch as it was, here and below. */
enum ps_status ps_redis_batch_add(struct ps_redis_batch *batch,
                                  const struct ps_redis_argument *arguments, size_t num_arguments,
                                  uint16_t place, bool is_hint) PS_MUST_USE;

/* A command that is formatted already. */
enum ps_status ps_redis_batch_copy(struct ps_redis_batch *batch, const void *bytes, size_t size,
                                   uint16_t place, bool is_hint) PS_MUST_USE;

/* Leaves only the commands for which stays is true; it is asked for each, in their order. */
void ps_redis_batch_filter(struct ps_redis_batch *batch,
                           bool (*stays)(void *context, const struct ps_redis_batch *batch,
                                         const struct ps_redis_command *command),
                           void *context);

/* A set of places. Zero-initialise. */
struct ps_redis_places {
    uint64_t bits[PS_REDIS_PLACES / 64];
};

void ps_redis_places_add(struct ps_redis_places *places, uint16_t place);
bool ps_redis_places_has(const struct ps_redis_places *places, uint16_t place);

/* Whether an answered command is to be sent again some day. What follows a command that is, for the
 * same key, is too, whatever its answer: a job's states must not change places, and an expiry that
 * came before its hash did nothing. To be asked in the commands' order; notes their places. */
bool ps_redis_places_hold(struct ps_redis_places *places, const struct ps_redis_command *command);

#endif
