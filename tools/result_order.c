/* Puts result lines into the order of the batch file that they answer: an index of the lines,
 * sorted by what they answer, is looked up line by line. */
#include "tools/result_order.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/checked.h"
#include "shared/base/defer.h"
#include "shared/base/hash.h"
#include "tools/batch_input.h"
#include "tools/result_line.h"

#define CAPACITY_FIRST 1024
#define LINE_BYTES_MAX ((size_t)64 << 20) /* a longer line has no custom_id here */

struct ps_result_place {
    uint64_t key; /* of what it answers */
    uint64_t offset;
    uint64_t size;
    bool taken;
};

void ps_result_order_close(struct ps_result_order *order)
{
    free(order->places);
    *order = (struct ps_result_order){0};
}

/* 64 bits are enough to tell a million lines apart. A custom_id and a line of the same bytes are
 * different things. */
static enum ps_status make_key(const void *name, size_t size, bool is_custom_id, uint64_t *key)
{
    struct ps_digest digest;
    PS_TRY(ps_digest_of(name, size, &digest));
    *key = ps_digest_number(&digest) ^ (is_custom_id ? 0 : UINT64_MAX);
    return PS_OK;
}

static enum ps_status grow(struct ps_result_order *order)
{
    size_t capacity = CAPACITY_FIRST;
    size_t size = 0;
    if ((order->capacity > 0 && !ps_checked_multiply(order->capacity, 2, &capacity)) ||
        !ps_checked_multiply(capacity, sizeof *order->places, &size))
        return PS_NO_MEMORY;
    struct ps_result_place *places = realloc(order->places, size);
    if (!places)
        return PS_NO_MEMORY;
    order->places = places;
    order->capacity = capacity;
    return PS_OK;
}

enum ps_status ps_result_order_add(struct ps_result_order *order, const void *name, size_t size,
                                   bool is_custom_id, uint64_t offset, uint64_t line_size,
                                   struct ps_error *error)
{
    struct ps_result_place place = {.offset = offset, .size = line_size};
    if (make_key(name, size, is_custom_id, &place.key) != PS_OK)
        return ps_error_set(error, PS_INTERNAL, "cannot digest a custom_id");
    if (order->count == order->capacity && grow(order) != PS_OK)
        return ps_error_no_memory(error, "the order of the results");
    order->places[order->count++] = place;
    return PS_OK;
}

static int compare_numbers(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_key(const void *first, const void *second)
{
    const struct ps_result_place *a = first, *b = second;
    int order = compare_numbers(a->key, b->key);
    return order ? order : compare_numbers(a->offset, b->offset);
}

static int by_offset(const void *first, const void *second)
{
    const struct ps_result_place *a = first, *b = second;
    return compare_numbers(a->offset, b->offset);
}

/* The first with that key; NULL where there is none. */
static struct ps_result_place *find(const struct ps_result_order *order, uint64_t key)
{
    size_t low = 0, high = order->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order->places[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < order->count && order->places[low].key == key ? &order->places[low] : NULL;
}

static enum ps_status copy(struct ps_result_place *place, FILE *from, struct ps_buffer *line,
                           struct ps_result_file *to, struct ps_error *error)
{
    ps_buffer_clear(line);
    if (ps_buffer_reserve(line, place->size) != PS_OK)
        return ps_error_no_memory(error, "a result line");
    while (line->size < place->size) {
        ssize_t count = pread(fileno(from), line->data + line->size, place->size - line->size,
                              (off_t)(place->offset + line->size));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return ps_error_set(error, PS_IO, "cannot read the results back: %s",
                                count < 0 ? strerror(errno) : "they end early");
        line->size += (size_t)count;
    }
    place->taken = true;
    return ps_result_file_add(to, line->data, line->size, error);
}

/* The first result with that key that no earlier line has taken: ids may be repeated. */
static struct ps_result_place *find_free(const struct ps_result_order *order, uint64_t key)
{
    struct ps_result_place *place = find(order, key);
    const struct ps_result_place *end = order->places + order->count;
    while (place && place < end && place->key == key) {
        if (!place->taken)
            return place;
        place++;
    }
    return NULL;
}

static enum ps_status copy_in_order(struct ps_result_order *order, struct ps_batch_input *input,
                                    FILE *from, struct ps_buffer *line, struct ps_result_file *to,
                                    struct ps_error *error)
{
    for (;;) {
        bool more = false;
        uint64_t key = 0;
        char custom_id[PS_CUSTOM_ID_SIZE_MAX + 1];
        PS_TRY(ps_batch_input_next(input, &more, error));
        if (!more)
            return PS_OK;
        size_t id_size = 0;
        if (ps_line_custom_id(input->line.data, input->line.size, custom_id, &id_size) != PS_OK)
            return ps_error_no_memory(error, "a line of the input");
        const char *name = id_size > 0 ? custom_id : input->line.data;
        if (make_key(name, id_size > 0 ? id_size : input->line.size, id_size > 0, &key) != PS_OK)
            return ps_error_set(error, PS_INTERNAL, "cannot digest a line");
        struct ps_result_place *place = find_free(order, key);
        if (place)
            PS_TRY(copy(place, from, line, to, error));
    }
}

enum ps_status ps_result_order_apply(struct ps_result_order *order, const char *batch_file,
                                     FILE *from, struct ps_result_file *to, struct ps_error *error)
{
    PS_DEFER(ps_batch_input_close) struct ps_batch_input input = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer line = {0};
    if (order->count == 0)
        return PS_OK;
    PS_TRY(ps_batch_input_open(&input, batch_file, LINE_BYTES_MAX, error));
    qsort(order->places, order->count, sizeof *order->places, by_key);
    PS_TRY(copy_in_order(order, &input, from, &line, to, error));
    qsort(order->places, order->count, sizeof *order->places, by_offset);
    for (size_t i = 0; i < order->count; i++) {
        if (!order->places[i].taken)
            PS_TRY(copy(&order->places[i], from, &line, to, error));
    }
    return PS_OK;
}
