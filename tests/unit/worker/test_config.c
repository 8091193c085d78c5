/* The configuration: its layers, its defaults, and what every error says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "worker/check.h"
#include "worker/config.h"

struct fixture {
    struct ps_config config;
    struct ps_error error;
    struct ps_problems problems;
    char path[64];
};

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    ps_config_close(&fixture->config);
    ps_problems_close(&fixture->problems);
    if (fixture->path[0])
        (void)unlink(fixture->path);
    free(fixture);
    return 0;
}

/* Writes text to a temporary file that tear_down removes. */
static const char *file_with(struct fixture *fixture, const char *text)
{
    if (!fixture->path[0]) {
        (void)snprintf(fixture->path, sizeof fixture->path, "/tmp/penstock-config-XXXXXX");
        int descriptor = mkstemp(fixture->path);
        assert_true(descriptor >= 0);
        (void)close(descriptor);
    }
    FILE *file = fopen(fixture->path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    return fixture->path;
}

static enum ps_status load(struct fixture *fixture, const struct ps_config_sources *sources)
{
    ps_config_close(&fixture->config);
    fixture->error = (struct ps_error){0};
    return ps_config_load(&fixture->config, sources, &fixture->error);
}

static enum ps_status load_file(struct fixture *fixture, const char *text)
{
    struct ps_config_sources sources = {.path = file_with(fixture, text)};
    return load(fixture, &sources);
}

static enum ps_status load_override(struct fixture *fixture, const char *override)
{
    struct ps_config_sources sources = {.overrides = &override, .num_overrides = 1};
    return load(fixture, &sources);
}

static void assert_refused(struct fixture *fixture, enum ps_status status, const char *part)
{
    assert_int_equal(status, PS_INVALID);
    if (!strstr(fixture->error.message, part))
        fail_msg("expected \"%s\" in \"%s\"", part, fixture->error.message);
}

static void test_defaults(void **state)
{
    struct fixture *fixture = *state;
    struct ps_config *config = &fixture->config;
    struct ps_config_sources none = {0};
    assert_int_equal(load(fixture, &none), PS_OK);
    assert_int_equal(config->worker.grace_ms, 25000);
    assert_int_equal(config->worker.job_bytes_max, 8388608);
    assert_string_equal(config->topics.results, "penstock.results");
    assert_int_equal(config->topics.jobs.count, 1);
    assert_string_equal(config->topics.jobs.items[0].name, "penstock.jobs");
    assert_int_equal(config->topics.jobs.items[0].weight, 1);
    assert_int_equal(config->models.count, 0);
    assert_string_equal(config->redis.url, "redis://localhost:6379/0");
    assert_string_equal(ps_config_kafka(config, "bootstrap.servers"), "localhost:9092");
    assert_string_equal(ps_config_kafka(config, "group.id"), "penstock");
    assert_null(ps_config_kafka(config, "acks"));
    assert_string_equal(config->delivery.mode, "exactly-once");
}

static void test_file(void **state)
{
    struct fixture *fixture = *state;
    struct ps_config *config = &fixture->config;
    const char *text =
        "{\"kafka\": {\"bootstrap.servers\": \"a:1\", \"linger.ms\": 3, \"debug\": \"cgrp\","
        " \"enable.ssl.certificate.verification\": false},"
        " \"topics\": {\"jobs\": [\"one\", {\"topic\": \"^two.*\", \"weight\": 1}]},"
        " \"models\": [{\"path\": \"/m/tiny-gpt/\"}, {\"path\": \"x\", \"name\": \"b\","
        " \"dtype\": \"f32\"}], \"engine\": {\"threads\": 2}}";
    assert_int_equal(load_file(fixture, text), PS_OK);
    assert_string_equal(ps_config_kafka(config, "linger.ms"), "3");
    assert_string_equal(ps_config_kafka(config, "enable.ssl.certificate.verification"), "false");
    assert_int_equal(config->topics.jobs.count, 2);
    assert_string_equal(config->topics.jobs.items[1].name, "^two.*");
    assert_int_equal(config->topics.jobs.items[1].weight, 1);
    assert_string_equal(config->models.items[0].name, "tiny-gpt");
    assert_string_equal(config->models.items[0].dtype, "auto");
    assert_string_equal(config->models.items[1].name, "b");
    assert_int_equal(config->engine.threads, 2);
    assert_int_equal(ps_check_config(config, &fixture->problems), PS_OK);
}

static void test_file_with_byte_order_mark(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(load_file(fixture, "\xef\xbb\xbf{\"redis\": {\"prefix\": \"p\"}}"), PS_OK);
    assert_string_equal(fixture->config.redis.prefix, "p");
    assert_refused(fixture, load_file(fixture, "\xef\xbb\xbf"), "expected JSON");
    assert_refused(fixture, load_file(fixture, "\xef\xbb{}"), "expected JSON");
}

static void test_variables_that_were_meant_to_be_settings(void **state)
{
    struct fixture *fixture = *state;
    char *environment[] = {(char[]){"PENSTOCK_ENGINE_THREADS=1"},
                           (char[]){"PENSTOCK_redis_timeout_ms_FILE=/x"},
                           (char[]){"PENSTOCK_KAFKA_BOOTSTRAP_SERVERS=a:1"},
                           (char[]){"PENSTOCK_FIXTURES=/tmp"},
                           (char[]){"PENSTOCK_ENGINE__THREADS=1"},
                           (char[]){"PENSTOCK_REDIS_SERVICE_HOST=1"},
                           (char[]){"PENSTOCK_KAFKA_SERVICE_PORT=1"},
                           (char[]){"PENSTOCK_KAFKA_ENABLE_IDEMPOTENCE=1"},
                           (char[]){"PENSTOCK_=1"},
                           (char[]){"PENSTOCK__=1"},
                           (char[]){"PENSTOCK_ENGINE_=1"},
                           (char[]){"ENGINE_THREADS=1"},
                           NULL};
    static const char *const hints[] = {
        "PENSTOCK_ENGINE_THREADS is no setting; did you mean PENSTOCK_ENGINE__THREADS?",
        "PENSTOCK_redis_timeout_ms_FILE is no setting; did you mean "
        "PENSTOCK_redis__timeout_ms_FILE?",
        "PENSTOCK_KAFKA_BOOTSTRAP_SERVERS is no setting; did you mean "
        "PENSTOCK_KAFKA__BOOTSTRAP_SERVERS?"};
    ps_check_variables(environment, &fixture->problems);
    assert_int_equal(fixture->problems.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(fixture->problems.items[i].message, hints[i]);
    ps_check_variables(NULL, &fixture->problems);
    assert_int_equal(fixture->problems.count, 3);
}

static void test_layers(void **state)
{
    struct fixture *fixture = *state;
    struct ps_config *config = &fixture->config;
    char *environment[] = {(char[]){"PENSTOCK_REDIS__TIMEOUT_MS=70"},
                           (char[]){"PENSTOCK_HTTP__LISTEN=:1"},
                           (char[]){"PENSTOCK_KAFKA__BOOTSTRAP_SERVERS=e:2"},
                           (char[]){"PENSTOCK_FIXTURES=/tmp"},
                           (char[]){"PATH=/bin"},
                           NULL};
    const char *overrides[] = {"http.listen=:2", "models=b=/m/x,/m/y", "kafka.acks=all",
                               "topics.jobs=p,q", "topics.reply_to_allowed=[\"r\"]"};
    struct ps_config_sources sources = {
        .path = file_with(fixture, "{\"redis\": {\"timeout_ms\": 60, \"prefix\": \"f\"},"
                                   " \"kafka\": {\"bootstrap.servers\": \"f:1\"}}"),
        .environment = environment,
        .overrides = overrides,
        .num_overrides = 5,
    };
    assert_int_equal(load(fixture, &sources), PS_OK);
    assert_int_equal(config->redis.timeout_ms, 70);
    assert_string_equal(config->redis.prefix, "f");
    assert_string_equal(config->http.listen, ":2");
    assert_string_equal(ps_config_kafka(config, "bootstrap.servers"), "e:2");
    assert_string_equal(ps_config_kafka(config, "acks"), "all");
    assert_int_equal(config->models.count, 2);
    assert_string_equal(config->models.items[0].name, "b");
    assert_string_equal(config->models.items[0].path, "/m/x");
    assert_string_equal(config->models.items[1].name, "y");
    assert_string_equal(config->topics.jobs.items[1].name, "q");
    assert_string_equal(config->topics.reply_to_allowed.items[0], "r");
}

static void test_opentelemetry_variables(void **state)
{
    struct fixture *fixture = *state;
    const struct ps_config *config = &fixture->config;
    char *base[] = {(char[]){"OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318/"},
                    (char[]){"OTEL_EXPORTER_OTLP_HEADERS=a=b"},
                    (char[]){"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT="}, NULL};
    char *traces[] = {(char[]){"OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318"},
                      (char[]){"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://t:1/in"},
                      (char[]){"OTEL_SDK_DISABLED=false"}, NULL};
    char *disabled[] = {traces[0], (char[]){"OTEL_SDK_DISABLED=true"}, NULL};
    char *stronger[] = {traces[0], (char[]){"PENSTOCK_TRACING__ENDPOINT=http://p"}, NULL};
    struct ps_config_sources sources = {.environment = base};
    assert_int_equal(load(fixture, &sources), PS_OK);
    assert_string_equal(config->tracing.endpoint, "http://c:4318/v1/traces");
    assert_string_equal(config->tracing.headers, "a=b");
    sources.environment = traces;
    assert_int_equal(load(fixture, &sources), PS_OK);
    assert_string_equal(config->tracing.endpoint, "http://t:1/in");
    sources.environment = disabled;
    assert_int_equal(load(fixture, &sources), PS_OK);
    assert_string_equal(config->tracing.endpoint, "");
    sources.environment = stronger;
    assert_int_equal(load(fixture, &sources), PS_OK);
    assert_string_equal(config->tracing.endpoint, "http://p");
    sources.environment = base;
    sources.path = file_with(fixture, "{\"tracing\": {\"endpoint\": \"\"}}");
    assert_int_equal(load(fixture, &sources), PS_OK);
    assert_string_equal(config->tracing.endpoint, "");
}

static void test_secret_file(void **state)
{
    struct fixture *fixture = *state;
    char variable[128];
    (void)snprintf(variable, sizeof variable, "PENSTOCK_KAFKA__SASL_PASSWORD_FILE=%s",
                   file_with(fixture, "hunter2\n"));
    char *environment[] = {variable, NULL};
    struct ps_config_sources sources = {.environment = environment};
    assert_int_equal(load(fixture, &sources), PS_OK);
    assert_string_equal(ps_config_kafka(&fixture->config, "sasl.password"), "hunter2");

    char *missing[] = {(char[]){"PENSTOCK_REDIS__URL_FILE=/nowhere/secret"}, NULL};
    sources.environment = missing;
    assert_int_equal(load(fixture, &sources), PS_NOT_FOUND);
    assert_non_null(strstr(fixture->error.message, "PENSTOCK_REDIS__URL_FILE"));
    assert_non_null(strstr(fixture->error.message, "/nowhere/secret"));
}

static void test_unknown_keys(void **state)
{
    struct fixture *fixture = *state;
    assert_refused(fixture, load_override(fixture, "worker.grase_ms=1"), "worker.grace_ms");
    assert_refused(fixture, load_override(fixture, "rediss.url=1"), "redis.url");
    assert_refused(fixture, load_override(fixture, "nothing.like.it=1"), "sections");
    assert_refused(fixture, load_file(fixture, "{\"enginee\": {}}"), "nearest is engine");
    assert_refused(fixture, load_file(fixture, "{\"engine\": {\"thread\": 1}}"), "engine.threads");
    assert_refused(fixture,
                   load_file(fixture, "{\"models\": [{\"path\": \"m\", \"dtyp\": \"f32\"}]}"),
                   "models[0].dtyp, expected");
    char *environment[] = {(char[]){"PENSTOCK_ENGINE__TREADS=1"}, NULL};
    struct ps_config_sources sources = {.environment = environment};
    assert_refused(fixture, load(fixture, &sources), "PENSTOCK_ENGINE__TREADS");
}

static void test_wrong_values(void **state)
{
    struct fixture *fixture = *state;
    assert_refused(fixture, load_override(fixture, "worker.grace_ms=soon"),
                   "worker.grace_ms: found \"soon\", expected a whole number of milliseconds from "
                   "0 to 86400000");
    assert_refused(fixture, load_override(fixture, "worker.grace_ms=-1"), "found -1");
    assert_refused(fixture, load_override(fixture, "worker.grace_ms=99999999999999999999"),
                   "whole number");
    assert_refused(fixture, load_override(fixture, "log.level=loud"), "\"warning\"");
    assert_refused(fixture, load_override(fixture, "topics.jobs="), "list of topics");
    assert_refused(fixture, load_override(fixture, "no-equals-sign"), "key=value");
    assert_refused(fixture, load_file(fixture, "{\"worker\": 3}"), "worker: found no object");
    assert_refused(fixture, load_file(fixture, "{\"redis\": {\"timeout_ms\": \"50\"}}"),
                   "found \"50\"");
    assert_refused(fixture, load_file(fixture, "{\"kafka\": {\"acks\": null}}"), "kafka.acks");
    assert_refused(fixture, load_file(fixture, "{\"models\": [{\"name\": \"a\"}]}"),
                   "models[0].path");
    assert_refused(fixture, load_file(fixture, "{\"models\": [\n{]}"), "line 2");
    assert_refused(fixture, load_file(fixture, "[]"), "expected an object");
    assert_refused(fixture, load_file(fixture, "{\"log\": {}, \"log\": {}}"), "duplicate");
    assert_refused(fixture,
                   load_file(fixture, "{\"topics\": {\"jobs\": [{\"topic\": \"a\", "
                                      "\"weight\": 0}]}}"),
                   "weight");
}

static void test_topics_are_what_kafka_makes(void **state)
{
    struct fixture *fixture = *state;
    static const char *const keys[] = {"topics.jobs", "topics.results", "topics.dead_letter",
                                       "topics.reply_to_allowed"};
    static const char *const wrong[] = {"a b", ".", "..", "a/b", "\xc3\xa9", " a"};
    char override[300];
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        for (size_t j = 0; j < sizeof wrong / sizeof *wrong; j++) {
            (void)snprintf(override, sizeof override, "%s=%s", keys[i], wrong[j]);
            assert_refused(fixture, load_override(fixture, override), "1 to 249");
            assert_non_null(strstr(fixture->error.message, keys[i]));
        }
        (void)snprintf(override, sizeof override, "%s=%0250d", keys[i], 0);
        assert_refused(fixture, load_override(fixture, override), "1 to 249");
        override[strlen(override) - 1] = '\0';
        assert_int_equal(load_override(fixture, override), PS_OK);
        (void)snprintf(override, sizeof override, "%s=%s", keys[i], "...A_z-09");
        assert_int_equal(load_override(fixture, override), PS_OK);
    }
    assert_refused(fixture, load_override(fixture, "topics.dead_letter="), "topics.dead_letter");
    assert_refused(fixture, load_override(fixture, "topics.results=^a"), "topics.results");
    assert_int_equal(load_override(fixture, "topics.jobs=^a b"), PS_OK);
}

static void test_prefixes(void **state)
{
    struct fixture *fixture = *state;
    static const char *const wrong[] = {" ",   "a b*", "a*", "a?",  "[a",   "a]",
                                        "a\\", "\"a",  "a'", "a\n", "\x7f", "\xc3\xa9"};
    char override[64];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        (void)snprintf(override, sizeof override, "redis.prefix=%s", wrong[i]);
        assert_refused(fixture, load_override(fixture, override), "redis.prefix");
    }
    assert_int_equal(load_override(fixture, "redis.prefix=!#$%&()+,-./09:;<=>@AZ^_`az{|}~"), PS_OK);
    assert_int_equal(load_override(fixture, "redis.prefix="), PS_OK);
}

