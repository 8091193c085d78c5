/* Reads well-formed JSON. Syntax has been checked before, so only meaning is judged here. */
#include "shared/base/json_read.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/json_scan.h"
#include "shared/base/utf8.h"

struct reader {
    const char *text;
    const char *at;
    bool allow_nul;
    locale_t locale;         /* C, whose decimal point is a point */
    struct ps_buffer string; /* scratch: the last string, key or number */
    size_t depth;            /* of the object being read; 1 at the top */
    bool in_body;            /* below the top-level key "body" */
    char field[PS_ERROR_PARAM_SIZE];
    struct ps_error *error;
};

static enum ps_status read_value(struct reader *reader, json_t **value);

static enum ps_status refuse(const struct reader *reader, const char *at, const char *found,
                             const char *expected)
{
    const char *field = reader->field[0] ? reader->field : NULL;
    return ps_error_set_param(reader->error, PS_INVALID, field,
                              "%s%sfound %s at byte %td, expected %s", field ? field : "",
                              field ? ": " : "", found, at - reader->text, expected);
}

static void skip_space(struct reader *reader)
{
    while (*reader->at == ' ' || *reader->at == '\t' || *reader->at == '\r' || *reader->at == '\n')
        reader->at++;
}

static bool take(struct reader *reader, char byte)
{
    skip_space(reader);
    if (*reader->at != byte)
        return false;
    reader->at++;
    return true;
}

/* One escape, with its backslash, into scratch. */
static enum ps_status read_escape(struct reader *reader, bool allow_nul)
{
    uint32_t code_point = 0;
    size_t length = ps_json_scan_escape(reader->at + 1, &code_point);
    if (length == 0)
        return refuse(reader, reader->at, "half of a surrogate pair", "both halves");
    if (code_point == 0 && !allow_nul)
        return refuse(reader, reader->at, "the character \\u0000", "any other");
    char bytes[4];
    size_t size = ps_utf8_encode(code_point, bytes);
    reader->at += 1 + length;
    return ps_buffer_append(&reader->string, bytes, size);
}

/* Decodes the string at the cursor into scratch. */
static enum ps_status decode_string(struct reader *reader, bool allow_nul)
{
    ps_buffer_clear(&reader->string);
    reader->at++;
    for (;;) {
        const char *plain = reader->at;
        while (*reader->at != '"' && *reader->at != '\\')
            reader->at++;
        PS_TRY(ps_buffer_append(&reader->string, plain, (size_t)(reader->at - plain)));
        if (*reader->at == '"')
            break;
        PS_TRY(read_escape(reader, allow_nul));
    }
    reader->at++;
    return PS_OK;
}

static enum ps_status read_string(struct reader *reader, json_t **value)
{
    PS_TRY(decode_string(reader, reader->allow_nul));
    *value = json_stringn_nocheck(reader->string.data, reader->string.size);
    return *value ? PS_OK : PS_NO_MEMORY;
}

/* The end of the number at the cursor. */
static const char *number_end(const char *at, bool *is_real)
{
    *is_real = false;
    for (;; at++) {
        if (*at == '.' || *at == 'e' || *at == 'E')
            *is_real = true;
        else if (*at != '-' && *at != '+' && (*at < '0' || *at > '9'))
            return at;
    }
}

static enum ps_status read_number(struct reader *reader, json_t **value)
{
    const char *start = reader->at;
    bool is_real;
    reader->at = number_end(start, &is_real);
    ps_buffer_clear(&reader->string);
    PS_TRY(ps_buffer_append(&reader->string, start, (size_t)(reader->at - start)));
    errno = 0;
    if (is_real) {
        double number = strtod_l(reader->string.data, NULL, reader->locale);
        if (isinf(number))
            return refuse(reader, start, "a number out of range", "one that a double can hold");
        *value = json_real(number);
    } else {
        long long number = strtoll(reader->string.data, NULL, 10);
        if (errno == ERANGE)
            return refuse(reader, start, "an integer out of range", "one of 64 bits");
        *value = json_integer(number);
    }
    return *value ? PS_OK : PS_NO_MEMORY;
}

static json_t *read_word(struct reader *reader)
{
    char first = *reader->at;
    reader->at += first == 'f' ? strlen("false") : strlen("true"); /* null is as long */
    return first == 'n' ? json_null() : json_boolean(first == 't');
}

