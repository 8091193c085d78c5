/* Single tokens as text: decoded behind the token before them, because a decoder may treat the
 * first token of a text in its own way (Llama's takes a space away). */
#include "shared/task/token_text.h"

#include "shared/text/detokenizer.h"

enum ps_status ps_token_text(const struct ps_tokenizer *tokenizer, int32_t previous, int32_t id,
                             struct ps_buffer *text, struct ps_error *error)
{
    if (ps_tokenizer_is_special(tokenizer, id)) {
        const char *token = ps_tokenizer_token(tokenizer, id);
        return ps_buffer_append_string(text, token ? token : "");
    }
    PS_DEFER(ps_detokenizer_destroyp)
    struct ps_detokenizer *detokenizer = ps_detokenizer_create(tokenizer, true);
    if (!detokenizer)
        return ps_error_no_memory(error, "a detokenizer");
    if (previous >= 0)
        PS_TRY(ps_detokenizer_prime(detokenizer, &previous, 1, error));
    PS_TRY(ps_detokenizer_push(detokenizer, id, text, error));
    return ps_detokenizer_finish(detokenizer, text, error);
}