static void test_missing_file(void **state)
{
    struct fixture *fixture = *state;
    struct ps_config_sources sources = {.path = "/nowhere/worker.json"};
    assert_int_equal(load(fixture, &sources), PS_NOT_FOUND);
    assert_non_null(strstr(fixture->error.message, "/nowhere/worker.json"));
}

static void test_password_not_shown(void **state)
{
    struct fixture *fixture = *state;
    assert_refused(fixture,
                   load_file(fixture, "{\"redis\": {\"url\": [\"redis://u:hunter2@h/0\"]}}"),
                   "redis.url");
    assert_null(strstr(fixture->error.message, "hunter2"));
    assert_refused(fixture, load_override(fixture, "kafka.sasl.password=hunter2\xff"), "UTF-8");
    assert_null(strstr(fixture->error.message, "hunter2"));
}

static void check_worker(struct fixture *fixture, const char *override, enum ps_status expected,
                         const char *part)
{
    const char *overrides[] = {"models=/m/a", override};
    struct ps_config_sources sources = {.overrides = overrides, .num_overrides = 2};
    assert_int_equal(load(fixture, &sources), PS_OK);
    ps_problems_close(&fixture->problems);
    assert_int_equal(ps_check_config(&fixture->config, &fixture->problems), expected);
    fixture->error = (struct ps_error){0};
    assert_int_equal(ps_problems_first(&fixture->problems, &fixture->error), expected);
    if (!strstr(fixture->error.message, part))
        fail_msg("expected \"%s\" in \"%s\"", part, fixture->error.message);
}

