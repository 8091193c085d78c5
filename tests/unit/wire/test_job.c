/* Jobs: what is a request, what is refused under its custom_id, and what is no job at all. */
#include "tests/unit/wire/wire_test.h"

#include <dirent.h>

#define REQUEST(prompt)                                                                            \
    "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/completions\","                        \
    "\"body\":{\"model\":\"m\",\"prompt\":" prompt "}}"

static void check_request(const struct ps_job *job)
{
    assert_int_equal(job->kind, PS_JOB_REQUEST);
    assert_int_equal(job->refusal.status, PS_OK);
    assert_true(json_is_object(job->body));
    assert_ptr_equal(job->model, json_string_value(json_object_get(job->body, "model")));
    assert_true(job->model[0] && job->custom_id[0]);
    assert_non_null(job->url);
}

static void reads_a_request(void **state)
{
    (void)state;
    struct ps_job *job = parse(REQUEST("\"Once\""));
    check_request(job);
    assert_string_equal(job->custom_id, "a");
    assert_string_equal(job->url, "/v1/completions");
    assert_string_equal(job->model, "m");
    assert_string_equal(json_string_value(json_object_get(job->body, "prompt")), "Once");
    assert_int_equal(job->created, 1764000000);
    assert_string_equal(job->tenant, "");
    assert_string_equal(job->batch, "");
    assert_int_equal(job->deadline_ms, 0);
    assert_null(job->reply_to);
    assert_int_equal(job->cache, PS_CACHE_USE);
    assert_int_equal(job->num_copied, 0);
    ps_job_destroy(job);
}

static void id_is_the_digest_of_the_bytes(void **state)
{
    (void)state;
    static const char text[] = REQUEST("\"Once\"");
    struct ps_job *job = parse(text);
    struct ps_digest digest;
    char hex[PS_DIGEST_HEX_SIZE];
    assert_int_equal(ps_digest_of(text, sizeof text - 1, &digest), PS_OK);
    ps_digest_hex(&digest, hex);
    assert_memory_equal(job->digest.bytes, digest.bytes, sizeof digest.bytes);
    assert_int_equal(strlen(job->id), 32);
    assert_memory_equal(job->id, hex, 32);
    ps_job_destroy(job);
}

static int64_t created_at(int64_t timestamp_ms)
{
    const struct ps_record record = {"{}", 2, NULL, 0, timestamp_ms};
    struct ps_job *job = NULL;
    assert_int_equal(ps_job_parse(&job, &record, &wire_limits, NULL), PS_OK);
    int64_t created = job->created;
    ps_job_destroy(job);
    return created;
}

static void created_is_the_timestamp_in_seconds(void **state)
{
    (void)state;
    assert_int_equal(created_at(1764000000999), 1764000000);
    assert_int_equal(created_at(999), 0);
    assert_int_equal(created_at(-1), 0); /* Kafka's "no timestamp" */
}

static uint64_t seed_of(const char *text)
{
    struct ps_job *job = parse(text);
    check_request(job);
    uint64_t seed = job->seed;
    ps_job_destroy(job);
    return seed;
}

static void seed_comes_from_custom_id_url_and_body(void **state)
{
    (void)state;
    uint64_t seed = seed_of(REQUEST("\"x\",\"top_p\":0.5"));
    /* What does not change the request does not change its seed. */
    assert_true(seed == seed_of("{ \"body\":{\"top_p\":0.50,\"prompt\":\"\\u0078\",\"model\":\"n\","
                                "\"user\":\"u\",\"metadata\":{\"a\":\"b\"},\"stream\":false,"
                                "\"seed\":null},\"url\":\"/v1/completions\",\"method\":\"POST\","
                                "\"custom_id\":\"a\"}"));
    static const char *const others[] = {
        REQUEST("\"y\",\"top_p\":0.5"),
        REQUEST("\"x\",\"top_p\":0.6"),
        REQUEST("\"x\",\"top_p\":0.5,\"n\":1"),
        "{\"custom_id\":\"b\",\"method\":\"POST\",\"url\":\"/v1/completions\","
        "\"body\":{\"model\":\"m\",\"prompt\":\"x\",\"top_p\":0.5}}",
        "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/embeddings\","
        "\"body\":{\"model\":\"m\",\"prompt\":\"x\",\"top_p\":0.5}}",
    };
    for (size_t i = 0; i < LENGTH(others); i++)
        assert_true(seed != seed_of(others[i]));
}

