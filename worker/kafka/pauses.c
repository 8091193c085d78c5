/* A flag per partition. */
#include "worker/kafka/pauses.h"

#include <stdlib.h>

#include "shared/base/log.h"

void ps_kafka_pauses_close(struct ps_kafka_pauses *pauses)
{
    if (pauses->held)
        rd_kafka_topic_partition_list_destroy(pauses->held);
    free(pauses->paused);
    free(pauses->wanted);
    *pauses = (struct ps_kafka_pauses){0};
}

void ps_kafka_pauses_hold(struct ps_kafka_pauses *pauses,
                          const rd_kafka_topic_partition_list_t *list)
{
    ps_kafka_pauses_close(pauses);
    pauses->paused = calloc((size_t)list->cnt + 1, sizeof *pauses->paused);
    pauses->wanted = calloc((size_t)list->cnt + 1, sizeof *pauses->wanted);
    if (pauses->paused && pauses->wanted)
        pauses->held = rd_kafka_topic_partition_list_copy(list);
}

/* Those that are the other way and wanted like this. */
static void change(struct ps_kafka_pauses *pauses, rd_kafka_t *client, bool paused)
{
    rd_kafka_topic_partition_list_t *changed = rd_kafka_topic_partition_list_new(0);
    for (int i = 0; i < pauses->held->cnt; i++) {
        const rd_kafka_topic_partition_t *partition = &pauses->held->elems[i];
        if (pauses->paused[i] == paused || pauses->wanted[i] != paused)
            continue;
        (void)rd_kafka_topic_partition_list_add(changed, partition->topic, partition->partition);
        pauses->paused[i] = paused;
    }
    rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;
    if (changed->cnt > 0)
        code = paused ? rd_kafka_pause_partitions(client, changed)
                      : rd_kafka_resume_partitions(client, changed);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        ps_log(PS_LOG_WARNING, "kafka", "%s: %s", paused ? "pause" : "resume",
               rd_kafka_err2str(code));
    rd_kafka_topic_partition_list_destroy(changed);
}

void ps_kafka_pauses_set(struct ps_kafka_pauses *pauses, rd_kafka_t *client,
                         bool (*is_paused)(void *context, const char *topic, int32_t partition),
                         void *context)
{
    if (!pauses->held)
        return;
    for (int i = 0; i < pauses->held->cnt; i++)
        pauses->wanted[i] = is_paused && is_paused(context, pauses->held->elems[i].topic,
                                                   pauses->held->elems[i].partition);
    change(pauses, client, true);
    change(pauses, client, false);
}