static void test_worker_needs(void **state)
{
    struct fixture *fixture = *state;
    check_worker(fixture, "worker.slot=pod-0", PS_UNSUPPORTED, "worker.slot");
    check_worker(fixture, "delivery.mode=at-least-once", PS_UNSUPPORTED, "delivery.mode");
    check_worker(fixture, "models=", PS_INVALID, "models");
    check_worker(fixture, "models=/m/a,/n/a", PS_INVALID,
                 "models[1].name: found \"a\", which models[0] has");
    check_worker(fixture, "topics.results=penstock.jobs", PS_INVALID, "topics.results");
    check_worker(fixture, "topics.reply_to_allowed=replies,penstock.jobs", PS_INVALID,
                 "topics.reply_to_allowed[1]");
    check_worker(fixture, "topics.jobs=a,^[,b,a,^(c", PS_INVALID, "regular expression");
    check_worker(fixture, "topics.jobs=a,b,a,b", PS_INVALID, "and 1 more");
    check_worker(fixture, "log.level=debug", PS_OK, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_file_with_byte_order_mark, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_variables_that_were_meant_to_be_settings, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_layers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_opentelemetry_variables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_secret_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unknown_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_topics_are_what_kafka_makes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_prefixes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_missing_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_password_not_shown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_worker_needs, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
