/* The pre-tokenizer called UnicodeScripts: a cut wherever the script changes. */
#include <stdlib.h>

#include "shared/base/utf8.h"
#include "shared/text/pre_tokenizer.h"
#include "shared/text/unicode_scripts.h"

enum { ANY_SCRIPT = -1, NO_SCRIPT = -2 };

static int32_t script_of(uint32_t code_point)
{
    size_t low = 0, high = ps_unicode_num_script_runs;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct ps_unicode_script_run *run = &ps_unicode_script_runs[middle];
        if (code_point > run->last)
            low = middle + 1;
        else if (code_point < run->first)
            high = middle;
        else
            return run->script;
    }
    return ANY_SCRIPT;
}

static enum ps_status parse(const struct ps_component *component, void **state,
                            struct ps_error *error)
{
    (void)component;
    (void)error;
    *state = NULL;
    return PS_OK;
}

/* What stands before the first character that has a script is left out, as the reference does. */
static enum ps_status split(const void *state, const char *text, size_t size, size_t head,
                            struct ps_pieces *out, struct ps_error *error)
{
    (void)state;
    size_t start = size;
    int32_t last = NO_SCRIPT;
    for (size_t i = 0; i <= size;) {
        uint32_t code_point = 0;
        size_t length = ps_utf8_decode(text + i, size - i, &code_point);
        int32_t script = i < size ? script_of(code_point) : NO_SCRIPT;
        if (script != ANY_SCRIPT && script != last) {
            if (start < i && ps_pieces_add_text(out, text + start, i - start,
                                                head > start ? head - start : 0) != PS_OK)
                return ps_error_no_memory(error, "splitting a text");
            start = i;
            last = script;
        }
        i += length > 0 ? length : 1;
    }
    return PS_OK;
}

const struct ps_pre_tokenizer_kind ps_pre_tokenizer_kinds_scripts[] = {
    {"UnicodeScripts", parse, split, free},
    {0},
};
