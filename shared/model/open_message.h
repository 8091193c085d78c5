/* A conversation whose last message is still open: its content is marked before a template writes
 * it, and the text is cut at the mark. Private to this floor. */
#ifndef PENSTOCK_SHARED_MODEL_OPEN_MESSAGE_H
#define PENSTOCK_SHARED_MODEL_OPEN_MESSAGE_H

#include <jansson.h>
#include <stddef.h>

#include "shared/base/buffer.h"
#include "shared/base/status.h"

/* Marks the end of the last message's content (of its last text part, where it is a list), in
 * place. source: of the template. content gets what the message said. PS_INVALID where there is no
 * text to go on with, or the template never writes it; PS_NO_MEMORY. */
enum ps_status ps_open_message_mark(json_t *messages, const char *source, size_t source_size,
                                    struct ps_buffer *content, struct ps_error *error) PS_MUST_USE;

/* Cuts text at the mark, and before it the white space of a content that the template trims.
 * PS_INVALID where the template left the message out or changed it. */
enum ps_status ps_open_message_cut(const struct ps_buffer *content, struct ps_buffer *text,
                                   struct ps_error *error) PS_MUST_USE;

#endif