static void refuses_envelopes_naming_the_field(void **state)
{
    (void)state;
    static const struct {
        const char *rest, *param, *message;
    } rows[] = {
        {"", "method", "method: missing, expected \"POST\""},
        {",\"method\":\"GET\"", "method", "method: found \"GET\", expected \"POST\""},
        {",\"method\":1", "method", "found a number"},
        {",\"method\":\"POST\"", "url", "url: missing"},
        {",\"method\":\"POST\",\"url\":null", "url", "found null"},
        {",\"method\":\"POST\",\"url\":\"u\"", "body", "body: missing, expected an object"},
        {",\"method\":\"POST\",\"url\":\"u\",\"body\":[]", "body", "found an array"},
        {",\"method\":\"POST\",\"url\":\"u\",\"body\":{}", "model", "model: missing"},
        {",\"method\":\"POST\",\"url\":\"u\",\"body\":{\"model\":true}", "model", "found true"},
        {",\"method\":\"POST\",\"url\":\"u\",\"body\":{\"model\":\"\"}", "model",
         "model: found \"\""},
        {",\"method\":\"POST\",\"url\":\"u\",\"body\":{\"model\":\"m\"},\"prio\":1", "prio",
         "prio: unknown key"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char text[256];
        (void)snprintf(text, sizeof text, "{\"custom_id\":\"a\"%s}", rows[i].rest);
        struct ps_job *job = parse(text);
        assert_int_equal(job->kind, PS_JOB_REFUSED);
        assert_string_equal(job->custom_id, "a");
        assert_int_equal(job->refusal.status, PS_INVALID);
        assert_string_equal(job->refusal.param, rows[i].param);
        if (!strstr(job->refusal.message, rows[i].message))
            fail_msg("%s: %s", rows[i].message, job->refusal.message);
        assert_null(job->body);
        assert_null(job->model);
        ps_job_destroy(job);
    }
}

static void answers_what_is_json_but_not_supported(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message, *param;
    } rows[] = {
        {REQUEST("\"a\\u0000b\""), "\\u0000", "prompt"},
        {REQUEST("1,\"\\u0000\":1"), "\\u0000", "prompt"},
        {REQUEST("[\"\\ud800\"]"), "half of a surrogate pair", "prompt"},
        {REQUEST("\"\\ud800\\u0041\""), "half of a surrogate pair", "prompt"},
        {REQUEST("\"\\udc00\""), "half of a surrogate pair", "prompt"},
        {REQUEST("9223372036854775808"), "integer out of range", "prompt"},
        {REQUEST("1,\"n\":-9223372036854775809"), "integer out of range", "n"},
        {REQUEST("1e999"), "number out of range", "prompt"},
        {REQUEST("{\"deep\":-1e999}"), "number out of range", "prompt"},
        {REQUEST("1,\"prompt\":2"), "this key again", "prompt"},
        {REQUEST("1,\"\\u0070rompt\":2"), "this key again", "prompt"},
        {REQUEST("{\"a\":1,\"a\":2}"), "this key again", "prompt"},
        {"{\"custom_id\":\"a\",\"url\":1,\"url\":1}", "this key again", "url"},
        {"{\"custom_id\":\"a\",\"body\":{\"n\":1},\"url\":1e999}", "number out of range", "url"},
        {"{\"custom_id\":\"a\",\"x\":{\"n\":1e999}}", "number out of range", "x"},
        {"\xEF\xBB\xBF" REQUEST("1"), "byte order mark", ""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ps_job *job = parse(rows[i].text);
        assert_int_equal(job->kind, PS_JOB_REFUSED);
        assert_string_equal(job->custom_id, "a");
        assert_int_equal(job->refusal.status, PS_INVALID);
        if (!strstr(job->refusal.message, rows[i].message))
            fail_msg("%s: %s", rows[i].message, job->refusal.message);
        assert_string_equal(job->refusal.param, rows[i].param);
        ps_job_destroy(job);
    }
}

static void of_repeated_custom_ids_the_last_counts(void **state)
{
    (void)state;
    struct ps_job *job = parse("{\"custom_id\":\"a\",\"custom_id\":\"b\"}");
    assert_int_equal(job->kind, PS_JOB_REFUSED);
    assert_string_equal(job->custom_id, "b");
    ps_job_destroy(job);
    job = parse("{\"custom_id\":\"a\",\"custom_id\":1}");
    assert_int_equal(job->kind, PS_JOB_DEAD);
    ps_job_destroy(job);
}

static void nested(size_t depth, struct ps_buffer *out)
{
    /* The envelope and the body are two levels. */
    assert_int_equal(ps_buffer_append_string(out, "{\"custom_id\":\"a\",\"method\":\"POST\","
                                                  "\"url\":\"u\",\"body\":{\"model\":\"m\",\"x\":"),
                     PS_OK);
    for (size_t i = 2; i < depth; i++)
        assert_int_equal(ps_buffer_append_byte(out, '['), PS_OK);
    for (size_t i = 2; i < depth; i++)
        assert_int_equal(ps_buffer_append_byte(out, ']'), PS_OK);
    assert_int_equal(ps_buffer_append_string(out, "}}"), PS_OK);
}

static void depth_is_limited(void **state)
{
    (void)state;
    static const size_t depths[] = {64, 65, 1000, 100000};
    for (size_t i = 0; i < LENGTH(depths); i++) {
        struct ps_buffer text = {0};
        nested(depths[i], &text);
        struct ps_job *job = parse_record(text.data, text.size, NULL, 0, &wire_limits);
        bool fits = depths[i] <= PS_JOB_DEPTH_MAX;
        assert_int_equal(job->kind, fits ? PS_JOB_REQUEST : PS_JOB_REFUSED);
        assert_string_equal(job->custom_id, "a");
        char found[32];
        (void)snprintf(found, sizeof found, " %zu deep", depths[i]);
        assert_int_equal(strstr(job->refusal.message, found) != NULL, !fits);
        ps_job_destroy(job);
        ps_buffer_close(&text);
    }
}

/* A job whose body has so many values in a list. */
static void listed(size_t count, const char *value, struct ps_buffer *out)
{
    assert_int_equal(ps_buffer_append_string(out,
                                             "{\"custom_id\":\"a\",\"method\":\"POST\","
                                             "\"url\":\"u\",\"body\":{\"model\":\"m\",\"x\":["),
                     PS_OK);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(ps_buffer_printf(out, "%s%s", i ? "," : "", value), PS_OK);
    assert_int_equal(ps_buffer_append_string(out, "]}}"), PS_OK);
}

/* The envelope is seven values besides those of the list, three of them objects and lists. */
static void the_number_of_values_is_limited(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        size_t count;
        const char *found; /* NULL: it fits */
    } cases[] = {
        {"1", PS_JOB_VALUES_MAX - 7, NULL},
        {"1", PS_JOB_VALUES_MAX - 6,
         "found a job of 1048577 JSON values, expected at most 1048576"},
        {"{}", PS_JOB_CONTAINERS_MAX - 3, NULL},
        {"[]", PS_JOB_CONTAINERS_MAX - 2,
         "found a job of 131073 JSON arrays and objects, expected at most 131072"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct ps_buffer text = {0};
        listed(cases[i].count, cases[i].value, &text);
        struct ps_job *job = parse_record(text.data, text.size, NULL, 0, &wire_limits);
        assert_int_equal(job->kind, cases[i].found ? PS_JOB_REFUSED : PS_JOB_REQUEST);
        assert_string_equal(job->custom_id, "a");
        if (cases[i].found) {
            assert_int_equal(job->refusal.status, PS_TOO_LARGE);
            assert_string_equal(job->refusal.message, cases[i].found);
        }
        ps_job_destroy(job);
        ps_buffer_close(&text);
    }
}

static void size_is_limited(void **state)
{
    (void)state;
    static const char text[] = REQUEST("\"Once\"");
    size_t size = sizeof text - 1;
    struct ps_job_limits limits = {.job_bytes_max = size};
    struct ps_job *job = parse_record(text, size, NULL, 0, &limits);
    check_request(job);
    ps_job_destroy(job);

    limits.job_bytes_max = size - 1;
    job = parse_record(text, size, NULL, 0, &limits);
    assert_int_equal(job->kind, PS_JOB_REFUSED);
    assert_int_equal(job->refusal.status, PS_TOO_LARGE);
    assert_string_equal(job->refusal.code, "");
    assert_string_equal(job->custom_id, "a");
    ps_job_destroy(job);

    job = parse_record(text, size - 1, NULL, 0, &(struct ps_job_limits){.job_bytes_max = 10});
    assert_int_equal(job->kind, PS_JOB_DEAD);
    assert_int_equal(job->refusal.status, PS_TOO_LARGE);
    assert_string_equal(job->refusal.code, "too_large");
    assert_null(job->custom_id);
    ps_job_destroy(job);
}

static void what_is_no_job_is_dead(void **state)
{
    (void)state;
    static const struct {
        const char *text, *code;
    } rows[] = {
        {"", "not_json"},
        {"nope", "not_json"},
        {"{\"custom_id\":\"a\"", "not_json"},
        {"{\"custom_id\":\"a\"} x", "not_json"},
        {"{\"custom_id\":\"a\xFF\"}", "not_json"},
        {"{\"custom_id\":\"a\",\"x\":NaN}", "not_json"},
        {"null", "not_a_job"},
        {"[{\"custom_id\":\"a\"}]", "not_a_job"},
        {"\"custom_id\"", "not_a_job"},
        {"{}", "not_a_job"},
        {"{\"custom_id\":\"\"}", "not_a_job"},
        {"{\"custom_id\":1}", "not_a_job"},
        {"{\"custom_id\":null}", "not_a_job"},
        {"{\"custom_id\":{}}", "not_a_job"},
        {"{\"custom_id\":\"a\\u0000\"}", "not_a_job"},
        {"{\"custom_id\":\"\\ud800\"}", "not_a_job"},
        {"{\"body\":{\"custom_id\":\"a\"}}", "not_a_job"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ps_job *job = parse(rows[i].text);
        assert_int_equal(job->kind, PS_JOB_DEAD);
        assert_string_equal(job->refusal.code, rows[i].code);
        assert_int_equal(job->refusal.status, PS_INVALID);
        assert_true(job->refusal.message[0]);
        assert_null(job->custom_id);
        assert_null(job->body);
        assert_int_equal(strlen(job->id), 32);
        ps_job_destroy(job);
    }
}

static void custom_id_is_measured_in_bytes_after_unescaping(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        size_t bytes;
    } units[] = {{"x", 1}, {"\xC3\xA9", 2}, {"\\u00e9", 2}, {"\\ud83d\\ude00", 4}};
    for (size_t i = 0; i < LENGTH(units); i++) {
        for (size_t extra = 0; extra < 2; extra++) {
            struct ps_buffer text = {0};
            assert_int_equal(ps_buffer_append_string(&text, "{\"custom_id\":\""), PS_OK);
            for (size_t n = 0; n < PS_CUSTOM_ID_SIZE_MAX / units[i].bytes + extra; n++)
                assert_int_equal(ps_buffer_append_string(&text, units[i].unit), PS_OK);
            assert_int_equal(ps_buffer_append_string(&text, "\"}"), PS_OK);
            struct ps_job *job = parse(text.data);
            assert_int_equal(job->kind, extra ? PS_JOB_DEAD : PS_JOB_REFUSED);
            if (!extra)
                assert_int_equal(strlen(job->custom_id), PS_CUSTOM_ID_SIZE_MAX);
            ps_job_destroy(job);
            ps_buffer_close(&text);
        }
    }
}

/* Calls check for each file of a folder of examples; returns their number. */
static size_t for_each_example(const char *folder,
                               void (*check)(const struct ps_job *, const char *))
{
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (entry->d_name[0] == '.')
            continue;
        struct ps_buffer text = {0};
        read_example(folder, entry->d_name, &text);
        struct ps_job *job = parse_record(text.data, text.size, NULL, 0, &wire_limits);
        check(job, entry->d_name);
        ps_job_destroy(job);
        ps_buffer_close(&text);
        count++;
    }
    closedir(directory);
    return count;
}

