/* What is computed from hidden states: the logits of a language model, the scores of a classifier.
 */
#include "shared/transformer/transformer.h"

#include <assert.h>

#include "shared/transformer/transformer_internal.h"

void ps_transformer_logits(const struct ps_transformer *transformer, struct ps_workspace *workspace,
                           const float *hidden, size_t num_rows, float *logits)
{
    assert(transformer->config.has_output && num_rows <= workspace->outputs_max);
    const struct ps_linear_call call = {
        .linear = &transformer->weights.output,
        .x = hidden,
        .y = logits,
        .num_rows = num_rows,
        .scratch = workspace->scratch,
    };
    ps_linear_run(&call, workspace->pool);
}

void ps_transformer_classify(const struct ps_transformer *transformer,
                             struct ps_workspace *workspace, const float *hidden, size_t num_rows,
                             float *scores)
{
    assert(transformer->config.num_labels > 0 && num_rows <= workspace->outputs_max);
    struct ps_linear_call call = {
        .x = hidden,
        .num_rows = num_rows,
        .scratch = workspace->scratch,
    };
    if (transformer->config.pooler) {
        call.linear = &transformer->weights.pooler;
        call.y = workspace->pooled;
        call.activation = PS_ACTIVATION_TANH;
        ps_linear_run(&call, workspace->pool);
        call.x = workspace->pooled;
    }
    call.linear = &transformer->weights.classifier;
    call.y = scores;
    call.activation = PS_ACTIVATION_NONE;
    ps_linear_run(&call, workspace->pool);
}
