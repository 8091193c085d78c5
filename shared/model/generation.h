/* What generation_config.json says, with config.json behind it. Private to this floor. */
#ifndef PENSTOCK_SHARED_MODEL_GENERATION_H
#define PENSTOCK_SHARED_MODEL_GENERATION_H

#include <jansson.h>

#include "shared/model/model.h"

/* generation may be NULL: there is no such file. PS_INVALID, naming the key. */
enum ps_status ps_generation_read(const json_t *generation, const json_t *config,
                                  struct ps_generation_defaults *defaults,
                                  struct ps_error *error) PS_MUST_USE;

#endif
