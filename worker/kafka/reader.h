/* A reader of a topic, all partitions, from the beginning or from given offsets, without a group:
 * it commits nothing and disturbs nobody. Used by one thread. */
#ifndef PENSTOCK_WORKER_KAFKA_READER_H
#define PENSTOCK_WORKER_KAFKA_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "worker/config.h"
#include "worker/kafka/positions.h"

struct ps_kafka_reader; /* opaque */

struct ps_kafka_reader_config {
    const struct ps_config *config; /* borrowed for the call */
    const char *topic;
    bool committed_only;                    /* isolation level read_committed */
    int patience_ms;                        /* how long no broker may answer before reading fails */
    const struct ps_kafka_positions *from;  /* NULL: from the beginning; borrowed for the call */
    const struct ps_kafka_positions *until; /* NULL: what can be read at the start; as above */
};

/* Borrowed: valid until the next call with the same reader. */
struct ps_kafka_reader_record {
    const void *key; /* NULL: none */
    size_t key_size;
    const char *value; /* NULL: a null value */
    size_t value_size;
    int32_t partition;
    int64_t offset;
    int64_t timestamp_ms; /* Unix; 0: none */
    const void *message;  /* for ps_kafka_reader_header */
};

/* PS_INVALID, also where the topic does not hold all records behind `from`, any more or yet;
 * PS_UNAVAILABLE, PS_NOT_FOUND (no such topic), PS_NO_MEMORY. */
enum ps_status ps_kafka_reader_create(struct ps_kafka_reader **reader,
                                      const struct ps_kafka_reader_config *config,
                                      struct ps_error *error) PS_MUST_USE;
void ps_kafka_reader_destroy(struct ps_kafka_reader *reader);
PS_DEFINE_DEFER(ps_kafka_reader_destroy, struct ps_kafka_reader)

/* The next record of any partition, none behind `until`; those of one partition come in order.
 * PS_TIMEOUT where none came within timeout_ms; PS_UNAVAILABLE; PS_IO where a partition cannot be
 * read. */
enum ps_status ps_kafka_reader_next(struct ps_kafka_reader *reader, int timeout_ms,
                                    struct ps_kafka_reader_record *record,
                                    struct ps_error *error) PS_MUST_USE;

/* Whether everything has been returned: up to `until`, which takes as long as other producers'
 * transactions below it are open, or what could be read when the reader was created. */
bool ps_kafka_reader_is_at_end(const struct ps_kafka_reader *reader);

/* Copies the text of the last header of that name, with a NUL. False where there is none, or its
 * value is null, has a NUL inside or does not fit. */
bool ps_kafka_reader_header(const struct ps_kafka_reader_record *record, const char *name,
                            char *text, size_t capacity);

/* The same for a header that is a whole number; false for any other. */
bool ps_kafka_reader_number(const struct ps_kafka_reader_record *record, const char *name,
                            uint64_t *number);

#endif
