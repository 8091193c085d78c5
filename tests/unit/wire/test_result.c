/* Result lines: their exact bytes, and that nothing else can get into them. */
#include "tests/unit/wire/wire_test.h"

#include <math.h>

#include "shared/wire/result.h"

static const struct ps_identity completion = {"cmpl-", true};

static struct ps_job *example_job(void)
{
    struct ps_buffer text = {0};
    read_example("schemas/examples/job/valid", "completion.json", &text);
    struct ps_job *job = parse_record(text.data, text.size, NULL, 0, &wire_limits);
    ps_buffer_close(&text);
    assert_int_equal(job->kind, PS_JOB_REQUEST);
    return job;
}

/* The line equals an example that the schema's test validates. */
static void check_example(const char *name, struct ps_buffer *line)
{
    struct ps_buffer expected = {0};
    read_example("schemas/examples/result/valid", name, &expected);
    assert_string_equal(line->data, expected.data);
    ps_buffer_close(&expected);
    ps_buffer_close(line);
}

/* {"object":"text_completion",...} as the completions task builds it. */
static json_t *completion_body(void)
{
    return json_pack("{s:s, s:[{s:i, s:s, s:n, s:s}], s:{s:i, s:i, s:i}}", "object",
                     "text_completion", "choices", "index", 0, "text",
                     " \"rests\"\n\xC3\xA9 a/b \x7F", "logprobs", "finish_reason", "length",
                     "usage", "prompt_tokens", 2, "completion_tokens", 64, "total_tokens", 66);
}

static void completed_is_the_example(void **state)
{
    (void)state;
    struct ps_job *job = example_job();
    json_t *body = completion_body();
    struct ps_buffer text = {0}, line = {0};
    assert_int_equal(ps_result_body(body, &text), PS_OK);
    assert_int_equal(ps_result_completed(job, &completion, text.data, text.size, &line), PS_OK);
    check_example("completed.json", &line);
    ps_buffer_close(&text);
    json_decref(body);
    ps_job_destroy(job);
}

static void completed_without_id_or_created(void **state)
{
    (void)state;
    struct ps_job *job = example_job();
    static const char body[] = "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":"
                               "0,\"embedding\":[0.5]}],"
                               "\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}";
    static const struct ps_identity none = {NULL, false};
    struct ps_buffer line = {0};
    assert_int_equal(ps_result_completed(job, &none, body, sizeof body - 1, &line), PS_OK);
    check_example("completed-without-id.json", &line);
    ps_job_destroy(job);
}

static void refused_is_the_example(void **state)
{
    (void)state;
    struct ps_job *job = example_job();
    struct ps_error refusal = {0};
    ps_error_set_param(&refusal, PS_NOT_FOUND, "model", "no model \"tiny-gpt\" is served here");
    ps_error_set_code(&refusal, "model_not_found");
    struct ps_buffer line = {0};
    assert_int_equal(ps_result_refused(job, &refusal, &line), PS_OK);
    check_example("refused.json", &line);
    ps_job_destroy(job);
}

static void failed_is_the_example(void **state)
{
    (void)state;
    struct ps_job *job = example_job();
    struct ps_buffer line = {0};
    assert_int_equal(
        ps_result_failed(job, "batch_expired", "the job was not finished by its deadline", &line),
        PS_OK);
    check_example("expired.json", &line);
    assert_int_equal(ps_result_failed(job, "batch_cancelled", "the job was cancelled", &line),
                     PS_OK);
    check_example("cancelled.json", &line);
    ps_job_destroy(job);
}

static void a_dead_line_has_no_custom_id(void **state)
{
    (void)state;
    struct ps_job *job = parse("not JSON at all");
    assert_int_equal(job->kind, PS_JOB_DEAD);
    struct ps_error refusal = job->refusal;
    ps_error_prefix(&refusal, "line %d", 7);
    struct ps_buffer line = {0};
    assert_int_equal(ps_result_refused(job, &refusal, &line), PS_OK);
    check_example("line-that-is-no-job.json", &line);
    ps_job_destroy(job);
}

