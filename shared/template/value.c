/* What can be asked of a value without a rendering. */
#include "shared/template/value.h"

#include <string.h>

#include "shared/base/utf8.h"

enum { SHOWN_SIZE_MAX = 100 };

bool ps_value_is_text(struct ps_value value, const char *text)
{
    return value.kind == PS_VALUE_STRING && value.string->size == strlen(text) &&
           memcmp(value.string->data, text, value.string->size) == 0;
}

size_t ps_string_count(struct ps_string *string)
{
    if (string->count == SIZE_MAX)
        string->count = ps_utf8_count(string->data, string->size);
    return string->count;
}

static size_t skip_characters(const struct ps_string *string, size_t offset, size_t count)
{
    while (count > 0 && offset < string->size) {
        offset += ps_utf8_first(string->data + offset, string->size - offset);
        count--;
    }
    return offset;
}

void ps_string_span(struct ps_string *string, size_t first, size_t last, size_t *begin, size_t *end)
{
    if (ps_string_count(string) == string->size) {
        *begin = first;
        *end = last;
        return;
    }
    *begin = skip_characters(string, 0, first);
    *end = last == string->count ? string->size : skip_characters(string, *begin, last - first);
}

uint32_t ps_string_next(const struct ps_string *string, size_t *offset)
{
    uint32_t code_point = 0;
    *offset += ps_utf8_decode(string->data + *offset, string->size - *offset, &code_point);
    return code_point;
}

int ps_shown_size(size_t size)
{
    return size > SHOWN_SIZE_MAX ? SHOWN_SIZE_MAX : (int)size;
}

const char *ps_value_type_name(struct ps_value value)
{
    static const char *const names[] = {
        [PS_VALUE_ABSENT] = "missing",
        [PS_VALUE_UNDEFINED] = "Undefined",
        [PS_VALUE_NONE] = "NoneType",
        [PS_VALUE_BOOL] = "bool",
        [PS_VALUE_INT] = "int",
        [PS_VALUE_FLOAT] = "float",
        [PS_VALUE_STRING] = "str",
        [PS_VALUE_LIST] = "list",
        [PS_VALUE_TUPLE] = "tuple",
        [PS_VALUE_DICT] = "dict",
        [PS_VALUE_NAMESPACE] = "Namespace",
        [PS_VALUE_RANGE] = "range",
        [PS_VALUE_VIEW] = "dict view",
        [PS_VALUE_ITERATOR] = "generator",
        [PS_VALUE_MACRO] = "Macro",
        [PS_VALUE_FUNCTION] = "function",
        [PS_VALUE_LOOP] = "LoopContext",
        [PS_VALUE_CYCLER] = "Cycler",
        [PS_VALUE_JOINER] = "Joiner",
    };
    return names[value.kind];
}
