/* Chunks of a stream, handed from one thread to another. */
#include "worker/stream_part.h"

#include <stdlib.h>
#include <string.h>

static size_t count_lines(const struct ps_buffer *lines)
{
    size_t count = 0;
    for (size_t i = 0; i < lines->size; i++)
        count += lines->data[i] == '\n';
    return count;
}

struct ps_stream_part *ps_stream_part_take(struct ps_run *run)
{
    struct ps_stream_part *part = calloc(1, sizeof *part);
    if (part)
        part->custom_id = strdup(run->job->custom_id);
    if (!part || !part->custom_id) {
        free(part);
        return NULL;
    }
    memcpy(part->tenant, run->job->tenant, sizeof part->tenant);
    memcpy(part->batch, run->job->batch, sizeof part->batch);
    part->run_ms = run->created_ms;
    part->first = run->num_chunks_taken;
    part->lines = run->chunks;
    run->chunks = (struct ps_buffer){0};
    run->num_chunks_taken += count_lines(&part->lines);
    return part;
}

void ps_stream_part_put_back(struct ps_stream_part *part, struct ps_run *run)
{
    run->num_chunks_taken = part->first;
    run->chunks = part->lines;
    part->lines = (struct ps_buffer){0};
    ps_stream_part_destroy(part);
}

void ps_stream_part_destroy(struct ps_stream_part *part)
{
    if (!part)
        return;
    free(part->custom_id);
    ps_buffer_close(&part->lines);
    free(part);
}