static void status_codes_follow_the_status(void **state)
{
    (void)state;
    static const struct {
        enum ps_status status;
        int code;
        const char *type;
    } rows[] = {
        {PS_INVALID, 400, "invalid_request_error"},
        {PS_UNSUPPORTED, 400, "invalid_request_error"},
        {PS_NOT_FOUND, 404, "invalid_request_error"},
        {PS_TOO_LARGE, 413, "invalid_request_error"},
        {PS_NO_MEMORY, 500, "server_error"},
        {PS_INTERNAL, 500, "server_error"},
        {PS_IO, 500, "server_error"},
    };
    struct ps_job *job = example_job();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ps_error refusal = {0};
        ps_error_set(&refusal, rows[i].status, "why");
        struct ps_buffer line = {0};
        assert_int_equal(ps_result_status_code(rows[i].status), rows[i].code);
        assert_int_equal(ps_result_refused(job, &refusal, &line), PS_OK);
        json_t *root = json_loads(line.data, JSON_REJECT_DUPLICATES, NULL);
        int code = 0;
        const char *type = NULL;
        json_t *param = NULL, *error_code = NULL;
        assert_int_equal(json_unpack(root, "{s:{s:i, s:{s:{s:s, s:o, s:o}}}}", "response",
                                     "status_code", &code, "body", "error", "type", &type, "param",
                                     &param, "code", &error_code),
                         0);
        assert_int_equal(code, rows[i].code);
        assert_string_equal(type, rows[i].type);
        assert_true(json_is_null(param) && json_is_null(error_code));
        json_decref(root);
        ps_buffer_close(&line);
    }
    ps_job_destroy(job);
    assert_int_equal(ps_result_status_code(PS_OK), 200);
}

/* Whatever a custom_id holds comes back the same. */
static void custom_ids_are_escaped(void **state)
{
    (void)state;
    char custom_id[0x80 + 8] = {0};
    for (int i = 1; i < 0x80; i++)
        custom_id[i - 1] = (char)i;
    strcat(custom_id, "\xF0\x9F\x98\x80");
    json_t *envelope = json_pack("{s:s}", "custom_id", custom_id);
    char *text = json_dumps(envelope, 0);
    struct ps_job *job = parse(text);
    assert_string_equal(job->custom_id, custom_id);
    struct ps_buffer line = {0};
    assert_int_equal(ps_result_refused(job, &job->refusal, &line), PS_OK);
    assert_null(strchr(line.data, '\n'));
    json_t *root = json_loads(line.data, JSON_REJECT_DUPLICATES, NULL);
    assert_string_equal(json_string_value(json_object_get(root, "custom_id")), custom_id);
    json_decref(root);
    json_decref(envelope);
    free(text);
    ps_buffer_close(&line);
    ps_job_destroy(job);
}

static void foreign_bodies_are_refused(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "",
        " ",
        "null",
        "[]",
        "[{}]",
        "\"{}\"",
        "{",
        "{}}",
        "{} ",
        " {}",
        "{\"a\":1,}",
        "{\"a\":\n1}",
        "{\"a\":1}\n{\"b\":2}",
        "{\"a\":\"\xFF\"}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1e999}",
        "{\"a\":\"\\ud800\"}",
        "{\"id\":\"x\"}",
        "{\"created\":1}",
        "{\"a\":1,\"model\":\"m\"}",
        "{\"mod\\u0065l\":\"m\"}",
        "{},\"error\":{}",
        "{}},\"error\":{\"a\":{}",
    };
    struct ps_job *job = example_job();
    struct ps_buffer line = {0};
    assert_int_equal(ps_buffer_append_string(&line, "before"), PS_OK);
    for (size_t i = 0; i < LENGTH(bodies); i++) {
        enum ps_status status =
            ps_result_completed(job, &completion, bodies[i], strlen(bodies[i]), &line);
        if (status != PS_INVALID)
            fail_msg("%s: %s", bodies[i], ps_status_name(status));
        assert_string_equal(line.data, "before");
        assert_int_equal(line.size, 6);
    }
    ps_buffer_close(&line);
    ps_job_destroy(job);
}

static void bodies_may_nest_only_so_deep(void **state)
{
    (void)state;
    struct ps_job *job = example_job();
    for (size_t depth = PS_JOB_DEPTH_MAX; depth <= PS_JOB_DEPTH_MAX + 1; depth++) {
        char body[512] = "{\"a\":";
        size_t used = strlen(body);
        memset(body + used, '[', depth - 1);
        memset(body + used + depth - 1, ']', depth - 1);
        strcat(body, "}");
        struct ps_buffer line = {0};
        enum ps_status expected = depth > PS_JOB_DEPTH_MAX ? PS_INVALID : PS_OK;
        assert_int_equal(ps_result_completed(job, &completion, body, strlen(body), &line),
                         expected);
        ps_buffer_close(&line);
    }
    ps_job_destroy(job);
}

