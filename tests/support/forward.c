/* One sequence, alone, in whole or row by row. */
#include "tests/support/forward.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/kernel/logits.h"

static void require(enum ps_status status, const struct ps_error *error)
{
    if (status == PS_OK)
        return;
    (void)fprintf(stderr, "test support: %s\n", error->message);
    abort();
}

void *ps_test_alloc(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        abort();
    return memory;
}

void ps_test_hidden(const struct ps_transformer *transformer, const int32_t *ids,
                    const int32_t *types, size_t count, float *hidden)
{
    struct ps_error error = {0};
    PS_DEFER(ps_workspace_destroyp) struct ps_workspace *workspace = NULL;
    require(ps_workspace_create(&workspace, transformer, count, count, NULL, &error), &error);
    PS_DEFER(ps_freep) size_t *rows = ps_test_alloc(count, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = i;
    const struct ps_span span = {.num_rows = count};
    const struct ps_batch batch = {
        .tokens = ids,
        .token_types = types,
        .num_rows = count,
        .spans = &span,
        .num_spans = 1,
        .output_rows = rows,
        .num_outputs = count,
    };
    require(ps_transformer_forward(transformer, workspace, NULL, &batch, hidden, &error), &error);
}

void ps_test_logits(const struct ps_transformer *transformer, const int32_t *ids, size_t count,
                    float *logits)
{
    struct ps_error error = {0};
    size_t hidden_size = ps_transformer_config(transformer)->hidden_size;
    PS_DEFER(ps_freep) float *hidden = ps_test_alloc(count * hidden_size, sizeof *hidden);
    ps_test_hidden(transformer, ids, NULL, count, hidden);
    PS_DEFER(ps_workspace_destroyp) struct ps_workspace *workspace = NULL;
    require(ps_workspace_create(&workspace, transformer, count, count, NULL, &error), &error);
    ps_transformer_logits(transformer, workspace, hidden, count, logits);
}

/* A cache for one sequence, its pages, and a workspace of one row. */
struct decoder {
    const struct ps_transformer *transformer;
    struct ps_kv_cache *cache;
    struct ps_workspace *workspace;
    uint32_t *pages;
    float *hidden; /* [hidden_size] */
};

static void decoder_close(struct decoder *decoder)
{
    ps_workspace_destroy(decoder->workspace);
    ps_kv_cache_destroy(decoder->cache);
    free(decoder->pages);
    free(decoder->hidden);
}

static void decoder_init(struct decoder *decoder, const struct ps_transformer *transformer,
                         size_t count_max, size_t page_size)
{
    struct ps_error error = {0};
    const struct ps_transformer_config *config = ps_transformer_config(transformer);
    size_t num_pages = count_max / page_size + 1;
    *decoder = (struct decoder){.transformer = transformer};
    require(ps_kv_cache_create(&decoder->cache, config, page_size, num_pages, &error), &error);
    require(ps_workspace_create(&decoder->workspace, transformer, 1, 1, NULL, &error), &error);
    decoder->pages = ps_test_alloc(num_pages, sizeof *decoder->pages);
    for (size_t i = 0; i < num_pages; i++)
        decoder->pages[i] = (uint32_t)(num_pages - 1 - i);
    decoder->hidden = ps_test_alloc(config->hidden_size, sizeof *decoder->hidden);
}

static void decode_one(struct decoder *decoder, int32_t id, size_t position, float *logits)
{
    struct ps_error error = {0};
    const struct ps_span span = {.num_rows = 1, .num_cached = position, .pages = decoder->pages};
    const struct ps_batch batch = {
        .tokens = &id,
        .num_rows = 1,
        .spans = &span,
        .num_spans = 1,
        .output_rows = (const size_t[]){0},
        .num_outputs = 1,
    };
    require(ps_transformer_forward(decoder->transformer, decoder->workspace, decoder->cache, &batch,
                                   decoder->hidden, &error),
            &error);
    ps_transformer_logits(decoder->transformer, decoder->workspace, decoder->hidden, 1, logits);
}

void ps_test_logits_by_one(const struct ps_transformer *transformer, const int32_t *ids,
                           size_t count, size_t page_size, float *logits)
{
    PS_DEFER(decoder_close) struct decoder decoder;
    decoder_init(&decoder, transformer, count, page_size);
    size_t vocab_size = ps_transformer_config(transformer)->vocab_size;
    for (size_t i = 0; i < count; i++)
        decode_one(&decoder, ids[i], i, logits + i * vocab_size);
}

void ps_test_greedy(const struct ps_transformer *transformer, int32_t *ids, size_t count,
                    size_t count_max)
{
    PS_DEFER(decoder_close) struct decoder decoder;
    decoder_init(&decoder, transformer, count_max, 64);
    size_t vocab_size = ps_transformer_config(transformer)->vocab_size;
    PS_DEFER(ps_freep) float *logits = ps_test_alloc(vocab_size, sizeof *logits);
    for (size_t i = 0; i + 1 < count_max; i++) {
        decode_one(&decoder, ids[i], i, logits);
        if (i + 1 >= count)
            ids[i + 1] = ps_logits_argmax(logits, vocab_size);
    }
}
