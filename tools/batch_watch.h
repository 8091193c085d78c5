/* Follows what the job topic and the dead-letter topic say about one batch. */
#ifndef PENSTOCK_TOOLS_BATCH_WATCH_H
#define PENSTOCK_TOOLS_BATCH_WATCH_H

#include "tools/batch_count.h"
#include "worker/kafka/reader.h"

/* Told of each dead letter once. */
typedef enum ps_status ps_batch_dead_letter(void *context,
                                            const struct ps_kafka_reader_record *record,
                                            struct ps_error *error);

/* Zero-initialise. */
struct ps_batch_watch {
    const char *batch;                    /* borrowed */
    struct ps_kafka_reader *jobs;         /* NULL: the batch's size isn't asked for */
    struct ps_kafka_reader *dead_letters; /* NULL: no such topic */
    struct ps_batch_count count;
    bool has_more; /* the last step left something unread: don't wait before the next */
    ps_batch_dead_letter *on_dead_letter; /* NULL: nobody; set after opening */
    void *context;
};

/* with_jobs also opens the job topic, which is read whole: that is where the end marker is.
 * PS_INVALID, PS_UNAVAILABLE, PS_NOT_FOUND, PS_NO_MEMORY. */
enum ps_status ps_batch_watch_open(struct ps_batch_watch *watch, const struct ps_config *config,
                                   const char *batch, bool with_jobs, int patience_ms,
                                   struct ps_error *error) PS_MUST_USE;
void ps_batch_watch_close(struct ps_batch_watch *watch);

/* Whether a record carries the batch's name. */
bool ps_batch_watch_has(const struct ps_batch_watch *watch,
                        const struct ps_kafka_reader_record *record);

/* Reads some of what has come to both topics, without waiting. PS_UNAVAILABLE, PS_IO, PS_NO_MEMORY,
 * and what on_dead_letter returns. */
enum ps_status ps_batch_watch_step(struct ps_batch_watch *watch,
                                   struct ps_error *error) PS_MUST_USE;

/* Whether the job topic has shown anything of the batch; only with_jobs. */
bool ps_batch_watch_is_known(const struct ps_batch_watch *watch);

/* Whether the job topic has been read to the end it had at the start; only with_jobs. */
bool ps_batch_watch_has_read_jobs(const struct ps_batch_watch *watch);

/* Whether the dead letters that were there at the start have been read. */
bool ps_batch_watch_is_at_end(const struct ps_batch_watch *watch);

/* Whether every line of the batch is known to be answered. */
bool ps_batch_watch_is_complete(const struct ps_batch_watch *watch);

#endif
