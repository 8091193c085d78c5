/* What a model says of itself. */
#include "shared/model/model.h"

#include <stdlib.h>

#include "shared/model/model_internal.h"

void ps_model_destroy(struct ps_model *model)
{
    if (!model)
        return;
    ps_transformer_destroy(model->transformer);
    ps_tokenizer_destroy(model->tokenizer);
    ps_tokenizer_destroy(model->chat_tokenizer);
    ps_chat_destroy(model->chat);
    ps_checkpoint_close(model->checkpoint);
    ps_arena_close(&model->arena);
    ps_sentence_close(&model->sentence);
    free(model);
}

const struct ps_transformer_config *ps_model_config(const struct ps_model *model)
{
    return model->family ? &model->config : NULL;
}

const struct ps_transformer *ps_model_transformer(const struct ps_model *model)
{
    return model->transformer;
}

const struct ps_tokenizer *ps_model_tokenizer(const struct ps_model *model)
{
    return model->tokenizer;
}

const struct ps_tokenizer *ps_model_chat_tokenizer(const struct ps_model *model)
{
    return model->chat_tokenizer ? model->chat_tokenizer : model->tokenizer;
}

const struct ps_generation_defaults *ps_model_generation(const struct ps_model *model)
{
    return &model->generation;
}

const char *ps_model_family(const struct ps_model *model)
{
    return model->family ? model->family->model_type : NULL;
}

size_t ps_model_context(const struct ps_model *model)
{
    return model->context;
}

bool ps_model_generates(const struct ps_model *model)
{
    return model->config.causal && model->config.has_output;
}

const struct ps_labels *ps_model_labels(const struct ps_model *model)
{
    return model->labels.count > 0 ? &model->labels : NULL;
}

const struct ps_pooling *ps_model_pooling(const struct ps_model *model)
{
    const struct ps_sentence *sentence = &model->sentence;
    bool pools = sentence->has_modules ? sentence->has_pooling : !model->config.causal;
    return pools ? &sentence->pooling : NULL;
}

const char *ps_model_prompt(const struct ps_model *model)
{
    return model->sentence.prompt;
}

size_t ps_model_num_parameters(const struct ps_model *model)
{
    return model->num_parameters;
}

size_t ps_model_weight_bytes(const struct ps_model *model)
{
    return model->num_parameters * sizeof(float);
}

void ps_model_files(const struct ps_model *model, struct ps_checkpoint_summary *summary)
{
    *summary = (struct ps_checkpoint_summary){0};
    if (model->checkpoint)
        ps_checkpoint_summarize(model->checkpoint, summary);
}

const struct ps_chat *ps_model_chat(const struct ps_model *model)
{
    return model->chat;
}

const struct ps_digest *ps_model_digest(const struct ps_model *model)
{
    return &model->digest;
}
