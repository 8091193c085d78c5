/* A dead letter as a line of a batch's error file, as `penstock run` writes it for such a line. */
#ifndef PENSTOCK_TOOLS_DEAD_LETTER_LINE_H
#define PENSTOCK_TOOLS_DEAD_LETTER_LINE_H

#include "shared/base/buffer.h"
#include "worker/kafka/reader.h"

/* What a dead letter says in its headers beside the job's bytes. Strings are "" where it does not
 * say. */
struct ps_dead_letter {
    const char *value; /* [size] the job's bytes, or their first kilobyte */
    size_t size;
    char code[64];
    char message[1024];
    char sha256[65];     /* of all bytes, where they were cut */
    uint64_t batch_line; /* in the batch's file; 0: not known */
};

void ps_dead_letter_read(struct ps_dead_letter *letter,
                         const struct ps_kafka_reader_record *record);

/* Appends the line without its newline. PS_NO_MEMORY, PS_INTERNAL. */
enum ps_status ps_dead_letter_render(const struct ps_dead_letter *letter,
                                     struct ps_buffer *out) PS_MUST_USE;

#endif
