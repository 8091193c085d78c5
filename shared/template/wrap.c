/* textwrap.wrap: a line is cut into chunks (words and the whitespace between them; words with
 * hyphens further), and lines are filled with chunks. */
#include "shared/template/wrap.h"

#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/character.h"

static bool is_blank(char byte)
{
    return byte != '\0' && strchr("\t\n\v\f\r ", byte);
}

static uint32_t character(const char *data, size_t size, size_t *length)
{
    uint32_t code_point = 0;
    *length = ps_utf8_decode(data, size, &code_point);
    return code_point;
}

static bool is_letter(uint32_t code_point)
{
    return code_point == '_' || ps_character_is_alpha(code_point);
}

/* Whether a word may break behind the hyphen at offset: two letters before it, one behind. */
static bool breaks_behind(const struct ps_string *line, size_t begin, size_t offset)
{
    size_t length, at = offset;
    for (int i = 0; i < 2; i++) {
        if (at == begin)
            return false;
        at = ps_utf8_last(line->data, at);
        if (!is_letter(character(line->data + at, offset - at, &length)))
            return false;
    }
    at = offset + 1;
    if (at >= line->size || !is_letter(character(line->data + at, line->size - at, &length)))
        return false;
    at += length;
    if (at < line->size && line->data[at] == '-')
        at++;
    return at < line->size && is_letter(character(line->data + at, line->size - at, &length));
}

/* Where the chunk that begins at offset ends. */
static size_t chunk_end(const struct ps_string *line, size_t begin, const struct ps_wrap *wrap)
{
    size_t end = begin;
    bool blank = is_blank(line->data[begin]);
    while (end < line->size && is_blank(line->data[end]) == blank) {
        if (!blank && wrap->breaks_hyphens && line->data[end] == '-' &&
            breaks_behind(line, begin, end))
            return end + 1;
        end++;
    }
    return end;
}

struct filler {
    struct ps_rendering *render;
    const struct ps_wrap *wrap;
    const struct ps_string *separator;
    bool has_lines;
};

static int64_t width_of(const struct ps_string *line, size_t begin, size_t end)
{
    return (int64_t)ps_utf8_count(line->data + begin, end - begin);
}

/* Words may consist of other white space than what parts them. */
static bool is_space(const struct ps_string *line, size_t begin, size_t end)
{
    size_t length;
    for (; begin < end; begin += length) {
        if (!ps_character_is_space(character(line->data + begin, end - begin, &length)))
            return false;
    }
    return true;
}

/* last: where the line's last chunk begins; white space is dropped. */
static enum ps_status write_line(struct filler *filler, const struct ps_string *line, size_t begin,
                                 size_t last, size_t end)
{
    if (is_space(line, last, end))
        end = last;
    if (end == begin)
        return PS_OK;
    if (filler->has_lines)
        PS_TRY(
            ps_rendering_write(filler->render, filler->separator->data, filler->separator->size));
    filler->has_lines = true;
    return ps_rendering_write(filler->render, line->data + begin, end - begin);
}

/* As much of a chunk that is longer than a line as fits into space characters. */
static size_t break_word(const struct ps_string *line, size_t begin, size_t end, int64_t space,
                         const struct ps_wrap *wrap)
{
    size_t cut = begin;
    if (!wrap->breaks_words)
        return begin;
    for (int64_t i = 0; i < space && cut < end; i++)
        cut += ps_utf8_first(line->data + cut, end - cut);
    if (wrap->breaks_hyphens) {
        const char *hyphen = cut > begin ? memrchr(line->data + begin, '-', cut - begin) : NULL;
        size_t at = hyphen ? (size_t)(hyphen - line->data) : begin;
        bool has_text = false;
        for (size_t i = begin; i < at; i++)
            has_text = has_text || line->data[i] != '-';
        if (at > begin && has_text)
            return at + 1;
    }
    return cut;
}

enum ps_status ps_wrap_line(struct ps_rendering *render, const struct ps_string *line,
                            const struct ps_wrap *wrap, const struct ps_string *separator)
{
    struct filler filler = {.render = render, .wrap = wrap, .separator = separator};
    size_t offset = 0;
    while (offset < line->size) {
        if (filler.has_lines && is_space(line, offset, chunk_end(line, offset, wrap)))
            offset = chunk_end(line, offset, wrap);
        size_t begin = offset, last = offset;
        int64_t used = 0;
        while (offset < line->size) {
            size_t end = chunk_end(line, offset, wrap);
            int64_t width = width_of(line, offset, end);
            PS_TRY(ps_rendering_step(render, 1 + (end - offset) / 16));
            bool is_full = used + width > wrap->width;
            if (is_full && width > wrap->width)
                end = break_word(line, offset, end, wrap->width - used, wrap);
            else if (is_full)
                end = offset;
            if (is_full && end == begin) /* a word that may not break has a line of its own */
                end = chunk_end(line, offset, wrap);
            if (end > offset)
                last = offset;
            used += width;
            offset = end;
            if (is_full)
                break;
        }
        PS_TRY(write_line(&filler, line, begin, last, offset));
    }
    return PS_OK;
}
