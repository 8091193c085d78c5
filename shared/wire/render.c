/* JSON as text. */
#include "shared/wire/render.h"

/* The letter after the backslash of a character's short escape; 0 where it has none. */
static char short_escape(char byte)
{
    switch (byte) {
    case '"':
    case '\\':
        return byte;
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

static enum ps_status append_escape(struct ps_buffer *out, char byte)
{
    char letter = short_escape(byte);
    if (!letter)
        return ps_buffer_printf(out, "\\u%04x", (unsigned)(unsigned char)byte);
    const char escape[2] = {'\\', letter};
    return ps_buffer_append(out, escape, sizeof escape);
}

enum ps_status ps_render_string(struct ps_buffer *out, const char *text)
{
    if (!text)
        return ps_buffer_append_string(out, "null");
    PS_TRY(ps_buffer_append_byte(out, '"'));
    for (;;) {
        size_t plain = 0;
        while ((unsigned char)text[plain] >= 0x20 && !short_escape(text[plain]))
            plain++;
        PS_TRY(ps_buffer_append(out, text, plain));
        text += plain;
        if (!*text)
            return ps_buffer_append_byte(out, '"');
        PS_TRY(append_escape(out, *text++));
    }
}

/* A failure is remembered, since Jansson goes on after one in the middle of a key. */
struct dump {
    struct ps_buffer *out;
    enum ps_status status;
};

static int append_dump(const char *text, size_t size, void *context)
{
    struct dump *dump = context;
    if (dump->status == PS_OK)
        dump->status = ps_buffer_append(dump->out, text, size);
    return dump->status == PS_OK ? 0 : -1;
}

enum ps_status ps_render_json(struct ps_buffer *out, const json_t *json, size_t flags)
{
    size_t start = out->size;
    struct dump dump = {out, PS_OK};
    if (json_dump_callback(json, append_dump, &dump, JSON_COMPACT | flags) == 0 &&
        dump.status == PS_OK)
        return PS_OK;
    ps_render_undo(out, start);
    return PS_NO_MEMORY;
}

void ps_render_undo(struct ps_buffer *out, size_t size)
{
    if (!out->data)
        return;
    out->size = size;
    out->data[size] = '\0';
}
