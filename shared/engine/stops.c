/* Stop strings, each an automaton of Knuth, Morris and Pratt. */
#include "shared/engine/stops.h"

#include <stdlib.h>
#include <string.h>

static enum ps_status init_item(struct ps_stop *stop, const char *text, struct ps_error *error)
{
    *stop = (struct ps_stop){.text = text, .size = strlen(text)};
    if (stop->size == 0)
        return ps_error_set(error, PS_INVALID, "a stop string is empty");
    stop->failure = calloc(stop->size, sizeof *stop->failure);
    if (!stop->failure)
        return ps_error_no_memory(error, "stop strings");
    for (size_t i = 1, length = 0; i < stop->size; i++) {
        while (length > 0 && text[i] != text[length])
            length = stop->failure[length - 1];
        if (text[i] == text[length])
            length++;
        stop->failure[i] = length;
    }
    return PS_OK;
}

enum ps_status ps_stops_init(struct ps_stops *stops, const char *const *texts, size_t num_texts,
                             struct ps_error *error)
{
    *stops = (struct ps_stops){0};
    if (num_texts == 0)
        return PS_OK;
    stops->items = calloc(num_texts, sizeof *stops->items);
    if (!stops->items)
        return ps_error_no_memory(error, "stop strings");
    for (size_t i = 0; i < num_texts; i++) {
        stops->num_items++;
        enum ps_status status = init_item(&stops->items[i], texts[i], error);
        if (status != PS_OK) {
            ps_stops_close(stops);
            return status;
        }
    }
    return PS_OK;
}

void ps_stops_close(struct ps_stops *stops)
{
    for (size_t i = 0; i < stops->num_items; i++)
        free(stops->items[i].failure);
    free(stops->items);
    *stops = (struct ps_stops){0};
}

/* True once the stop string is complete. */
static bool read_byte(struct ps_stop *stop, char byte)
{
    if (stop->matched == stop->size)
        stop->matched = stop->failure[stop->size - 1];
    while (stop->matched > 0 && stop->text[stop->matched] != byte)
        stop->matched = stop->failure[stop->matched - 1];
    if (stop->text[stop->matched] == byte)
        stop->matched++;
    return stop->matched == stop->size;
}

const struct ps_stop *ps_stops_read(struct ps_stops *stops, const char *text, size_t size,
                                    size_t *num_read)
{
    *num_read = size;
    for (size_t i = 0; i < size && stops->num_items > 0; i++) {
        const struct ps_stop *found = NULL;
        for (size_t j = 0; j < stops->num_items; j++) {
            struct ps_stop *stop = &stops->items[j];
            if (read_byte(stop, text[i]) && (!found || stop->size > found->size))
                found = stop;
        }
        if (found) {
            *num_read = i + 1;
            return found;
        }
    }
    return NULL;
}

size_t ps_stops_held(const struct ps_stops *stops)
{
    size_t held = 0;
    for (size_t i = 0; i < stops->num_items; i++) {
        if (stops->items[i].matched > held)
            held = stops->items[i].matched;
    }
    return held;
}
