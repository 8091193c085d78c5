/* Texts to measure tokenizers on. */
#ifndef PENSTOCK_TOOLS_BENCH_TEXT_H
#define PENSTOCK_TOOLS_BENCH_TEXT_H

#include "shared/base/buffer.h"
#include "shared/base/status.h"

struct ps_bench_text {
    const char *name; /* "english", "mixed" */
    const char *const *lines;
    size_t num_lines;
};

#define PS_BENCH_TEXTS 2

extern const struct ps_bench_text ps_bench_texts[PS_BENCH_TEXTS];

/* Appends about size bytes: sentences of the text in an order that seems random and is the same
 * every time. PS_NO_MEMORY. */
enum ps_status ps_bench_text_fill(const struct ps_bench_text *text, size_t size,
                                  struct ps_buffer *out) PS_MUST_USE;

#endif