static enum ps_status read_array(struct reader *reader, json_t **array)
{
    PS_DEFER(json_decrefp) json_t *items = json_array();
    if (!items)
        return PS_NO_MEMORY;
    reader->at++;
    if (!take(reader, ']')) {
        do {
            json_t *item = NULL;
            PS_TRY(read_value(reader, &item));
            if (json_array_append_new(items, item) != 0)
                return PS_NO_MEMORY;
        } while (take(reader, ','));
        reader->at++;
    }
    *array = ps_take(items);
    return PS_OK;
}

/* Remembers in which field the reader is, for messages. */
static void enter_field(struct reader *reader, const char *key)
{
    if (reader->depth == 1)
        reader->in_body = strcmp(key, "body") == 0;
    if (reader->depth == 1 || (reader->depth == 2 && reader->in_body))
        ps_utf8_copy(reader->field, sizeof reader->field, key, strlen(key));
}

static enum ps_status read_member(struct reader *reader, json_t *object)
{
    skip_space(reader);
    const char *start = reader->at;
    PS_TRY(decode_string(reader, false));
    PS_DEFER(ps_freep) char *key = ps_buffer_take(&reader->string);
    if (!key)
        return PS_NO_MEMORY;
    enter_field(reader, key);
    if (json_object_get(object, key))
        return refuse(reader, start, "this key again", "each key of an object once");
    (void)take(reader, ':');
    json_t *value = NULL;
    PS_TRY(read_value(reader, &value));
    return json_object_set_new_nocheck(object, key, value) == 0 ? PS_OK : PS_NO_MEMORY;
}

static enum ps_status read_object(struct reader *reader, json_t **object)
{
    PS_DEFER(json_decrefp) json_t *members = json_object();
    if (!members)
        return PS_NO_MEMORY;
    reader->at++;
    reader->depth++;
    if (!take(reader, '}')) {
        do {
            PS_TRY(read_member(reader, members));
        } while (take(reader, ','));
        reader->at++;
    }
    reader->depth--;
    *object = ps_take(members);
    return PS_OK;
}

/* Recursion ends at the depth that the scan has measured. */
static enum ps_status read_value(struct reader *reader, json_t **value)
{
    skip_space(reader);
    switch (*reader->at) {
    case '{':
        return read_object(reader, value);
    case '[':
        return read_array(reader, value);
    case '"':
        return read_string(reader, value);
    case 't':
    case 'f':
    case 'n':
        *value = read_word(reader);
        return PS_OK;
    default:
        return read_number(reader, value);
    }
}

static void close_reader(struct reader *reader)
{
    ps_buffer_close(&reader->string);
    if (reader->locale)
        freelocale(reader->locale);
}

enum ps_status ps_json_read(const char *text, bool allow_nul, json_t **root, struct ps_error *error)
{
    PS_DEFER(close_reader)
    struct reader reader = {.text = text, .at = text, .allow_nul = allow_nul, .error = error};
    reader.locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!reader.locale)
        return PS_NO_MEMORY;
    return read_value(&reader, root);
}

/* Line and column of a byte, both from 1; columns count bytes. */
static void locate(const char *text, size_t at, size_t *line, size_t *column)
{
    *line = 1;
    *column = 1;
    for (size_t i = 0; i < at; i++) {
        *column = text[i] == '\n' ? 1 : *column + 1;
        *line += text[i] == '\n';
    }
}

enum ps_status ps_json_parse(const char *text, size_t size, size_t depth_max, json_t **root,
                             struct ps_error *error)
{
    struct ps_json_scan scan = {0};
    if (ps_json_scan(text, size, "", &scan) != PS_OK)
        return ps_error_no_memory(error, "reading JSON");
    if (!scan.well_formed) {
        size_t line, column;
        locate(text, scan.error_at, &line, &column);
        return ps_error_set(error, PS_INVALID, "not JSON: expected %s in line %zu, column %zu",
                            scan.expected, line, column);
    }
    if (scan.has_mark)
        return ps_error_set(error, PS_INVALID, "found a byte order mark, expected plain JSON");
    if (scan.depth == 0 || scan.depth > depth_max)
        return ps_error_set(error, PS_INVALID,
                            "found JSON nested %zu deep, expected an object or an array nested at "
                            "most %zu deep",
                            scan.depth, depth_max);
    enum ps_status status = ps_json_read(text, true, root, error);
    return status == PS_NO_MEMORY ? ps_error_no_memory(error, "reading JSON") : status;
}
