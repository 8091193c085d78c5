/* /v1/completions: OpenAI's, with the additions of vLLM that users expect. */
#include "shared/task/tasks.h"

#include <stdlib.h>

#include "shared/base/rng.h"
#include "shared/base/utf8.h"
#include "shared/task/choices.h"
#include "shared/task/chunks.h"
#include "shared/task/fields.h"
#include "shared/task/generation_table.h"
#include "shared/task/logprobs.h"
#include "shared/task/prompt_logprobs.h"

static const char object_name[] = "text_completion";

enum {
    MAX_TOKENS_DEFAULT = 16,
};

/* Every field of OpenAI's request, and of vLLM's. */
static const struct ps_field table[] = {
    PS_GENERATION_FIELDS,
    {.name = "prompt", .rule = PS_FIELD_READ},
    {.name = "suffix", .rule = PS_FIELD_REFUSED},
    {.name = "prompt_embeds", .rule = PS_FIELD_REFUSED},
};

/* What of a choice has been streamed. */
struct told {
    bool has_begun;
    bool has_ended;
    size_t text_size;
    size_t num_tokens;
    struct ps_logprobs *logprobs;
};

struct fields {
    struct ps_generation generation;
    struct ps_inputs prompts;
    struct told *told; /* [number of choices], where something was streamed */
    size_t num_told;
};

static void destroy_fields(void *pointer)
{
    struct fields *fields = pointer;
    for (size_t i = 0; i < fields->num_told; i++)
        ps_logprobs_destroy(fields->told[i].logprobs);
    free(fields->told);
    ps_inputs_close(&fields->prompts);
    ps_generation_close(&fields->generation);
    free(fields);
}

/* --- parsing --- */

static enum ps_status read_logprobs(struct ps_generation *generation, const json_t *body,
                                    struct ps_error *error)
{
    int64_t logprobs = -1;
    struct ps_integer_range range = {0, PS_TOP_LOGPROBS_MAX};
    PS_TRY(ps_field_integer(body, "logprobs", range, &logprobs, error));
    generation->num_logprobs = (int32_t)logprobs;
    return PS_OK;
}

static enum ps_status parse(struct ps_request *request, struct ps_error *error)
{
    const json_t *body = request->body;
    static const struct ps_generation_url url = {.max_tokens = MAX_TOKENS_DEFAULT,
                                                 .add_special_tokens = true};
    PS_TRY(ps_fields_check(table, sizeof table / sizeof table[0], body, error));
    struct fields *fields = calloc(1, sizeof *fields);
    if (!fields)
        return ps_error_no_memory(error, "a request");
    request->fields = fields;
    size_t vocab_size = ps_transformer_config(ps_model_transformer(request->model))->vocab_size;
    PS_TRY(ps_inputs_read(&fields->prompts, body, "prompt", vocab_size, error));
    fields->generation.tokenizer = ps_model_tokenizer(request->model);
    PS_TRY(ps_generation_parse(&fields->generation, request, &url, error));
    return read_logprobs(&fields->generation, body, error);
}

/* --- to the engine --- */

static bool echoes_scores(const struct ps_generation *generation)
{
    return generation->echo && generation->num_logprobs >= 0;
}

/* Each prompt has a seed of its own, from the request's. */
static enum ps_status prepare(struct ps_request *request, struct ps_error *error)
{
    struct fields *fields = request->fields;
    struct ps_generation *generation = &fields->generation;
    bool scores_prompt = echoes_scores(generation) || generation->num_prompt_logprobs >= 0;
    struct ps_rng seeds;
    ps_rng_init(&seeds, request->seed);
    PS_TRY(ps_choices_begin(generation, request, fields->prompts.num_items, error));
    for (size_t i = 0; i < fields->prompts.num_items; i++)
        PS_TRY(ps_choices_add(generation, request, &fields->prompts.items[i], scores_prompt,
                              ps_rng_next(&seeds), error));
    return PS_OK;
}

/* --- the response --- */

/* A prompt as it was given; ids, and what was cut, as the text that the tokens stand for. */
static enum ps_status append_prompt(const struct ps_request *request, size_t index,
                                    struct ps_buffer *text, struct ps_error *error)
{
    const struct fields *fields = request->fields;
    const struct ps_generation *generation = &fields->generation;
    const json_t *prompt = fields->prompts.items[index / generation->num_choices].value;
    if (json_is_string(prompt) && generation->prompt_tokens_max == 0) {
        size_t size = json_string_length(prompt);
        if (ps_buffer_append(text, json_string_value(prompt), size) != PS_OK)
            return ps_error_no_memory(error, "an echo");
        return PS_OK;
    }
    const struct ps_sequence *first = ps_choices_first(generation, request, index);
    return ps_tokenizer_decode(ps_model_tokenizer(request->model), first->prompt, first->num_prompt,
                               true, text, error);
}

static struct ps_logprobs *create_logprobs(const struct ps_request *request, size_t index,
                                           const struct ps_buffer *prompt)
{
    const struct fields *fields = request->fields;
    const struct ps_generation *generation = &fields->generation;
    struct ps_logprobs_params params = {
        .tokenizer = ps_model_tokenizer(request->model),
        .sequence = ps_choices_at(generation, request, index),
        .scored = generation->echo ? ps_choices_first(generation, request, index) : NULL,
        .num_top = (size_t)generation->num_logprobs,
        .as_ids = generation->as_ids,
        .prompt_length = ps_utf8_count(prompt->data, prompt->size),
    };
    return ps_logprobs_create(&params);
}

