/* Send all, then read all: Redis answers in the order in which it was asked. */
#include "worker/redis/exchange.h"

#include <stdio.h>

static void note_outcome(struct ps_redis_command *command, const redisReply *reply,
                         struct ps_redis_exchange_result *result)
{
    bool refused = reply->type == REDIS_REPLY_ERROR;
    command->outcome = refused ? ps_redis_outcome_of(reply->str) : PS_REDIS_DONE;
    result->num_answered++;
    if (command->outcome == PS_REDIS_DONE)
        return;
    if (result->num_refused++ == 0)
        (void)snprintf(result->reason, sizeof result->reason, "%s", reply->str);
}

static enum ps_status read_answers(struct ps_redis_connection *connection,
                                   struct ps_redis_batch *batch,
                                   struct ps_redis_exchange_result *result, struct ps_error *error)
{
    bool away = false;
    for (size_t i = 0; i < batch->num_commands; i++) {
        PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
        PS_TRY(ps_redis_connection_read(connection, &reply, error));
        note_outcome(&batch->commands[i], reply, result);
        away = away || batch->commands[i].outcome == PS_REDIS_AWAY;
    }
    if (!away)
        return PS_OK;
    ps_redis_connection_close(connection);
    return ps_error_set(error, PS_UNAVAILABLE, "Redis refuses to serve: %s", result->reason);
}

enum ps_status ps_redis_exchange(struct ps_redis_connection *connection,
                                 struct ps_redis_batch *batch,
                                 struct ps_redis_exchange_result *result, struct ps_error *error)
{
    *result = (struct ps_redis_exchange_result){0};
    for (size_t i = 0; i < batch->num_commands; i++)
        batch->commands[i].outcome = PS_REDIS_UNANSWERED;
    PS_TRY(ps_redis_connection_open(connection, error));
    PS_TRY(ps_redis_connection_send(connection, batch->bytes.data, batch->bytes.size, error));
    return read_answers(connection, batch, result, error);
}