static void check_valid(const struct ps_job *job, const char *name)
{
    if (job->kind != PS_JOB_REQUEST)
        fail_msg("%s: %s", name, job->refusal.message);
    check_request(job);
}

static void check_invalid(const struct ps_job *job, const char *name)
{
    if (job->kind != PS_JOB_REFUSED && job->kind != PS_JOB_DEAD)
        fail_msg("%s was accepted", name);
    assert_int_equal(job->kind == PS_JOB_REFUSED, job->custom_id != NULL);
}

static void what_the_schema_accepts_is_a_request(void **state)
{
    (void)state;
    assert_true(for_each_example("schemas/examples/job/valid", check_valid) > 10);
}

static void what_the_schema_refuses_is_none(void **state)
{
    (void)state;
    assert_true(for_each_example("schemas/examples/job/invalid", check_invalid) > 30);
}

static void destroy_takes_null(void **state)
{
    (void)state;
    ps_job_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_request),
        cmocka_unit_test(id_is_the_digest_of_the_bytes),
        cmocka_unit_test(created_is_the_timestamp_in_seconds),
        cmocka_unit_test(seed_comes_from_custom_id_url_and_body),
        cmocka_unit_test(refuses_envelopes_naming_the_field),
        cmocka_unit_test(answers_what_is_json_but_not_supported),
        cmocka_unit_test(of_repeated_custom_ids_the_last_counts),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(the_number_of_values_is_limited),
        cmocka_unit_test(size_is_limited),
        cmocka_unit_test(what_is_no_job_is_dead),
        cmocka_unit_test(custom_id_is_measured_in_bytes_after_unescaping),
        cmocka_unit_test(what_the_schema_accepts_is_a_request),
        cmocka_unit_test(what_the_schema_refuses_is_none),
        cmocka_unit_test(destroy_takes_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
