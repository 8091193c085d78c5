/* The decoder called CTC, of models that write a token for each moment of a sound: a token that
 * comes again and again is one, the padding between them goes away, a delimiter becomes a space. */
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/text/decoder.h"

/* Tokens that repeat the one before, and those that come to nothing, are left out. stage->held:
 * the string so far; stage->run: the one before it. */
static enum ps_status chunk_once(struct ps_decode_stage *stage, const char *data, size_t size,
                                 bool ends)
{
    PS_TRY(ps_buffer_append(&stage->held, data, size));
    if (!ends)
        return PS_OK;
    bool again =
        stage->index > 0 && stage->run.size == stage->held.size &&
        (stage->held.size == 0 || memcmp(stage->run.data, stage->held.data, stage->held.size) == 0);
    struct ps_buffer token = stage->held;
    stage->held = stage->run;
    stage->run = token;
    ps_buffer_clear(&stage->held);
    return again ? PS_OK : ps_decode_emit(stage, token.size ? token.data : "", token.size, true);
}

/* What is left of a token, once it is clear that something is. */
static enum ps_status chunk_not_empty(struct ps_decode_stage *stage, const char *data, size_t size,
                                      bool ends)
{
    if (!stage->inside)
        stage->flag = false;
    stage->flag = stage->flag || size > 0;
    return ps_decode_emit(stage, data, size, ends && stage->flag);
}

static enum ps_status finish(struct ps_decode_stage *stage)
{
    (void)stage;
    return PS_OK;
}

static enum ps_status add_replace(struct ps_decoder *decoder, const struct ps_component *component,
                                  const char *key, const char *fallback, const char *content,
                                  struct ps_error *error)
{
    struct ps_slice find = {fallback, strlen(fallback)};
    PS_TRY(ps_component_optional_string(component, key, &find, error));
    if (find.size == 0)
        return ps_component_wrong(component, key, "a string that is not empty", error);
    return ps_decoder_add_replace(decoder, find.data, content, error);
}

static enum ps_status parse(struct ps_decoder *decoder, const struct ps_component *component,
                            struct ps_error *error)
{
    static const struct ps_decoder_kind once = {chunk_once, finish, free};
    static const struct ps_decoder_kind not_empty = {chunk_not_empty, finish, free};
    bool cleanup = true;
    PS_TRY(ps_component_bool(component, "cleanup", &cleanup, error));
    PS_TRY(ps_decoder_add(decoder, &once, NULL, error));
    PS_TRY(add_replace(decoder, component, "pad_token", "<pad>", "", error));
    if (cleanup) {
        PS_TRY(ps_decoder_add_cleanup(decoder, error));
        PS_TRY(add_replace(decoder, component, "word_delimiter_token", "|", " ", error));
    }
    return ps_decoder_add(decoder, &not_empty, NULL, error);
}

const struct ps_decoder_parser ps_decoder_parsers_ctc[] = {{"CTC", parse}, {0}};
