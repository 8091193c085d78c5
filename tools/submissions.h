/* What is known of the submissions of a batch file: which lines are in which topic, and from where
 * on the topic has to be read to know of the rest. Kept as JSON; pure. */
#ifndef PENSTOCK_TOOLS_SUBMISSIONS_H
#define PENSTOCK_TOOLS_SUBMISSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/hash.h"
#include "shared/wire/job.h"
#include "worker/kafka/positions.h"

enum {
    PS_SUBMISSIONS_MAX = 16,
    PS_TOPIC_SIZE = 250,   /* Kafka allows 249 bytes */
    PS_CLUSTER_SIZE = 256, /* real ones have 22 */
};

#define PS_SUBMISSIONS_BYTES_MAX ((size_t)8 << 20)

/* One batch's way to one topic of one cluster: the three are its name. */
struct ps_submission {
    char batch[PS_BATCH_SIZE_MAX + 1];
    char topic[PS_TOPIC_SIZE];
    char cluster[PS_CLUSTER_SIZE];
    struct ps_digest digest;        /* of the file that it is made from */
    uint64_t num_lines;             /* that aren't blank */
    uint64_t position;              /* every line up to this one, counted from 1, is in the topic */
    bool complete;                  /* and so is the end marker */
    struct ps_kafka_positions ends; /* behind these no line up to position is; {0} once complete */
};

/* Zero-initialise. */
struct ps_submissions {
    struct ps_submission items[PS_SUBMISSIONS_MAX]; /* [count], the latest last */
    size_t count;
};

void ps_submissions_close(struct ps_submissions *submissions);

/* Reads them from a file's bytes, none from no bytes; ps_submissions_close them also after an
 * error. PS_INVALID says what was found and expected; PS_UNSUPPORTED for a later version's;
 * PS_NO_MEMORY. */
enum ps_status ps_submissions_parse(struct ps_submissions *submissions, const char *text,
                                    size_t size, struct ps_error *error) PS_MUST_USE;

/* Appends them as text. PS_NO_MEMORY. */
enum ps_status ps_submissions_render(const struct ps_submissions *submissions,
                                     struct ps_buffer *out) PS_MUST_USE;

/* NULL where there is none of that name. */
struct ps_submission *ps_submissions_find(struct ps_submissions *submissions, const char *batch,
                                          const char *topic, const char *cluster);

/* One to that topic that has begun, from other contents than the digest's, and is not complete;
 * NULL where there is none. */
const struct ps_submission *ps_submissions_find_unfinished(const struct ps_submissions *submissions,
                                                           const char *topic, const char *cluster,
                                                           const struct ps_digest *digest);

/* Forgets those that ps_submissions_find_unfinished finds. */
void ps_submissions_forget_unfinished(struct ps_submissions *submissions, const char *topic,
                                      const char *cluster, const struct ps_digest *digest);

/* Adds one as it is, its ends taken. It replaces the one of its name; where there are too many, the
 * oldest that is complete goes, and where none is the oldest. Returns it, borrowed until the next
 * call. */
struct ps_submission *ps_submissions_add(struct ps_submissions *submissions,
                                         struct ps_submission *submission);

#endif
