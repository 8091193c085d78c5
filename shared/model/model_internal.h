/* What a loaded model holds: for the files that load it and answer for it. Private to this floor.
 */
#ifndef PENSTOCK_SHARED_MODEL_MODEL_INTERNAL_H
#define PENSTOCK_SHARED_MODEL_MODEL_INTERNAL_H

#include "shared/base/arena.h"
#include "shared/model/family.h"
#include "shared/model/model.h"
#include "shared/model/sentence.h"
#include "shared/weights/checkpoint.h"

struct ps_model {
    const struct ps_family *family;
    struct ps_transformer_config config;
    struct ps_generation_defaults generation;
    struct ps_sentence sentence;
    struct ps_labels labels; /* names in the arena */
    size_t context;
    size_t num_parameters;
    struct ps_digest digest;
    struct ps_arena arena;            /* converted weights, layers */
    struct ps_checkpoint *checkpoint; /* mapped weights */
    struct ps_transformer *transformer;
    struct ps_tokenizer *tokenizer;
    struct ps_tokenizer *chat_tokenizer; /* NULL: the same */
    struct ps_chat *chat;
};

#endif
