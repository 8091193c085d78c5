/* Finding builtins by name. */
#include "shared/template/builtin.h"

#include <string.h>

const struct ps_builtin *ps_builtin_find(const struct ps_builtin_table *table, const char *name,
                                         size_t size)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct ps_builtin *builtin = &table->items[i];
        if (strlen(builtin->name) == size && memcmp(builtin->name, name, size) == 0)
            return builtin;
    }
    return NULL;
}

const struct ps_builtin *ps_filter_find(const char *name, size_t size)
{
    static const struct ps_builtin_table *const tables[] = {
        &ps_string_filters, &ps_layout_filters, &ps_html_filters,   &ps_sequence_filters,
        &ps_order_filters,  &ps_select_filters, &ps_number_filters,
    };
    const struct ps_builtin *found = NULL;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0] && !found; i++)
        found = ps_builtin_find(tables[i], name, size);
    return found;
}

const struct ps_builtin *ps_test_find(const char *name, size_t size)
{
    return ps_builtin_find(&ps_tests, name, size);
}

const struct ps_builtin *ps_function_find(const char *name, size_t size)
{
    return ps_builtin_find(&ps_functions, name, size);
}
