/* The rules of a batch, checked before anything is computed. */
#include "shared/transformer/batch_check.h"

static enum ps_status check_tokens(const struct ps_transformer_config *config,
                                   const struct ps_batch *batch, struct ps_error *error)
{
    for (size_t i = 0; i < batch->num_rows; i++) {
        if (batch->tokens[i] < 0 || (size_t)batch->tokens[i] >= config->vocab_size)
            return ps_error_set(error, PS_INVALID, "row %zu: token %d is not below vocab_size %zu",
                                i, batch->tokens[i], config->vocab_size);
    }
    for (size_t i = 0; batch->token_types && i < batch->num_rows; i++) {
        int32_t type = batch->token_types[i];
        if (type != 0 && (type < 0 || (size_t)type >= config->num_token_types))
            return ps_error_set(error, PS_INVALID,
                                "row %zu: token type %d is not below num_token_types %zu", i, type,
                                config->num_token_types);
    }
    return PS_OK;
}

static enum ps_status check_pages(const struct ps_transformer_config *config,
                                  const struct ps_kv_cache *cache, const struct ps_span *span,
                                  size_t index, struct ps_error *error)
{
    if (!span->pages) {
        if (span->num_cached > 0)
            return ps_error_set(error, PS_INVALID, "span %zu: it has cached positions but no pages",
                                index);
        return PS_OK;
    }
    if (!cache)
        return ps_error_set(error, PS_INVALID, "span %zu: it has pages but there is no KV cache",
                            index);
    if (!config->causal)
        return ps_error_set(error, PS_INVALID,
                            "span %zu: a bidirectional model takes whole sequences, not pages",
                            index);
    size_t page_size = ps_kv_cache_page_size(cache);
    size_t num_pages = (span->num_cached + span->num_rows + page_size - 1) / page_size;
    for (size_t i = 0; i < num_pages; i++) {
        if (span->pages[i] >= ps_kv_cache_num_pages(cache))
            return ps_error_set(error, PS_INVALID, "span %zu: page %u is not below %zu", index,
                                span->pages[i], ps_kv_cache_num_pages(cache));
    }
    return PS_OK;
}

static enum ps_status check_spans(const struct ps_transformer_config *config,
                                  const struct ps_kv_cache *cache, const struct ps_batch *batch,
                                  struct ps_error *error)
{
    size_t next_row = 0;
    for (size_t i = 0; i < batch->num_spans; i++) {
        const struct ps_span *span = &batch->spans[i];
        if (span->first_row != next_row || span->num_rows == 0 ||
            span->num_rows > batch->num_rows - next_row)
            return ps_error_set(
                error, PS_INVALID, "span %zu: rows %zu to %zu do not follow on row %zu of %zu", i,
                span->first_row, span->first_row + span->num_rows, next_row, batch->num_rows);
        if (span->num_cached > config->max_positions ||
            span->num_rows > config->max_positions - span->num_cached)
            return ps_error_set(error, PS_INVALID,
                                "span %zu: %zu cached and %zu new positions are more than %zu", i,
                                span->num_cached, span->num_rows, config->max_positions);
        PS_TRY(check_pages(config, cache, span, i, error));
        next_row += span->num_rows;
    }
    if (next_row != batch->num_rows)
        return ps_error_set(error, PS_INVALID, "the spans cover %zu of %zu rows", next_row,
                            batch->num_rows);
    return PS_OK;
}

static enum ps_status check_outputs(const struct ps_batch *batch, struct ps_error *error)
{
    for (size_t i = 0; i < batch->num_outputs; i++) {
        if (batch->output_rows[i] >= batch->num_rows)
            return ps_error_set(error, PS_INVALID, "output %zu: row %zu is not below %zu", i,
                                batch->output_rows[i], batch->num_rows);
        if (i > 0 && batch->output_rows[i] <= batch->output_rows[i - 1])
            return ps_error_set(error, PS_INVALID, "output %zu: rows must ascend", i);
    }
    return PS_OK;
}

enum ps_status ps_batch_check(const struct ps_batch *batch,
                              const struct ps_transformer_config *config,
                              const struct ps_kv_cache *cache, struct ps_error *error)
{
    PS_TRY(check_tokens(config, batch, error));
    PS_TRY(check_spans(config, cache, batch, error));
    return check_outputs(batch, error);
}
