/* Pieces of text and how they are split further. */
#include "shared/text/pieces.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/checked.h"

void ps_text_run_close(struct ps_text_run *run)
{
    ps_buffer_close(&run->text);
    *run = (struct ps_text_run){0};
}

struct ps_texts_block {
    struct ps_texts_block *next;
    size_t used, capacity; /* of bytes */
    char bytes[];
};

void ps_texts_close(struct ps_texts *texts)
{
    while (texts->blocks) {
        struct ps_texts_block *block = texts->blocks;
        texts->blocks = block->next;
        free(block);
    }
}

/* Each block is twice as large as the one before, so that long texts of short pieces take few. */
static struct ps_texts_block *add_block(struct ps_texts *texts, size_t size)
{
    enum { FIRST_SIZE = 2048 };
    size_t capacity = texts->blocks ? texts->blocks->capacity : FIRST_SIZE / 2, total;
    if (!ps_checked_multiply(capacity, 2, &capacity))
        return NULL;
    if (capacity < size)
        capacity = size;
    if (!ps_checked_add(capacity, sizeof(struct ps_texts_block), &total))
        return NULL;
    struct ps_texts_block *block = malloc(total);
    if (!block)
        return NULL;
    *block = (struct ps_texts_block){.next = texts->blocks, .capacity = capacity};
    texts->blocks = block;
    return block;
}

const char *ps_texts_copy(struct ps_texts *texts, const char *text, size_t size)
{
    struct ps_texts_block *block = texts->blocks;
    if (!block || block->capacity - block->used < size)
        block = add_block(texts, size);
    if (!block)
        return NULL;
    char *copy = block->bytes + block->used;
    if (size > 0)
        memcpy(copy, text, size);
    block->used += size;
    return copy;
}

void ps_pieces_close(struct ps_pieces *pieces)
{
    free(pieces->items);
    *pieces = (struct ps_pieces){0};
}

void ps_pieces_clear(struct ps_pieces *pieces)
{
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
    return add(pieces, (struct ps_piece){text, size, head < size ? head : size, -1});
}

enum ps_status ps_pieces_add_copy(struct ps_pieces *pieces, const char *text, size_t size,
                                  size_t head)
{
    const char *copy = ps_texts_copy(pieces->texts, text, size);
    return copy ? ps_pieces_add_text(pieces, copy, size, head) : PS_NO_MEMORY;
}

enum ps_status ps_pieces_add_token(struct ps_pieces *pieces, int32_t id)
{
    return add(pieces, (struct ps_piece){.id = id});
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
