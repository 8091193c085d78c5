/* A text on its way to tokens: pieces of text, with tokens already found between them. */
#ifndef PENSTOCK_SHARED_TEXT_PIECES_H
#define PENSTOCK_SHARED_TEXT_PIECES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/status.h"

/* A run of text and how many of its first bytes come from the very first character of the
 * original text: Metaspace's "first" asks whether a piece begins there. Zero-initialise. */
struct ps_text_run {
    struct ps_buffer text;
    size_t head;
    size_t size_max; /* while a normalizer's step appends to it: how long it may become */
};

void ps_text_run_close(struct ps_text_run *run);

/* Texts that stay where they are until all of them are closed. Zero-initialise. */
struct ps_texts {
    struct ps_texts_block *blocks; /* the newest first */
};

void ps_texts_close(struct ps_texts *texts);

/* A copy; NULL where memory can't be had. */
const char *ps_texts_copy(struct ps_texts *texts, const char *text, size_t size);

struct ps_piece {
    const char *text; /* [size], borrowed */
    size_t size;
    size_t head; /* as above */
    int32_t id;  /* a token, or -1: text */
};

/* Zero-initialise, and say where steps put texts that they write. */
struct ps_pieces {
    struct ps_piece *items; /* [count] */
    size_t count;
    size_t capacity;
    struct ps_texts *texts; /* borrowed */
};

void ps_pieces_close(struct ps_pieces *pieces);
void ps_pieces_clear(struct ps_pieces *pieces);

/* Appends a piece of a text that outlives the pieces, or of a copy; an empty one is left out. */
enum ps_status ps_pieces_add_text(struct ps_pieces *pieces, const char *text, size_t size,
                                  size_t head) PS_MUST_USE;
enum ps_status ps_pieces_add_copy(struct ps_pieces *pieces, const char *text, size_t size,
                                  size_t head) PS_MUST_USE;
enum ps_status ps_pieces_add_token(struct ps_pieces *pieces, int32_t id) PS_MUST_USE;

/* What becomes of the matches of a pattern when a piece is split at them. */
enum ps_split_behavior {
    PS_SPLIT_REMOVED,
    PS_SPLIT_ISOLATED,
    PS_SPLIT_MERGED_WITH_PREVIOUS,
    PS_SPLIT_MERGED_WITH_NEXT,
    PS_SPLIT_CONTIGUOUS,
};

/* Splits one run of text. The caller hands over the stretches of the text, matches and what is
 * between them, in order and without gaps, then finishes. */
struct ps_splitter {
    enum ps_split_behavior behavior;
    const char *text;
    size_t head;
    struct ps_pieces *out;
    size_t start, end;   /* the stretch that is not written yet */
    bool pending;        /* there is one */
    bool previous_match; /* what the last stretch was */
};

enum ps_status ps_splitter_add(struct ps_splitter *splitter, size_t start, size_t end,
                               bool is_match) PS_MUST_USE;
enum ps_status ps_splitter_finish(struct ps_splitter *splitter) PS_MUST_USE;

#endif
