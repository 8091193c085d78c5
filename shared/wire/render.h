/* JSON as text, appended to a buffer. */
#ifndef PENSTOCK_SHARED_WIRE_RENDER_H
#define PENSTOCK_SHARED_WIRE_RENDER_H

#include <jansson.h>

#include "shared/base/buffer.h"

/* text (UTF-8) as a JSON string with its quotes; NULL gives null. */
enum ps_status ps_render_string(struct ps_buffer *out, const char *text) PS_MUST_USE;

/* json as compact text; flags are added to Jansson's. */
enum ps_status ps_render_json(struct ps_buffer *out, const json_t *json, size_t flags) PS_MUST_USE;

/* Takes back what was appended since the buffer had size bytes. */
void ps_render_undo(struct ps_buffer *out, size_t size);

#endif
