/* One line of text, written and read. */
#include "worker/delivery_note.h"

#include <stdio.h>
#include <string.h>

#define VERSION_MAX 1000000000L

static const char prefix[] = "penstock/";

void ps_delivery_note_write(char out[PS_DELIVERY_NOTE_SIZE])
{
    (void)snprintf(out, PS_DELIVERY_NOTE_SIZE, "%s%d writer=%s", prefix, PS_DELIVERY_NOTE_VERSION,
                   PS_VERSION);
}

/* The number that text begins with, up to a space or the end; -1 where there is none. */
static long read_version(const char *text, size_t size, size_t *used)
{
    long version = 0;
    size_t i = 0;
    for (; i < size && text[i] != ' '; i++) {
        if (text[i] < '0' || text[i] > '9' || version > VERSION_MAX / 10)
            return -1;
        version = 10 * version + (text[i] - '0');
    }
    *used = i;
    return i > 0 && version > 0 ? version : -1;
}

/* Copies what may stand in a log. */
static void copy_writer(struct ps_delivery_note *note, const char *value, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (value[i] <= ' ' || value[i] > '~')
            return;
    }
    if (size < sizeof note->writer)
        memcpy(note->writer, value, size);
}

static void read_fields(struct ps_delivery_note *note, const char *text, size_t size)
{
    static const char name[] = "writer=";
    const size_t name_size = sizeof name - 1;
    while (size > 0) {
        const char *space = memchr(text, ' ', size);
        size_t field_size = space ? (size_t)(space - text) : size;
        if (field_size > name_size && memcmp(text, name, name_size) == 0)
            copy_writer(note, text + name_size, field_size - name_size);
        size_t step = field_size + (space ? 1 : 0);
        text += step;
        size -= step;
    }
}

void ps_delivery_note_read(struct ps_delivery_note *note, const char *text, size_t size)
{
    const size_t prefix_size = sizeof prefix - 1;
    size_t used = 0;
    while (size > 0 && text[size - 1] == '\0') /* some clients send a string's end along */
        size--;
    *note = (struct ps_delivery_note){.kind = size == 0 ? PS_NOTE_NONE : PS_NOTE_FOREIGN};
    if (size <= prefix_size || memcmp(text, prefix, prefix_size) != 0)
        return;
    long version = read_version(text + prefix_size, size - prefix_size, &used);
    if (version < 0)
        return;
    note->version = version;
    note->kind = version > PS_DELIVERY_NOTE_VERSION ? PS_NOTE_NEWER : PS_NOTE_KNOWN;
    read_fields(note, text + prefix_size + used, size - prefix_size - used);
}
