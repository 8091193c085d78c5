/* escape, safe, striptags, urlencode and xmlattr. */
#include <stdio.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/builtin.h"
#include "shared/template/character.h"
#include "shared/template/compare.h"
#include "shared/template/escape.h"
#include "shared/template/iterator.h"
#include "shared/template/print.h"
#include "shared/template/string_methods.h"

static enum ps_status filter_escape(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    return ps_escape(render, values[0], result);
}

static enum ps_status filter_forceescape(struct ps_rendering *render, const struct ps_value *values,
                                         struct ps_value *result)
{
    PS_TRY(ps_value_to_string(render, values[0], result));
    PS_TRY(ps_rendering_mark_safe(render, false, result));
    return ps_escape(render, *result, result);
}

static enum ps_status filter_safe(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    PS_TRY(ps_value_to_string(render, values[0], result));
    return ps_rendering_mark_safe(render, true, result);
}

static enum ps_status filter_striptags(struct ps_rendering *render, const struct ps_value *values,
                                       struct ps_value *result)
{
    (void)values, (void)result;
    return ps_rendering_refuse(render, "the filter striptags");
}

static enum ps_status filter_urlize(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    (void)values, (void)result;
    return ps_rendering_refuse(render, "the filter urlize");
}

static enum ps_status write_quoted(struct ps_rendering *render, struct ps_value value,
                                   bool is_in_query)
{
    PS_TRY(ps_value_to_string(render, value, &value));
    const struct ps_string *string = value.string;
    for (size_t i = 0; i < string->size; i++) {
        char byte = string->data[i], escape[4];
        bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                        (byte >= '0' && byte <= '9') || (byte != '\0' && strchr("_.-~", byte)) ||
                        (byte == '/' && !is_in_query);
        snprintf(escape, sizeof escape, "%%%02X", (unsigned)(unsigned char)byte);
        if (is_plain)
            PS_TRY(ps_rendering_write(render, &byte, 1));
        else
            PS_TRY(ps_rendering_write_text(render, is_in_query && byte == ' ' ? "+" : escape));
    }
    return PS_OK;
}

static enum ps_status filter_urlencode(struct ps_rendering *render, const struct ps_value *values,
                                       struct ps_value *result)
{
    struct ps_value source = values[0], items, pair;
    struct ps_view view = {.kind = PS_VIEW_ITEMS, .dict = source.dict};
    size_t mark = ps_rendering_mark(render);
    if (source.kind == PS_VALUE_STRING || !ps_value_is_iterable(source)) {
        PS_TRY(write_quoted(render, source, false));
        return ps_rendering_capture(render, mark, result);
    }
    if (source.kind == PS_VALUE_DICT)
        source = (struct ps_value){.kind = PS_VALUE_VIEW, .view = &view};
    PS_TRY(ps_value_to_list(render, source, PS_VALUE_LIST, &items));
    for (size_t i = 0; i < items.list->count; i++) {
        PS_TRY(ps_value_to_list(render, items.list->items[i], PS_VALUE_LIST, &pair));
        if (pair.list->count != 2)
            return ps_rendering_fail(render, "urlencode needs pairs");
        PS_TRY(ps_rendering_write_text(render, i > 0 ? "&" : ""));
        PS_TRY(write_quoted(render, pair.list->items[0], true));
        PS_TRY(ps_rendering_write_text(render, "="));
        PS_TRY(write_quoted(render, pair.list->items[1], true));
    }
    return ps_rendering_capture(render, mark, result);
}

static bool has_key_breaker(const struct ps_string *key)
{
    for (size_t i = 0; i < key->size; i++) {
        if (key->data[i] != '\0' && strchr(" \t\n\r\f\v/>=", key->data[i]))
            return true;
    }
    return false;
}

static enum ps_status filter_xmlattr(struct ps_rendering *render, const struct ps_value *values,
                                     struct ps_value *result)
{
    bool has_space = ps_value_is(values[1], PS_VALUE_ABSENT) || ps_value_truth(values[1]);
    struct ps_string *key;
    if (values[0].kind != PS_VALUE_DICT)
        return ps_rendering_fail_type(render, "xmlattr needs a mapping", values[0]);
    size_t mark = ps_rendering_mark(render), begin = mark;
    for (size_t i = 0; i < values[0].dict->count; i++) {
        const struct ps_entry *entry = &values[0].dict->entries[i];
        struct ps_value name, value;
        if (entry->value.kind == PS_VALUE_NONE || entry->value.kind == PS_VALUE_UNDEFINED)
            continue;
        PS_TRY(ps_argument_string(render, entry->key, "xmlattr's keys must be strings", &key));
        if (has_key_breaker(key))
            return ps_rendering_fail(render, "invalid character in attribute name");
        PS_TRY(ps_escape(render, entry->key, &name));
        PS_TRY(ps_escape(render, entry->value, &value));
        if (has_space || ps_rendering_mark(render) > begin)
            PS_TRY(ps_rendering_write_text(render, " "));
        PS_TRY(ps_print_str(render, name));
        PS_TRY(ps_rendering_write_text(render, "=\""));
        PS_TRY(ps_print_str(render, value));
        PS_TRY(ps_rendering_write_text(render, "\""));
    }
    return ps_rendering_capture(render, mark, result);
}

static const struct ps_builtin filters[] = {
    {"escape", "/", filter_escape, NULL},
    {"e", "/", filter_escape, NULL},
    {"forceescape", NULL, filter_forceescape, NULL},
    {"safe", NULL, filter_safe, NULL},
    {"striptags", NULL, filter_striptags, NULL},
    {"urlencode", NULL, filter_urlencode, NULL},
    {"urlize", NULL, filter_urlize, NULL},
    {"xmlattr", "autospace?", filter_xmlattr, NULL},
};

const struct ps_builtin_table ps_html_filters = PS_BUILTIN_TABLE(filters);
