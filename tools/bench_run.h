/* The measurements of `penstock bench`: each runs for about as long as it is told and gives a
 * median. */
#ifndef PENSTOCK_TOOLS_BENCH_RUN_H
#define PENSTOCK_TOOLS_BENCH_RUN_H

#include "shared/engine/engine.h"

struct ps_bench_params {
    const struct ps_model *model;
    struct ps_engine *engine;
    int64_t duration_ms;  /* of one measurement; at least one step is taken */
    size_t prompt_tokens; /* of a prompt or a text */
};

struct ps_bench_rate {
    double per_s;       /* tokens, texts or bytes; 0: could not be measured */
    double flops_per_s; /* 0: not counted */
};

/* Prompts are read: batch of them, prompt_tokens each, over and over. Tokens per second. */
enum ps_status ps_bench_prompt(const struct ps_bench_params *params, size_t batch,
                               struct ps_bench_rate *rate, struct ps_error *error) PS_MUST_USE;

/* batch sequences generate after prompts of prompt_tokens. Tokens per second of all together. */
enum ps_status ps_bench_decode(const struct ps_bench_params *params, size_t batch,
                               struct ps_bench_rate *rate, struct ps_error *error) PS_MUST_USE;

/* batch texts of prompt_tokens are embedded or classified at once. Texts per second. */
enum ps_status ps_bench_encode(const struct ps_bench_params *params, size_t batch,
                               struct ps_bench_rate *rate, struct ps_error *error) PS_MUST_USE;

/* Bytes of text per second on one thread, documents of a few kilobytes. */
enum ps_status ps_bench_tokenize(const struct ps_bench_params *params, const char *text,
                                 size_t size, struct ps_bench_rate *rate,
                                 struct ps_error *error) PS_MUST_USE;

#endif
