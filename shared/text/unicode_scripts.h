/* The scripts of characters, as the pre-tokenizer called UnicodeScripts tells them apart. */
#ifndef PENSTOCK_SHARED_TEXT_UNICODE_SCRIPTS_H
#define PENSTOCK_SHARED_TEXT_UNICODE_SCRIPTS_H

#include <stddef.h>
#include <stdint.h>

struct ps_unicode_script_run {
    uint32_t first, last; /* inclusive */
    int32_t script;
};

extern const struct ps_unicode_script_run ps_unicode_script_runs[]; /* ascending, disjoint */
extern const size_t ps_unicode_num_script_runs;

#endif
