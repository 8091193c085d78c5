/* What a tokenizer is made of: for the files of this folder. */
#ifndef PENSTOCK_SHARED_TEXT_TOKENIZER_PARTS_H
#define PENSTOCK_SHARED_TEXT_TOKENIZER_PARTS_H

#include "shared/text/added.h"
#include "shared/text/decoder.h"
#include "shared/text/normalizer.h"
#include "shared/text/post_processor.h"
#include "shared/text/pre_tokenizer.h"
#include "shared/text/subword.h"
#include "shared/text/tokenizer.h"

struct ps_tokenizer {
    struct ps_added added;
    struct ps_normalizer normalizer;
    struct ps_pre_tokenizer pre_tokenizer;
    struct ps_subword subword;
    struct ps_post_processor post_processor;
    struct ps_decoder decoder;
};

/* The string that decoding starts from; data is NULL where there is none or it is left out. */
struct ps_slice ps_tokenizer_decoded(const struct ps_tokenizer *tokenizer, int32_t id,
                                     bool skip_special_tokens);

#endif
