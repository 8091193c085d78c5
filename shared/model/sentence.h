/* What sentence-transformers adds to a checkpoint folder: modules.json and the folders it names.
 * Private to this floor. */
#ifndef PENSTOCK_SHARED_MODEL_SENTENCE_H
#define PENSTOCK_SHARED_MODEL_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/hash.h"
#include "shared/base/status.h"
#include "shared/model/pooling.h"

/* Zero-initialise. */
struct ps_sentence {
    bool has_modules;  /* there is a modules.json */
    bool has_pooling;  /* and it pools; a cross-encoder's does not */
    char *transformer; /* the folder of config.json, weights and tokenizer; owned */
    char *prompt;      /* what goes before each text, "" for nothing; owned */
    struct ps_pooling pooling;
    bool lower_case;   /* texts are lowered before the tokenizer's own normalizer */
    size_t max_tokens; /* of a text; 0: no limit of its own */
};

/* Reads whatever is there; adds each file to hasher. PS_INVALID, PS_UNSUPPORTED (a module or a
 * pooling mode, by name), PS_NOT_FOUND. */
enum ps_status ps_sentence_read(const char *folder, struct ps_hasher *hasher,
                                struct ps_sentence *sentence, struct ps_error *error) PS_MUST_USE;
void ps_sentence_close(struct ps_sentence *sentence);

#endif