/* A choice or the part of it that is news: text and log-probabilities. Takes logprobs. */
static enum ps_status make_choice(size_t index, const struct ps_buffer *text, json_t *logprobs,
                                  const char *finish_reason, json_t **choice,
                                  struct ps_error *error)
{
    *choice = json_pack("{s:I, s:o, s:o, s:s?}", "index", (json_int_t)index, "text",
                        json_stringn(text->data ? text->data : "", text->size), "logprobs",
                        logprobs ? logprobs : json_null(), "finish_reason", finish_reason);
    return *choice ? PS_OK : ps_error_no_memory(error, "a choice");
}

static enum ps_status add_token_ids(const struct ps_generation *generation,
                                    const struct ps_sequence *sequence, size_t first,
                                    json_t *choice, struct ps_error *error)
{
    if (generation->returns_token_ids &&
        json_object_set_new(
            choice, "token_ids",
            ps_choices_ids(sequence->tokens + first, sequence->num_tokens - first)) != 0)
        return ps_error_no_memory(error, "a choice");
    return PS_OK;
}

/* What of a choice wasn't told yet. */
static enum ps_status tell(const struct ps_request *request, size_t index, struct told *told,
                           json_t **choice, struct ps_error *error)
{
    const struct fields *fields = request->fields;
    const struct ps_generation *generation = &fields->generation;
    const struct ps_sequence *sequence = ps_choices_at(generation, request, index);
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    PS_DEFER(json_decrefp) json_t *made = NULL;
    json_t *logprobs = NULL;
    if (generation->echo && !told->has_begun)
        PS_TRY(append_prompt(request, index, &text, error));
    if (generation->num_logprobs >= 0 && !told->logprobs) {
        told->logprobs = create_logprobs(request, index, &text);
        if (!told->logprobs)
            return ps_error_no_memory(error, "log-probabilities");
    }
    size_t size = sequence->text.size - told->text_size;
    if (size > 0 && ps_buffer_append(&text, sequence->text.data + told->text_size, size) != PS_OK)
        return ps_error_no_memory(error, "a choice");
    if (told->logprobs)
        PS_TRY(ps_logprobs_take(told->logprobs, &logprobs, error));
    PS_TRY(make_choice(index, &text, logprobs, ps_choices_finish_reason(sequence), &made, error));
    if (!told->has_begun)
        PS_TRY(ps_prompt_logprobs_tell(generation, ps_model_tokenizer(request->model),
                                       ps_choices_first(generation, request, index), made, error));
    PS_TRY(add_token_ids(generation, sequence, told->num_tokens, made, error));
    told->has_begun = true;
    told->has_ended = ps_choices_finish_reason(sequence);
    told->text_size = sequence->text.size;
    told->num_tokens = sequence->num_tokens;
    *choice = ps_take(made);
    return PS_OK;
}

static enum ps_status render_choices(const struct ps_request *request, json_t *choices,
                                     struct ps_error *error)
{
    const struct fields *fields = request->fields;
    for (size_t i = 0; i < ps_choices_count(&fields->generation, request); i++) {
        struct told told = {0};
        json_t *choice = NULL;
        enum ps_status status = tell(request, i, &told, &choice, error);
        ps_logprobs_destroy(told.logprobs);
        PS_TRY(status);
        if (json_array_append_new(choices, choice) != 0)
            return ps_error_no_memory(error, "a response");
    }
    return PS_OK;
}

static enum ps_status render(const struct ps_request *request, json_t **body,
                             struct ps_error *error)
{
    const struct fields *fields = request->fields;
    PS_DEFER(json_decrefp) json_t *choices = json_array();
    if (!choices)
        return ps_error_no_memory(error, "a response");
    PS_TRY(render_choices(request, choices, error));
    *body = json_pack("{s:s, s:O, s:o}", "object", object_name, "choices", choices, "usage",
                      ps_choices_usage(&fields->generation, request));
    return *body ? PS_OK : ps_error_no_memory(error, "a response");
}

/* --- the stream --- */

static bool has_news(const struct ps_sequence *sequence, const struct told *told)
{
    if (told->has_ended)
        return false;
    return sequence->text.size > told->text_size || ps_choices_finish_reason(sequence) ||
           (!told->has_begun && sequence->num_tokens > 0);
}

static enum ps_status stream_choices(struct ps_request *request, json_t *chunks, bool *ended,
                                     struct ps_error *error)
{
    struct fields *fields = request->fields;
    *ended = true;
    for (size_t i = 0; i < fields->num_told; i++) {
        struct told *told = &fields->told[i];
        json_t *choice = NULL;
        if (has_news(ps_choices_at(&fields->generation, request, i), told)) {
            PS_TRY(tell(request, i, told, &choice, error));
            PS_TRY(ps_chunks_add(chunks, object_name, &fields->generation, choice, error));
        }
        *ended = *ended && told->has_ended;
    }
    return PS_OK;
}

static enum ps_status stream(struct ps_request *request, json_t *chunks, struct ps_error *error)
{
    struct fields *fields = request->fields;
    bool ended;
    if (!ps_choices_are_picked(&fields->generation, request))
        return PS_OK;
    if (!fields->told) {
        size_t count = ps_choices_count(&fields->generation, request);
        fields->told = calloc(count, sizeof *fields->told);
        if (!fields->told)
            return ps_error_no_memory(error, "a stream");
        fields->num_told = count;
    }
    PS_TRY(stream_choices(request, chunks, &ended, error));
    if (!ended)
        return PS_OK;
    return ps_chunks_end(chunks, object_name, &fields->generation, request, error);
}

const struct ps_task ps_task_completions = {
    .url = "/v1/completions",
    .id_prefix = "cmpl-",
    .has_created = true,
    .serves = ps_model_generates,
    .parse = parse,
    .prepare = prepare,
    .render = render,
    .stream = stream,
    .destroy_fields = destroy_fields,
};
