/* A configuration as text, secrets left out. */
#ifndef PENSTOCK_WORKER_PRINT_H
#define PENSTOCK_WORKER_PRINT_H

#include "shared/base/buffer.h"
#include "worker/config.h"

/* Appends the configuration as the JSON of a file that would make it, with a newline. Secrets are
 * masked: of redis.url the password, of what came from a ..._FILE everything. PS_NO_MEMORY. */
enum ps_status ps_print_config(const struct ps_config *config, struct ps_buffer *out,
                               struct ps_error *error) PS_MUST_USE;

/* Appends a line per key: "key<TAB>value as JSON<TAB>where it came from". PS_NO_MEMORY. */
enum ps_status ps_print_origins(const struct ps_config *config, struct ps_buffer *out,
                                struct ps_error *error) PS_MUST_USE;

#endif
