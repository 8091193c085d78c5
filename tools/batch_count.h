/* When a batch is complete, from what the three topics say about it.
 *
 * An end marker promises a number of lines; complete is the batch when that many distinct
 * custom_ids have results, or dead letters where a line had none. Two things make it less simple.
 * Lines of a file may repeat a custom_id: they can only ever give one distinct result, so each
 * repetition lowers the number. And a file may be submitted twice under one name: then there are
 * two markers, and every line of the second is a repetition. So:
 *
 *   expected = max(sum of the markers' totals - repetitions, distinct lines seen)
 *
 * The maximum covers a first submission that was cut off before its marker. Pure. */
#ifndef PENSTOCK_TOOLS_BATCH_COUNT_H
#define PENSTOCK_TOOLS_BATCH_COUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tools/id_set.h"

/* Zero-initialise. */
struct ps_batch_count {
    struct ps_id_set submitted; /* custom_ids of lines on the job topic */
    uint64_t num_unnamed;       /* lines without custom_id */
    uint64_t num_repeated;      /* lines with a custom_id that came before */
    uint64_t markers_total;     /* the sum of what end markers say */
    uint64_t num_markers;
    struct ps_id_set answered; /* custom_ids of results */
    struct ps_id_set dead;     /* sources of dead letters */
};

void ps_batch_count_close(struct ps_batch_count *count);

/* A line on the job topic; size 0: it has no custom_id. PS_NO_MEMORY, here and below. */
enum ps_status ps_batch_count_line(struct ps_batch_count *count, const char *custom_id,
                                   size_t size) PS_MUST_USE;
void ps_batch_count_marker(struct ps_batch_count *count, uint64_t total);

/* *repeated: that custom_id had a result already. */
enum ps_status ps_batch_count_result(struct ps_batch_count *count, const char *custom_id,
                                     size_t size, bool *repeated) PS_MUST_USE;

/* A dead letter, by the record it was: "topic/partition/offset". *repeated: it was there already.
 */
enum ps_status ps_batch_count_dead(struct ps_batch_count *count, const char *source, size_t size,
                                   bool *repeated) PS_MUST_USE;

uint64_t ps_batch_count_done(const struct ps_batch_count *count);

/* 0 while no marker was seen. */
uint64_t ps_batch_count_expected(const struct ps_batch_count *count);

/* Whether a marker was seen and everything expected is there. */
bool ps_batch_count_complete(const struct ps_batch_count *count);

#endif
