/* Failing, counting, writing and making values. */
#include "shared/template/rendering.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/checked.h"
#include "shared/base/utf8.h"
#include "shared/template/print.h"

enum {
    DEPTH_MAX = 3000,      /* nested evaluations: macros that call themselves */
    ROOM_BYTES_MIN = 1024, /* shorter strings are copied when something is appended */
};

/* Memory that the string ending at its used bytes may grow into. */
struct ps_string_room {
    char *data;
    size_t used, capacity;
};

static enum ps_status fail(struct ps_rendering *render, enum ps_status status, const char *format,
                           va_list arguments)
{
    char message[PS_ERROR_MESSAGE_SIZE];
    vsnprintf(message, sizeof message, format, arguments);
    return ps_error_set(render->error, status, "line %u: %s", (unsigned)render->line, message);
}

enum ps_status ps_rendering_fail(struct ps_rendering *render, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    enum ps_status status = fail(render, PS_INVALID, format, arguments);
    va_end(arguments);
    return status;
}

enum ps_status ps_rendering_refuse(struct ps_rendering *render, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    enum ps_status status = fail(render, PS_UNSUPPORTED, format, arguments);
    va_end(arguments);
    return status;
}

enum ps_status ps_rendering_fail_undefined(struct ps_rendering *render, struct ps_value value)
{
    const struct ps_undefined *undefined = value.undefined;
    if (undefined->hint)
        return ps_rendering_fail(render, "%s", undefined->hint);
    size_t mark = ps_rendering_mark(render);
    struct ps_value name;
    PS_TRY(ps_print_repr(render, undefined->name));
    PS_TRY(ps_rendering_capture(render, mark, &name));
    int size = ps_shown_size(name.string->size);
    const char *type = ps_value_type_name(undefined->object);
    if (undefined->is_unsafe)
        return ps_rendering_fail(render, "access to attribute %.*s of '%s' object is unsafe", size,
                                 name.string->data, type);
    if (ps_value_is(undefined->object, PS_VALUE_ABSENT))
        return ps_rendering_fail(render, "%.*s is undefined", size, name.string->data);
    if (ps_value_is(undefined->name, PS_VALUE_STRING))
        return ps_rendering_fail(render, "'%s object' has no attribute %.*s", type, size,
                                 name.string->data);
    return ps_rendering_fail(render, "%s object has no element %.*s", type, size,
                             name.string->data);
}

enum ps_status ps_rendering_fail_type(struct ps_rendering *render, const char *what,
                                      struct ps_value value)
{
    if (ps_value_is(value, PS_VALUE_UNDEFINED))
        return ps_rendering_fail_undefined(render, value);
    return ps_rendering_fail(render, "%s: found a value of type %s", what,
                             ps_value_type_name(value));
}

enum ps_status ps_rendering_step(struct ps_rendering *render, size_t count)
{
    if (count > render->steps_left) {
        render->steps_left = 0;
        return ps_rendering_fail(render, "the template does too much: more than %zu steps",
                                 render->params->steps_max);
    }
    render->steps_left -= count;
    return PS_OK;
}

enum ps_status ps_rendering_enter(struct ps_rendering *render)
{
    if (render->depth >= DEPTH_MAX)
        return ps_rendering_fail(render, "nested deeper than %d levels", DEPTH_MAX);
    render->depth++;
    return PS_OK;
}

void ps_rendering_leave(struct ps_rendering *render)
{
    render->depth--;
}

enum ps_status ps_rendering_alloc(struct ps_rendering *render, size_t count, size_t size,
                                  void **memory)
{
    *memory = ps_heap_alloc(&render->heap, count, size);
    if (*memory)
        return PS_OK;
    if (render->heap.is_over)
        return ps_rendering_fail(render, "the template needs more than %zu bytes of memory",
                                 render->heap.bytes_max);
    return ps_error_no_memory(render->error, "rendering a template");
}

enum ps_status ps_rendering_write(struct ps_rendering *render, const char *data, size_t size)
{
    size_t used = render->text->size - render->text_begin;
    if (size > render->text_bytes_max - used)
        return ps_rendering_fail(render, "the text grows over %zu bytes", render->text_bytes_max);
    PS_TRY(ps_rendering_step(render, size / 64));
    if (ps_buffer_append(render->text, data, size) != PS_OK)
        return ps_error_no_memory(render->error, "a template's text");
    return PS_OK;
}

enum ps_status ps_rendering_write_text(struct ps_rendering *render, const char *text)
{
    return ps_rendering_write(render, text, strlen(text));
}

enum ps_status ps_rendering_write_character(struct ps_rendering *render, uint32_t code_point)
{
    char bytes[4];
    size_t size = ps_utf8_encode(code_point, bytes);
    if (size == 0)
        return ps_rendering_refuse(render, "U+%04X can't be written as UTF-8",
                                   (unsigned)code_point);
    return ps_rendering_write(render, bytes, size);
}

enum ps_status ps_rendering_fill(struct ps_rendering *render, const char *data, size_t size,
                                 int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        PS_TRY(ps_rendering_step(render, 1));
        PS_TRY(ps_rendering_write(render, data, size));
    }
    return PS_OK;
}

size_t ps_rendering_mark(const struct ps_rendering *render)
{
    return render->text->size;
}

enum ps_status ps_rendering_capture(struct ps_rendering *render, size_t mark,
                                    struct ps_value *string)
{
    size_t size = render->text->size - mark;
    const char *data = size > 0 ? render->text->data + mark : "";
    PS_TRY(ps_rendering_string_copy(render, data, size, string));
    if (size > 0) {
        render->text->size = mark;
        render->text->data[mark] = '\0';
    }
    return PS_OK;
}

