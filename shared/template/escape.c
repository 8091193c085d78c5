/* Escaping. */
#include "shared/template/escape.h"

#include <string.h>

#include "shared/template/print.h"

/* Writes a text with & < > ' " replaced. */
static enum ps_status write_escaped(struct ps_rendering *render, const char *data, size_t size)
{
    static const char special[] = "&<>'\"";
    static const char *const replaced[] = {"&amp;", "&lt;", "&gt;", "&#39;", "&#34;"};
    size_t begin = 0;
    for (size_t i = 0; i < size; i++) {
        const char *found = data[i] ? strchr(special, data[i]) : NULL;
        if (!found)
            continue;
        PS_TRY(ps_rendering_write(render, data + begin, i - begin));
        PS_TRY(ps_rendering_write_text(render, replaced[found - special]));
        begin = i + 1;
    }
    return ps_rendering_write(render, data + begin, size - begin);
}

enum ps_status ps_escape(struct ps_rendering *render, struct ps_value value,
                         struct ps_value *markup)
{
    PS_TRY(ps_value_to_string(render, value, &value));
    *markup = value;
    if (value.string->is_safe)
        return PS_OK;
    size_t mark = ps_rendering_mark(render);
    PS_TRY(write_escaped(render, value.string->data, value.string->size));
    PS_TRY(ps_rendering_capture(render, mark, markup));
    markup->string->is_safe = true;
    return PS_OK;
}
