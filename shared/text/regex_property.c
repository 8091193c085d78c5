/* The properties of characters that regular expressions name. */
#include "shared/text/regex_property.h"

#include <ctype.h>
#include <string.h>

#include "shared/text/unicode_properties.h"

enum { NAME_SIZE = 32 };

/* The name without what does not count; false where it is too long for any property. */
static bool fold_name(const char *name, size_t size, char folded[NAME_SIZE])
{
    size_t length = 0;
    for (size_t i = 0; i < size; i++) {
        if (name[i] == ' ' || name[i] == '-' || name[i] == '_')
            continue;
        if (length + 1 >= NAME_SIZE)
            return false;
        folded[length++] = (char)tolower((unsigned char)name[i]);
    }
    folded[length] = '\0';
    return true;
}

static const struct ps_unicode_property *find(const char *prefix, const char *name)
{
    size_t size = strlen(prefix);
    for (const struct ps_unicode_property *known = ps_unicode_properties; known->name; known++) {
        if (strncmp(known->name, prefix, size) == 0 && strcmp(known->name + size, name) == 0)
            return known;
    }
    return NULL;
}

bool ps_regex_property_add(struct ps_code_points *set, const char *name, size_t size, bool posix)
{
    char folded[NAME_SIZE];
    if (!fold_name(name, size, folded))
        return false;
    const struct ps_unicode_property *found = posix ? find("posix", folded) : NULL;
    if (!found)
        found = find("", folded);
    if (!found)
        return false;
    ps_code_points_add_categories(set, found->categories);
    ps_code_points_add_ranges(set, &found->more);
    return true;
}
