/* Whose a batch's name is. Two files under one name would be one batch: its end, its counts and its
 * results are then those of neither. What each name was given to is noted in the batch's hash in
 * Redis, as long as that lives. */
#ifndef PENSTOCK_TOOLS_BATCH_CLAIM_H
#define PENSTOCK_TOOLS_BATCH_CLAIM_H

#include "shared/base/hash.h"
#include "worker/config.h"

/* What is noted instead of a digest. */
#define PS_BATCH_CLAIM_PIPE    "pipe"    /* there was no file */
#define PS_BATCH_CLAIM_SEVERAL "several" /* lines were added on purpose */

struct ps_batch_claim {
    const struct ps_config *config;
    const char *tenant; /* NULL: the default one */
    const char *batch;
    const struct ps_digest *digest; /* of the file; NULL: a pipe */
    bool again;                     /* add to what is there */
};

/* Takes the name for the file. PS_INVALID where it is another's, saying what can be done;
 * PS_NO_MEMORY. Where Redis can't be asked, says so on standard error, and PS_OK. */
enum ps_status ps_batch_claim_take(const struct ps_batch_claim *claim,
                                   struct ps_error *error) PS_MUST_USE;

#endif