enum ps_status ps_rendering_string(struct ps_rendering *render, const char *data, size_t size,
                                   struct ps_value *string)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_string), &memory));
    struct ps_string *made = memory;
    *made = (struct ps_string){.data = data, .size = size, .count = SIZE_MAX};
    *string = (struct ps_value){.kind = PS_VALUE_STRING, .string = made};
    return PS_OK;
}

enum ps_status ps_rendering_string_copy(struct ps_rendering *render, const char *data, size_t size,
                                        struct ps_value *string)
{
    void *copy;
    PS_TRY(ps_rendering_alloc(render, size, 1, &copy));
    if (size > 0)
        memcpy(copy, data, size);
    return ps_rendering_string(render, copy, size, string);
}

enum ps_status ps_rendering_text(struct ps_rendering *render, const char *text,
                                 struct ps_value *string)
{
    return ps_rendering_string(render, text, strlen(text), string);
}

enum ps_status ps_rendering_part(struct ps_rendering *render, const struct ps_string *string,
                                 size_t begin, size_t end, struct ps_value *part)
{
    PS_TRY(ps_rendering_string(render, string->data + begin, end - begin, part));
    part->string->is_safe = string->is_safe;
    return PS_OK;
}

enum ps_status ps_rendering_substring(struct ps_rendering *render, struct ps_string *string,
                                      size_t first, size_t last, struct ps_value *part)
{
    size_t begin, end;
    ps_string_span(string, first, last, &begin, &end);
    PS_TRY(ps_rendering_part(render, string, begin, end, part));
    part->string->count = last - first;
    return PS_OK;
}

/* Both strings in new memory with room to grow, so that a text built piece by piece costs time and
 * memory in proportion to its length. */
static enum ps_status concat_in_room(struct ps_rendering *render, const struct ps_string *first,
                                     const struct ps_string *second, size_t size,
                                     struct ps_value *joined)
{
    void *memory;
    size_t capacity = size >= ROOM_BYTES_MIN ? size + size / 2 : size;
    PS_TRY(ps_rendering_alloc(render, capacity, 1, &memory));
    char *data = memory;
    if (first->size > 0)
        memcpy(data, first->data, first->size);
    if (second->size > 0)
        memcpy(data + first->size, second->data, second->size);
    PS_TRY(ps_rendering_string(render, data, size, joined));
    if (capacity == size)
        return PS_OK;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_string_room), &memory));
    joined->string->room = memory;
    *joined->string->room = (struct ps_string_room){data, size, capacity};
    return PS_OK;
}

enum ps_status ps_rendering_concat(struct ps_rendering *render, struct ps_string *first,
                                   struct ps_string *second, struct ps_value *joined)
{
    size_t size;
    if (!ps_checked_add(first->size, second->size, &size) || size > render->text_bytes_max)
        return ps_rendering_fail(render, "a string grows over %zu bytes", render->text_bytes_max);
    PS_TRY(ps_rendering_step(render, second->size / 64));
    struct ps_string_room *room = first->room;
    if (!room || first->data + first->size != room->data + room->used ||
        room->capacity - room->used < second->size) {
        PS_TRY(ps_rendering_step(render, first->size / 64));
        return concat_in_room(render, first, second, size, joined);
    }
    if (second->size > 0)
        memcpy(room->data + room->used, second->data, second->size);
    room->used += second->size;
    PS_TRY(ps_rendering_string(render, first->data, size, joined));
    joined->string->room = room;
    return PS_OK;
}

enum ps_status ps_rendering_mark_safe(struct ps_rendering *render, bool is_safe,
                                      struct ps_value *string)
{
    const struct ps_string *original = string->string;
    if (original->is_safe == is_safe)
        return PS_OK;
    PS_TRY(ps_rendering_string(render, original->data, original->size, string));
    string->string->count = original->count;
    string->string->is_safe = is_safe;
    return PS_OK;
}

enum ps_status ps_rendering_list(struct ps_rendering *render, enum ps_value_kind kind,
                                 size_t capacity, struct ps_value *list)
{
    void *memory, *items = NULL;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_list), &memory));
    if (capacity > 0)
        PS_TRY(ps_rendering_alloc(render, capacity, sizeof(struct ps_value), &items));
    struct ps_list *made = memory;
    *made = (struct ps_list){.items = items, .capacity = capacity};
    *list = (struct ps_value){.kind = kind, .list = made};
    return PS_OK;
}

enum ps_status ps_rendering_append(struct ps_rendering *render, struct ps_list *list,
                                   struct ps_value item)
{
    PS_TRY(ps_rendering_step(render, 1));
    if (list->count == list->capacity) {
        void *items;
        size_t capacity = list->capacity < 4 ? 8 : list->capacity * 2;
        PS_TRY(ps_rendering_alloc(render, capacity, sizeof item, &items));
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof item);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = item;
    return PS_OK;
}

enum ps_status ps_rendering_pair(struct ps_rendering *render, struct ps_value first,
                                 struct ps_value second, struct ps_value *tuple)
{
    PS_TRY(ps_rendering_list(render, PS_VALUE_TUPLE, 2, tuple));
    PS_TRY(ps_rendering_append(render, tuple->list, first));
    return ps_rendering_append(render, tuple->list, second);
}

enum ps_status ps_rendering_undefined(struct ps_rendering *render, const struct ps_undefined *what,
                                      struct ps_value *undefined)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof *what, &memory));
    *undefined = (struct ps_value){.kind = PS_VALUE_UNDEFINED, .undefined = memory};
    *undefined->undefined = *what;
    return PS_OK;
}
