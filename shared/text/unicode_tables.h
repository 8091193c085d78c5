/* Classes of characters that tokenizers ask about, as sorted ranges of code points: those of the
 * reference implementation, whatever version of Unicode the machine's libraries know. */
#ifndef PENSTOCK_SHARED_TEXT_UNICODE_TABLES_H
#define PENSTOCK_SHARED_TEXT_UNICODE_TABLES_H

#include <stddef.h>
#include <stdint.h>

struct ps_unicode_range {
    uint32_t first, last; /* inclusive */
};

struct ps_unicode_class {
    const struct ps_unicode_range *ranges; /* [count], ascending, disjoint */
    size_t count;
};

extern const struct ps_unicode_class ps_unicode_control;
extern const struct ps_unicode_class ps_unicode_punctuation;
extern const struct ps_unicode_class ps_unicode_nonspacing_mark;
extern const struct ps_unicode_class ps_unicode_combining_mark;
extern const struct ps_unicode_class ps_unicode_numeric;
extern const struct ps_unicode_class ps_unicode_word;
extern const struct ps_unicode_class ps_unicode_late;

#endif
