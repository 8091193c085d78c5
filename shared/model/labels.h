/* The labels of a sequence-classification head, as config.json names them. Private to this floor.
 */
#ifndef PENSTOCK_SHARED_MODEL_LABELS_H
#define PENSTOCK_SHARED_MODEL_LABELS_H

#include <stddef.h>

#include <jansson.h>

#include "shared/base/arena.h"
#include "shared/base/status.h"
#include "shared/model/model.h"

/* How many labels there are: id2label's, else num_labels, else two, which is what transformers
 * leaves unwritten. PS_INVALID, naming the key. */
enum ps_status ps_labels_count(const json_t *config, size_t *count,
                               struct ps_error *error) PS_MUST_USE;

/* The names and the meaning of labels->count scores; names live in the arena. PS_INVALID (an
 * id2label whose keys are not 0 to count - 1), PS_UNSUPPORTED (a problem_type), naming the key. */
enum ps_status ps_labels_read(const json_t *config, struct ps_arena *arena,
                              struct ps_labels *labels, struct ps_error *error) PS_MUST_USE;

#endif
