/* What Redis is told of batches: for each that something in a chunk is about, all of it in one
 * command, so that large batches cost little.
 *
 * A job is counted when its status is stored: for a computed result that is before its transaction
 * commits, and a crash in between has it stored again, as the same job, which changes no count. An
 * outcome that depends on the clock is stored after the commit, and a crash in between loses it,
 * the status too. Jobs of one custom_id are one job here; dead letters are none, since they have
 * no custom_id. The counts are a hint: the result topic is what counts. */
#ifndef PENSTOCK_WORKER_STORING_BATCHES_H
#define PENSTOCK_WORKER_STORING_BATCHES_H

#include "worker/line.h"

/* items [num_items, at most PS_LINE_CHUNK]: struct ps_storing_item; those of jobs that begin or
 * have an outcome and of end markers count, others are passed over. Gathers commands on the storing
 * thread. */
void ps_storing_batches(struct ps_line *line, void *const *items, size_t num_items);

#endif
