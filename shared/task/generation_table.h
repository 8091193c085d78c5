/* The part of the table of fields that all urls which generate text have in common: OpenAI's
 * fields and vLLM's. */
#ifndef PENSTOCK_SHARED_TASK_GENERATION_TABLE_H
#define PENSTOCK_SHARED_TASK_GENERATION_TABLE_H

#include "shared/task/fields.h"

#define PS_GENERATION_FIELDS                                                                       \
    {.name = "model", .rule = PS_FIELD_READ, .type = PS_TYPE_STRING},                              \
        {.name = "max_tokens", .rule = PS_FIELD_READ},                                             \
        {.name = "min_tokens", .rule = PS_FIELD_READ}, {.name = "n", .rule = PS_FIELD_READ},       \
        {.name = "best_of", .rule = PS_FIELD_READ},                                                \
        {.name = "temperature", .rule = PS_FIELD_READ}, {.name = "top_p", .rule = PS_FIELD_READ},  \
        {.name = "top_k", .rule = PS_FIELD_READ}, {.name = "min_p", .rule = PS_FIELD_READ},        \
        {.name = "seed", .rule = PS_FIELD_READ},                                                   \
        {.name = "frequency_penalty", .rule = PS_FIELD_READ},                                      \
        {.name = "presence_penalty", .rule = PS_FIELD_READ},                                       \
        {.name = "repetition_penalty", .rule = PS_FIELD_READ},                                     \
        {.name = "logit_bias", .rule = PS_FIELD_READ},                                             \
        {.name = "allowed_token_ids", .rule = PS_FIELD_READ},                                      \
        {.name = "bad_words", .rule = PS_FIELD_READ}, {.name = "stop", .rule = PS_FIELD_READ},     \
        {.name = "stop_token_ids", .rule = PS_FIELD_READ},                                         \
        {.name = "include_stop_str_in_output", .rule = PS_FIELD_READ},                             \
        {.name = "ignore_eos", .rule = PS_FIELD_READ},                                             \
        {.name = "skip_special_tokens", .rule = PS_FIELD_READ},                                    \
        {.name = "add_special_tokens", .rule = PS_FIELD_READ},                                     \
        {.name = "truncate_prompt_tokens", .rule = PS_FIELD_READ},                                 \
        {.name = "truncation_side", .rule = PS_FIELD_READ},                                        \
        {.name = "echo", .rule = PS_FIELD_READ}, {.name = "logprobs", .rule = PS_FIELD_READ},      \
        {.name = "prompt_logprobs", .rule = PS_FIELD_READ},                                        \
        {.name = "return_tokens_as_token_ids", .rule = PS_FIELD_READ},                             \
        {.name = "return_token_ids", .rule = PS_FIELD_READ},                                       \
        {.name = "stream", .rule = PS_FIELD_READ},                                                 \
        {.name = "stream_options", .rule = PS_FIELD_READ},                                         \
        {.name = "user", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},                       \
        {.name = "metadata", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_OBJECT},                   \
        {.name = "store", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_BOOLEAN},                     \
        {.name = "service_tier", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},               \
        {.name = "priority", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_NUMBER},                   \
        {.name = "session_id", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},                 \
        {.name = "spaces_between_special_tokens",                                                  \
         .rule = PS_FIELD_HARMLESS,                                                                \
         .type = PS_TYPE_BOOLEAN},                                                                 \
        {.name = "response_format", .rule = PS_FIELD_REFUSED, .neutral = "{\"type\": \"text\"}"},  \
        {.name = "structured_outputs", .rule = PS_FIELD_REFUSED},                                  \
        {.name = "guided_json", .rule = PS_FIELD_REFUSED},                                         \
        {.name = "guided_regex", .rule = PS_FIELD_REFUSED},                                        \
        {.name = "guided_choice", .rule = PS_FIELD_REFUSED},                                       \
        {.name = "guided_grammar", .rule = PS_FIELD_REFUSED},                                      \
        {.name = "guided_decoding_backend", .rule = PS_FIELD_REFUSED},                             \
        {.name = "guided_whitespace_pattern", .rule = PS_FIELD_REFUSED},                           \
        {.name = "use_beam_search", .rule = PS_FIELD_REFUSED, .neutral = "false"},                 \
        {.name = "early_stopping", .rule = PS_FIELD_REFUSED, .neutral = "false"},                  \
        {.name = "length_penalty", .rule = PS_FIELD_REFUSED, .neutral = "1"},                      \
        {.name = "watermarking", .rule = PS_FIELD_REFUSED, .neutral = "false"},                    \
        {.name = "repetition_detection", .rule = PS_FIELD_REFUSED},                                \
        {.name = "thinking_token_budget", .rule = PS_FIELD_REFUSED, .neutral = "-1"},              \
        {.name = "logprob_token_ids", .rule = PS_FIELD_REFUSED},                                   \
        {.name = "logits_processors", .rule = PS_FIELD_REFUSED},                                   \
        {.name = "return_token_offsets", .rule = PS_FIELD_REFUSED, .neutral = "false"},            \
        {.name = "return_mm_kwargs", .rule = PS_FIELD_REFUSED, .neutral = "true"},                 \
        {.name = "routed_experts_prompt_start", .rule = PS_FIELD_REFUSED, .neutral = "0"},         \
        {.name = "stream_interval", .rule = PS_FIELD_REFUSED, .neutral = "1"},                     \
        {.name = "request_id", .rule = PS_FIELD_REFUSED},                                          \
        {.name = "cache_salt", .rule = PS_FIELD_REFUSED},                                          \
        {.name = "kv_transfer_params", .rule = PS_FIELD_REFUSED},                                  \
        {.name = "ec_transfer_params", .rule = PS_FIELD_REFUSED},                                  \
    {                                                                                              \
        .name = "vllm_xargs", .rule = PS_FIELD_REFUSED                                             \
    }

#endif
