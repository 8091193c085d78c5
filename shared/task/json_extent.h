/* Where a JSON object or array ends, byte by byte: the counterpart of a scan for text that is still
 * being written. It only counts brackets outside strings; what is between them may be wrong. */
#ifndef PENSTOCK_SHARED_TASK_JSON_EXTENT_H
#define PENSTOCK_SHARED_TASK_JSON_EXTENT_H

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise. */
struct ps_json_extent {
    size_t depth;
    bool in_string;
    bool is_escaped;
};

/* The next byte, the first of which opens it. True with the byte that closes it. */
static inline bool ps_json_extent_read(struct ps_json_extent *extent, char byte)
{
    if (extent->in_string) {
        bool closes = byte == '"' && !extent->is_escaped;
        extent->is_escaped = byte == '\\' && !extent->is_escaped;
        extent->in_string = !closes;
        return false;
    }
    extent->in_string = byte == '"';
    if (byte == '{' || byte == '[')
        extent->depth++;
    else if ((byte == '}' || byte == ']') && extent->depth > 0)
        return --extent->depth == 0;
    return false;
}

#endif
