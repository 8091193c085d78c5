/* Requests whose n-th allocation fails, for every n: an error or a whole response, and nothing
 * lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support/chat_model.h"
#include "tests/support/engine_jobs.h"
#include "tests/support/failing_malloc.h"

#include "shared/task/request.h"

struct attempt {
    const struct ps_model *model;
    const char *url;
    struct ps_engine *engine;
    const json_t *body;
    struct ps_request *request;
    json_t *response;
    struct ps_error error;
};

static enum ps_status stream(struct ps_request *request, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *chunks = json_array();
    return chunks ? ps_request_stream(request, chunks, error) : ps_error_no_memory(error, "chunks");
}

static enum ps_status run(struct attempt *attempt)
{
    struct ps_error *error = &attempt->error;
    struct ps_request_params params = {.task = ps_task_find(attempt->url),
                                       .model = attempt->model,
                                       .context = ps_engine_context(attempt->engine),
                                       .body = attempt->body,
                                       .derived_seed = 5};
    PS_TRY(ps_request_parse(&attempt->request, &params, error));
    struct ps_request *request = attempt->request;
    PS_TRY(ps_request_prepare(request, error));
    for (size_t i = 0; i < request->num_sequences; i++)
        PS_TRY(ps_engine_add(attempt->engine, request->sequences[i], error));
    while (!ps_engine_idle(attempt->engine)) {
        (void)ps_engine_step(attempt->engine);
        if (request->streams)
            PS_TRY(stream(request, error));
    }
    return ps_request_render(request, &attempt->response, error);
}

static void take_out(struct attempt *attempt)
{
    for (size_t i = 0; attempt->request && i < attempt->request->num_sequences; i++)
        ps_engine_cancel(attempt->engine, attempt->request->sequences[i]);
    ps_request_destroy(attempt->request);
    attempt->request = NULL;
}

static void survive_with(const struct ps_model *model, const char *url, const char *text)
{
    struct ps_engine_config config = {.page_size = 16, .num_pages = 8, .step_tokens_max = 32};
    struct ps_engine *engine = ps_test_create_engine(model, &config, NULL);
    json_t *body = json_loads(text, 0, NULL);
    struct attempt whole = {.model = model, .url = url, .engine = engine, .body = body};
    assert_int_equal(run(&whole), PS_OK);
    take_out(&whole);
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct attempt attempt = {.model = model, .url = url, .engine = engine, .body = body};
        long live = ps_failing_malloc_live();
        ps_failing_malloc_start(n);
        enum ps_status status = run(&attempt);
        failed = ps_failing_malloc_stop();
        take_out(&attempt);
        if (status == PS_OK)
            assert_true(json_equal(attempt.response, whole.response));
        else
            assert_int_equal(status, PS_NO_MEMORY);
        assert_int_equal(status, attempt.error.status);
        json_decref(attempt.response);
        assert_int_equal(ps_failing_malloc_live(), live);
    }
    json_decref(whole.response);
    json_decref(body);
    ps_engine_destroy(engine);
}

static void survive(const char *folder, const char *url, const char *text)
{
    struct ps_model *model = ps_test_load_model(folder);
    survive_with(model, url, text);
    ps_model_destroy(model);
}

static void completions(void **state)
{
    (void)state;
    survive(PS_TEST_LLAMA, "/v1/completions",
            "{\"model\": \"m\", \"prompt\": [\"the cat\", \"a\"], \"max_tokens\": 4, \"echo\": "
            "true, \"logprobs\": 2, \"stop\": [\"never\"], \"response_format\": {\"type\": "
            "\"text\"}}");
    survive(PS_TEST_LLAMA, "/v1/completions",
            "{\"model\": \"m\", \"prompt\": [1, 300, 301], \"max_tokens\": 4, \"echo\": true}");
    survive(PS_TEST_LLAMA, "/v1/completions",
            "{\"model\": \"m\", \"prompt\": \"a\", \"max_tokens\": 2, \"n\": 2, \"best_of\": 3, "
            "\"logit_bias\": {\"5\": -1}, \"bad_words\": [\"never\"], \"stop_token_ids\": [7], "
            "\"prompt_logprobs\": 1, \"return_token_ids\": true}");
    survive(
        PS_TEST_LLAMA, "/v1/completions",
        "{\"model\": \"m\", \"prompt\": \"a\", \"max_tokens\": 2, \"echo\": true, \"logprobs\": "
        "1, \"stream\": true, \"stream_options\": {\"include_usage\": true}}");
}

static void chats(void **state)
{
    (void)state;
    struct ps_test_chat_model chat;
    ps_test_chat_model_init(&chat, PS_TEST_CHAT_TEMPLATE);
    survive_with(chat.model, "/v1/chat/completions",
                 "{\"model\": \"m\", \"messages\": [{\"role\": \"developer\", \"content\": "
                 "[{\"type\": \"text\", \"text\": \"a\"}]}, {\"role\": \"assistant\", "
                 "\"tool_calls\": [{\"function\": {\"name\": \"f\", \"arguments\": \"{}\"}}]}], "
                 "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\"}}], "
                 "\"max_tokens\": 2, \"logprobs\": true, \"top_logprobs\": 1, "
                 "\"chat_template_kwargs\": {\"thinks\": true}, \"return_prompt_text\": true}");
    survive_with(
        chat.model, "/v1/chat/completions",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"assistant\", \"content\": "
        "\"<think>a</think><tool_call>{\\\"name\\\": \\\"f\\\", \\\"arguments\\\": "
        "{}}</tool_call>\"}], \"continue_final_message\": true, \"echo\": true, "
        "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\"}}], "
        "\"max_tokens\": 2, \"stream\": true, \"n\": 2, \"allowed_token_ids\": [255, 257]}");
    ps_test_chat_model_close(&chat);
}

static void embeddings(void **state)
{
    (void)state;
    survive(PS_TEST_BERT, "/v1/embeddings",
            "{\"model\": \"m\", \"input\": [\"the cat\", \"a\"], \"dimensions\": 3}");
    survive(PS_TEST_BERT, "/v1/embeddings",
            "{\"model\": \"m\", \"input\": [2, 3], \"encoding_format\": \"base64\"}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(completions),
        cmocka_unit_test(chats),
        cmocka_unit_test(embeddings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
