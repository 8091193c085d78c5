/* kafka.* into librdkafka's configuration, and librdkafka's codes into faults. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "worker/kafka/fault.h"
#include "worker/kafka/properties.h"

static void load(struct ps_config *config, const char *const *overrides, size_t num_overrides)
{
    struct ps_error error = {0};
    const struct ps_config_sources sources = {.overrides = overrides,
                                              .num_overrides = num_overrides};
    assert_int_equal(ps_config_load(config, &sources, &error), PS_OK);
}

static void assert_refused(const char *override, const char *part, const char *secret)
{
    struct ps_config config;
    struct ps_error error = {0};
    load(&config, &override, 1);
    PS_DEFER(ps_problems_close) struct ps_problems problems = {0};
    assert_int_equal(ps_kafka_properties_check(&config, &problems), PS_INVALID);
    assert_int_equal(ps_problems_first(&problems, &error), PS_INVALID);
    if (!strstr(error.message, part))
        fail_msg("expected %s in: %s", part, error.message);
    if (secret)
        assert_null(strstr(error.message, secret));
    ps_config_close(&config);
}

static void wrong_properties(void **state)
{
    (void)state;
    static const char *const owned[] = {
        "enable.auto.commit", "auto.commit.enable", "enable.auto.offset.store", "isolation.level",
        "transactional.id",   "enable.idempotence", "group.instance.id",
    };
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        char override[64];
        (void)snprintf(override, sizeof override, "kafka.%s=true", owned[i]);
        assert_refused(override, owned[i], NULL);
    }
    assert_refused("kafka.linger.mss=1", "kafka.linger.ms", NULL);
    assert_refused("kafka.request.required.ack=1", "request.required.acks", NULL);
    assert_refused("kafka.session.timeout.ms=never", "never", NULL);
    assert_refused("kafka.ssl.key.password.x=hunter2", "unknown", "hunter2");
    assert_refused("kafka.bootstrap.servers=", "HOST:PORT", NULL);
    assert_refused("kafka.group.id=", "consumer group", NULL);
}

static void defaults_users_and_owned(void **state)
{
    (void)state;
    static const char *const overrides[] = {"kafka.client.id=mine", "kafka.linger.ms=7"};
    static const struct ps_kafka_property defaults[] = {{"linger.ms", "3"}, {"retries", "9"}};
    static const struct ps_kafka_property owned[] = {{"enable.idempotence", "true"}};
    static const struct {
        const char *name;
        const char *value;
    } expected[] = {{"client.id", "mine"},
                    {"linger.ms", "7"},
                    {"retries", "9"},
                    {"enable.idempotence", "true"},
                    {"bootstrap.servers", "localhost:9092"}};
    struct ps_config config;
    struct ps_error error = {0};
    rd_kafka_conf_t *conf = NULL;
    load(&config, overrides, 2);
    assert_int_equal(ps_kafka_properties_create(&conf, &config, defaults, 2, owned, 1, &error),
                     PS_OK);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        char value[64];
        size_t size = sizeof value;
        assert_int_equal(rd_kafka_conf_get(conf, expected[i].name, value, &size), RD_KAFKA_CONF_OK);
        assert_string_equal(value, expected[i].value);
    }
    rd_kafka_conf_destroy(conf);
    ps_config_close(&config);
}

static void codes_become_faults(void **state)
{
    (void)state;
    static const struct {
        rd_kafka_resp_err_t code;
        enum ps_fault_kind kind;
    } rows[] = {
        {RD_KAFKA_RESP_ERR_NO_ERROR, PS_FAULT_NONE},
        {RD_KAFKA_RESP_ERR__TIMED_OUT, PS_FAULT_TIMED_OUT},
        {RD_KAFKA_RESP_ERR__FENCED, PS_FAULT_FENCED},
        {RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH, PS_FAULT_FENCED},
        {RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION, PS_FAULT_MEMBERSHIP},
        {RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID, PS_FAULT_MEMBERSHIP},
        {RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS, PS_FAULT_MEMBERSHIP},
        {RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, PS_FAULT_TOO_LARGE},
        {RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED, PS_FAULT_UNAUTHORIZED},
        {RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION, PS_FAULT_UNSUPPORTED},
        {RD_KAFKA_RESP_ERR_INVALID_TXN_STATE, PS_FAULT_OTHER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(ps_kafka_fault_kind(rows[i].code), rows[i].kind);
    struct ps_delivery_fault none = ps_kafka_fault_of(NULL);
    assert_int_equal(none.kind, PS_FAULT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_properties),
        cmocka_unit_test(defaults_users_and_owned),
        cmocka_unit_test(codes_become_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
