/* Pieces of text and how they are split further. */
#include "shared/text/pieces.h"

#include <stdlib.h>

void ps_text_run_close(struct ps_text_run *run)
{
    ps_buffer_close(&run->text);
    *run = (struct ps_text_run){0};
}

void ps_pieces_close(struct ps_pieces *pieces)
{
    ps_buffer_close(&pieces->text);
    free(pieces->items);
    *pieces = (struct ps_pieces){0};
}

void ps_pieces_clear(struct ps_pieces *pieces)
{
    ps_buffer_clear(&pieces->text);
    pieces->count = 0;
}

static enum ps_status add(struct ps_pieces *pieces, struct ps_piece piece)
{
    if (pieces->count == pieces->capacity) {
        size_t capacity = pieces->capacity ? pieces->capacity * 2 : 16;
        struct ps_piece *items = reallocarray(pieces->items, capacity, sizeof *items);
        if (!items)
            return PS_NO_MEMORY;
        pieces->items = items;
        pieces->capacity = capacity;
    }
    pieces->items[pieces->count++] = piece;
    return PS_OK;
}

enum ps_status ps_pieces_add_text(struct ps_pieces *pieces, const char *text, size_t size,
                                  size_t head)
{
    if (size == 0)
        return PS_OK;
    size_t start = pieces->text.size;
    PS_TRY(ps_buffer_append(&pieces->text, text, size));
    return add(pieces, (struct ps_piece){start, size, head < size ? head : size, -1});
}

enum ps_status ps_pieces_add_token(struct ps_pieces *pieces, int32_t id)
{
    return add(pieces, (struct ps_piece){pieces->text.size, 0, 0, id});
}

const char *ps_pieces_text(const struct ps_pieces *pieces, const struct ps_piece *piece)
{
    return pieces->text.data + piece->start;
}

static enum ps_status write_stretch(const struct ps_splitter *splitter, size_t start, size_t end)
{
    size_t head = splitter->head > start ? splitter->head - start : 0;
    return ps_pieces_add_text(splitter->out, splitter->text + start, end - start, head);
}

/* Whether a stretch joins the one before it. */
static bool joins(const struct ps_splitter *splitter, bool is_match)
{
    switch (splitter->behavior) {
    case PS_SPLIT_MERGED_WITH_PREVIOUS:
        return is_match && !splitter->previous_match;
    case PS_SPLIT_MERGED_WITH_NEXT:
        return !is_match && splitter->previous_match;
    case PS_SPLIT_CONTIGUOUS:
        return is_match == splitter->previous_match;
    case PS_SPLIT_REMOVED:
    case PS_SPLIT_ISOLATED:
        break;
    }
    return false;
}

enum ps_status ps_splitter_add(struct ps_splitter *splitter, size_t start, size_t end,
                               bool is_match)
{
    if (splitter->behavior == PS_SPLIT_REMOVED)
        return is_match ? PS_OK : write_stretch(splitter, start, end);
    if (splitter->pending && joins(splitter, is_match)) {
        splitter->end = end;
    } else {
        PS_TRY(ps_splitter_finish(splitter));
        splitter->start = start;
        splitter->end = end;
        splitter->pending = true;
    }
    splitter->previous_match = is_match;
    return PS_OK;
}

enum ps_status ps_splitter_finish(struct ps_splitter *splitter)
{
    if (!splitter->pending)
        return PS_OK;
    splitter->pending = false;
    return write_stretch(splitter, splitter->start, splitter->end);
}