static void an_empty_body_gets_its_identity(void **state)
{
    (void)state;
    struct ps_job *job = example_job();
    struct ps_buffer line = {0};
    assert_int_equal(ps_result_completed(job, &completion, "{ }", 3, &line), PS_OK);
    json_t *root = json_loads(line.data, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    json_decref(root);
    ps_buffer_close(&line);
    ps_job_destroy(job);
}

/* A model may well generate NUL; the text must then survive the way through the cache. */
static void generated_text_may_hold_anything(void **state)
{
    (void)state;
    struct ps_job *job = example_job();
    json_t *body = json_object();
    assert_int_equal(
        json_object_set_new(body, "text", json_stringn("a\0b\x01\n\\\"\xE2\x80\xA8", 10)), 0);
    struct ps_buffer text = {0}, line = {0};
    assert_int_equal(ps_result_body(body, &text), PS_OK);
    assert_string_equal(text.data, "{\"text\":\"a\\u0000b\\u0001\\n\\\\\\\"\xE2\x80\xA8\"}");
    assert_int_equal(ps_result_completed(job, &completion, text.data, text.size, &line), PS_OK);
    assert_non_null(strstr(line.data, "a\\u0000b\\u0001\\n"));
    ps_buffer_close(&text);
    ps_buffer_close(&line);
    json_decref(body);
    ps_job_destroy(job);
}

static float float_of(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* A sample of all floats, subnormal ones and the extremes included: what is read back is the same.
 */
static void floats_come_back(void **state)
{
    (void)state;
    json_t *array = json_array();
    struct ps_buffer text = {0};
    for (uint64_t bits = 0; bits <= UINT32_MAX; bits += 40009) {
        float value = float_of((uint32_t)bits);
        if (!isfinite(value))
            continue;
        assert_int_equal(json_array_append_new(array, json_real((double)value)), 0);
    }
    static const uint32_t corners[] = {0x00000001, 0x007fffff, 0x00800000, 0x7f7fffff, 0xff7fffff,
                                       0x80000000, 0x3f800001, 0x4b800000, 0x33333333};
    for (size_t i = 0; i < LENGTH(corners); i++)
        assert_int_equal(json_array_append_new(array, json_real((double)float_of(corners[i]))), 0);
    assert_int_equal(ps_result_body(array, &text), PS_OK);
    json_t *read = json_loadb(text.data, text.size, 0, NULL);
    assert_int_equal(json_array_size(read), json_array_size(array));
    for (size_t i = 0; i < json_array_size(read); i++) {
        float before = (float)json_real_value(json_array_get(array, i));
        float after = (float)json_number_value(json_array_get(read, i));
        assert_memory_equal(&before, &after, sizeof before);
    }
    json_decref(read);
    json_decref(array);
    ps_buffer_close(&text);
}

static void numbers_are_written_with_nine_digits(void **state)
{
    (void)state;
    json_t *body = json_pack("{s:f, s:f, s:f, s:i, s:f}", "a", 0.1, "b", 1.0, "c", -1.0 / 3, "d",
                             -5, "e", 1e-20);
    struct ps_buffer text = {0};
    assert_int_equal(ps_result_body(body, &text), PS_OK);
    assert_string_equal(text.data, "{\"a\":0.1,\"b\":1.0,\"c\":-0.333333333,\"d\":-5,\"e\":1e-20}");
    ps_buffer_close(&text);
    json_decref(body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(completed_is_the_example),
        cmocka_unit_test(completed_without_id_or_created),
        cmocka_unit_test(refused_is_the_example),
        cmocka_unit_test(failed_is_the_example),
        cmocka_unit_test(a_dead_line_has_no_custom_id),
        cmocka_unit_test(status_codes_follow_the_status),
        cmocka_unit_test(custom_ids_are_escaped),
        cmocka_unit_test(foreign_bodies_are_refused),
        cmocka_unit_test(bodies_may_nest_only_so_deep),
        cmocka_unit_test(an_empty_body_gets_its_identity),
        cmocka_unit_test(generated_text_may_hold_anything),
        cmocka_unit_test(floats_come_back),
        cmocka_unit_test(numbers_are_written_with_nine_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
