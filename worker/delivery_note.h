/* The note that stands beside a committed offset (Kafka calls it the offset's metadata).
 *
 *   penstock/1 writer=0.1.0
 *
 * A version, then fields, separated by spaces: name=value without spaces, in ASCII. A field may be
 * added to a version only where who doesn't know it loses nothing by going by the offset alone;
 * what an older worker would lose by raises the version, and is written only once no older worker
 * is left in the group: whoever meets a version above its own goes by the offset alone. */
#ifndef PENSTOCK_WORKER_DELIVERY_NOTE_H
#define PENSTOCK_WORKER_DELIVERY_NOTE_H

#include <stddef.h>

/* What this program writes, and the latest that it understands. Given to the compiler only by the
 * test that runs two versions beside each other. */
#ifndef PS_DELIVERY_NOTE_VERSION
#define PS_DELIVERY_NOTE_VERSION 1
#endif

#define PS_DELIVERY_NOTE_SIZE        4096 /* what a broker takes (offset.metadata.max.bytes), at most */
#define PS_DELIVERY_NOTE_WRITER_SIZE 32

enum ps_delivery_note_kind {
    PS_NOTE_NONE,  /* nothing was written: the offset was set by a tool, or before there were notes
                    */
    PS_NOTE_KNOWN, /* of a version that this program understands */
    PS_NOTE_NEWER, /* of one that it doesn't: the offset alone counts */
    PS_NOTE_FOREIGN, /* another program's text: the offset alone counts */
};

struct ps_delivery_note {
    enum ps_delivery_note_kind kind;
    long version;                              /* 0 for NONE and FOREIGN */
    char writer[PS_DELIVERY_NOTE_WRITER_SIZE]; /* the version of the program that wrote it, or "" */
};

/* Writes the note of this program, with its NUL. */
void ps_delivery_note_write(char out[PS_DELIVERY_NOTE_SIZE]);

/* Any bytes can be read. */
void ps_delivery_note_read(struct ps_delivery_note *note, const char *text, size_t size);

#endif
