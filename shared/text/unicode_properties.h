/* The properties of characters that regular expressions name: general categories, POSIX's classes
 * and the scripts that tokenizers ask about, as the reference implementation has them. */
#ifndef PENSTOCK_SHARED_TEXT_UNICODE_PROPERTIES_H
#define PENSTOCK_SHARED_TEXT_UNICODE_PROPERTIES_H

#include <stddef.h>
#include <stdint.h>

struct ps_unicode_range {
    uint32_t first, last; /* inclusive */
};

struct ps_unicode_ranges {
    const struct ps_unicode_range *ranges; /* [count], ascending, disjoint */
    size_t count;
};

struct ps_unicode_property {
    const char *name;              /* small letters only; NULL behind the last one */
    uint32_t categories;           /* a set as in unicode_categories.h */
    struct ps_unicode_ranges more; /* what it holds beside them */
};

/* "posixpunct" and "posixword" are what [[:punct:]] and [[:word:]] mean, which is not what
 * \p{Punct} and \p{Word} do. */
extern const struct ps_unicode_property ps_unicode_properties[];

/* What was assigned after Unicode 14, the oldest version that PCRE2 may know. */
extern const struct ps_unicode_ranges ps_unicode_recent;

#endif
