/* The decoder of a tokenizer.json, as a stream: tokens go in one by one, text comes out as soon as
 * it is certain.
 *
 * The reference describes a decoder as a function from a list of strings to a list of strings; here
 * each step is a stage that gets the strings in order and passes on what no later one can change. A
 * string may come in chunks, because Fuse makes one string of all of them: a chunk says whether its
 * string ends with it. Chunks begin and end between characters. What a stage holds back is bounded
 * by its pattern, but for runs of byte tokens, which become characters all together or not at all.
 */
#ifndef PENSTOCK_SHARED_TEXT_DECODER_H
#define PENSTOCK_SHARED_TEXT_DECODER_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/buffer.h"
#include "shared/base/status.h"
#include "shared/text/component.h"

struct ps_decode_stage;

/* One kind of stage. Both functions return PS_OK, PS_NO_MEMORY, PS_TOO_LARGE or what a pattern
 * fails with. */
struct ps_decoder_kind {
    enum ps_status (*chunk)(struct ps_decode_stage *stage, const char *data, size_t size,
                            bool ends);
    enum ps_status (*finish)(struct ps_decode_stage *stage); /* no more strings come */
    void (*destroy)(void *settings);
};

struct ps_decoder_step {
    const struct ps_decoder_kind *kind;
    void *settings; /* owned, immutable */
};

/* Zero-initialise. */
struct ps_decoder {
    struct ps_decoder_step *steps; /* [count] */
    size_t count;
};

/* How a component of a given type becomes steps; a new type is a new entry of a table. */
struct ps_decoder_parser {
    const char *name;
    enum ps_status (*parse)(struct ps_decoder *decoder, const struct ps_component *component,
                            struct ps_error *error);
};

/* Parsers end with an entry that has no name. */
extern const struct ps_decoder_parser ps_decoder_parsers_basic[];
extern const struct ps_decoder_parser ps_decoder_parsers_replace[];
extern const struct ps_decoder_parser ps_decoder_parsers_bytes[];
extern const struct ps_decoder_parser ps_decoder_parsers_byte_level[];
extern const struct ps_decoder_parser ps_decoder_parsers_ctc[];

/* What a file without a decoder does: a space between tokens. */
extern const struct ps_decoder_kind ps_decoder_spaced;

/* Takes settings over, whether or not it succeeds. */
enum ps_status ps_decoder_add(struct ps_decoder *decoder, const struct ps_decoder_kind *kind,
                              void *settings, struct ps_error *error) PS_MUST_USE;

/* Adds the stage that replaces one string with another. */
enum ps_status ps_decoder_add_replace(struct ps_decoder *decoder, const char *find,
                                      const char *content, struct ps_error *error) PS_MUST_USE;

/* Adds the stages that take away the spaces before punctuation and English contractions. */
enum ps_status ps_decoder_add_cleanup(struct ps_decoder *decoder,
                                      struct ps_error *error) PS_MUST_USE;

/* PS_UNSUPPORTED for a kind that is not known. */
enum ps_status ps_decoder_parse(struct ps_decoder *decoder, const struct ps_component *component,
                                struct ps_error *error) PS_MUST_USE;
void ps_decoder_close(struct ps_decoder *decoder);

/* One stage of a stream. */
struct ps_decode_stage {
    const void *settings;
    const struct ps_decoder_kind *kind;
    struct ps_decode_stage *next; /* NULL: the last one */
    struct ps_buffer *out;        /* where the last one writes */
    size_t *budget;               /* bytes that stages may still pass on, all together */
    struct ps_buffer held;        /* bytes not passed on yet */
    struct ps_buffer run;         /* ByteFallback: the bytes of the run so far */
    size_t index;                 /* strings that have ended */
    size_t count;                 /* what the kind counts */
    bool inside;                  /* a string has begun and not ended */
    bool flag;                    /* what the kind remembers */
};

/* Passes a chunk on to the next stage. */
enum ps_status ps_decode_emit(struct ps_decode_stage *stage, const char *data, size_t size,
                              bool ends) PS_MUST_USE;

/* A text being decoded. Zero-initialise and open. */
struct ps_decode_stream {
    struct ps_decode_stage *stages; /* [count] */
    size_t count;
    struct ps_buffer sink; /* what came out and was not taken yet */
    size_t budget;         /* grows with each token, so that replacements can't explode */
};

/* Borrows the decoder. */
enum ps_status ps_decode_stream_open(struct ps_decode_stream *stream,
                                     const struct ps_decoder *decoder,
                                     struct ps_error *error) PS_MUST_USE;
void ps_decode_stream_close(struct ps_decode_stream *stream);

/* Adds one token's string; appends to stream->sink what is certain now. */
enum ps_status ps_decode_stream_push(struct ps_decode_stream *stream, const char *data, size_t size,
                                     struct ps_error *error) PS_MUST_USE;

/* Appends what was held back. */
enum ps_status ps_decode_stream_finish(struct ps_decode_stream *stream,
                                       struct ps_error *error) PS_MUST_USE;

#endif
