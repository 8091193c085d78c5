/* Properties set one by one, so that an error can name the one at fault. */
#include "worker/kafka/properties.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/log.h"
#include "shared/base/suggest.h"

#define NAMES_MAX   512
#define REASON_SIZE 512

/* What the program decides itself, by the name that librdkafka knows it under, aliases included. */
static const char *const program_owned[] = {
    "enable.auto.commit", "auto.commit.enable",   "enable.auto.offset.store",
    "isolation.level",    "transactional.id",     "enable.idempotence",
    "group.instance.id",  "enable.partition.eof", "partition.assignment.strategy",
};

static const struct ps_kafka_property common_defaults[] = {
    {"client.id", "penstock"},
    {"partitioner", "murmur2_random"}, /* what Java clients do: a key meets the same partition */
    {"log.connection.close", "false"},
};

static bool is_owned(const char *name)
{
    for (size_t i = 0; i < sizeof program_owned / sizeof *program_owned; i++) {
        if (strcmp(program_owned[i], name) == 0)
            return true;
    }
    return false;
}

/* Whether a message may not show the value. */
static bool is_secret(const char *name)
{
    static const char *const parts[] = {"password", "secret", "jaas",
                                        "token",    ".pem",   "oauthbearer"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strstr(name, parts[i]))
            return true;
    }
    return false;
}

/* Adds every second entry of a dump (name, value, name, ...) to names. */
static size_t collect_names(const char **dump, size_t num_dumped, const char **names,
                            size_t num_names)
{
    for (size_t i = 0; i + 1 < num_dumped && num_names < NAMES_MAX; i += 2)
        names[num_names++] = dump[i];
    return num_names;
}

/* What librdkafka's dumps leave out: aliases, and what has no value by default. */
static const char *const undumped[] = {
    "bootstrap.servers", "compression.type", "sasl.mechanism",
    "sasl.username",     "sasl.password",    "ssl.ca.location",
    "ssl.key.location",  "ssl.key.password", "ssl.certificate.location",
};

/* The message for a name that librdkafka doesn't know; its dumps list most of those it knows. */
static enum ps_status refuse_unknown(const char *name, struct ps_error *error)
{
    const char *names[NAMES_MAX];
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_topic_conf_t *topic_conf = rd_kafka_topic_conf_new();
    size_t num_dumped = 0;
    size_t num_topic_dumped = 0;
    const char **dump = rd_kafka_conf_dump(conf, &num_dumped);
    const char **topic_dump = rd_kafka_topic_conf_dump(topic_conf, &num_topic_dumped);
    size_t num_names = sizeof undumped / sizeof *undumped;
    memcpy(names, undumped, sizeof undumped);
    num_names = collect_names(dump, num_dumped, names, num_names);
    num_names = collect_names(topic_dump, num_topic_dumped, names, num_names);
    const char *nearest = ps_suggest(name, names, num_names);
    (void)ps_error_set_param(error, PS_INVALID, name,
                             "kafka.%s: found an unknown property, expected one of librdkafka "
                             "%s%s%s",
                             name, rd_kafka_version_str(), nearest ? "; the nearest is kafka." : "",
                             nearest ? nearest : "");
    rd_kafka_conf_dump_free(dump, num_dumped);
    rd_kafka_conf_dump_free(topic_dump, num_topic_dumped);
    rd_kafka_topic_conf_destroy(topic_conf);
    rd_kafka_conf_destroy(conf);
    return PS_INVALID;
}

static enum ps_status set_property(rd_kafka_conf_t *conf, const char *name, const char *value,
                                   struct ps_error *error)
{
    char reason[REASON_SIZE] = "";
    switch (rd_kafka_conf_set(conf, name, value, reason, sizeof reason)) {
    case RD_KAFKA_CONF_OK:
        return PS_OK;
    case RD_KAFKA_CONF_UNKNOWN:
        return refuse_unknown(name, error);
    default:
        return ps_error_set_param(error, PS_INVALID, name, "kafka.%s: found %s%.80s%s: %s", name,
                                  is_secret(name) ? "a secret" : "\"", is_secret(name) ? "" : value,
                                  is_secret(name) ? "" : "\"", reason);
    }
}

static enum ps_status set_properties(rd_kafka_conf_t *conf,
                                     const struct ps_kafka_property *properties, size_t count,
                                     struct ps_error *error)
{
    for (size_t i = 0; i < count; i++)
        PS_TRY(set_property(conf, properties[i].name, properties[i].value, error));
    return PS_OK;
}

/* librdkafka takes an empty list of brokers, and then finds none. */
static enum ps_status refuse_empty(const struct ps_config_property *property,
                                   struct ps_error *error)
{
    bool needed =
        strcmp(property->name, "bootstrap.servers") == 0 || strcmp(property->name, "group.id") == 0;
    if (!needed || property->value[0])
        return PS_OK;
    return ps_error_set_param(error, PS_INVALID, property->name,
                              "kafka.%s: found \"\", expected %s", property->name,
                              property->name[0] == 'b' ? "a list of brokers, HOST:PORT,HOST:PORT"
                                                       : "the name of a consumer group");
}

static enum ps_status set_users(rd_kafka_conf_t *conf, const struct ps_config *config,
                                struct ps_error *error)
{
    for (size_t i = 0; i < config->kafka.count; i++) {
        const struct ps_config_property *property = &config->kafka.items[i];
        if (is_owned(property->name))
            return ps_error_set_param(error, PS_INVALID, property->name,
                                      "kafka.%s: found a value, expected none: exactly-once "
                                      "delivery depends on it, so Penstock sets it itself",
                                      property->name);
        PS_TRY(refuse_empty(property, error));
        PS_TRY(set_property(conf, property->name, property->value, error));
    }
    return PS_OK;
}

/* librdkafka's threads say what they notice; its levels are syslog's. */
static void forward_log(const rd_kafka_t *client, int level, const char *facility, const char *text)
{
    (void)client;
    if (strcmp(facility, "CONFWARN") == 0)
        level = 7; /* one kafka.* serves consumers and producers: each finds some of it pointless */
    enum ps_log_level mapped = level <= 3   ? PS_LOG_ERROR
                               : level <= 4 ? PS_LOG_WARNING
                               : level <= 6 ? PS_LOG_INFO
                                            : PS_LOG_DEBUG;
    ps_log(mapped, "librdkafka", "%s: %s", facility, text);
}

enum ps_status ps_kafka_properties_create(rd_kafka_conf_t **conf, const struct ps_config *config,
                                          const struct ps_kafka_property *defaults,
                                          size_t num_defaults,
                                          const struct ps_kafka_property *owned, size_t num_owned,
                                          struct ps_error *error)
{
    rd_kafka_conf_t *made = rd_kafka_conf_new();
    enum ps_status status = set_properties(made, common_defaults,
                                           sizeof common_defaults / sizeof *common_defaults, error);
    if (status == PS_OK)
        status = set_properties(made, defaults, num_defaults, error);
    if (status == PS_OK)
        status = set_users(made, config, error);
    if (status == PS_OK)
        status = set_properties(made, owned, num_owned, error);
    if (status != PS_OK) {
        rd_kafka_conf_destroy(made);
        return status;
    }
    rd_kafka_conf_set_log_cb(made, forward_log);
    *conf = made;
    return PS_OK;
}

enum ps_status ps_kafka_properties_check(const struct ps_config *config, struct ps_error *error)
{
    rd_kafka_conf_t *conf = NULL;
    PS_TRY(ps_kafka_properties_create(&conf, config, NULL, 0, NULL, 0, error));
    rd_kafka_conf_destroy(conf);
    return PS_OK;
}

enum ps_status ps_kafka_client_create(rd_kafka_t **client, rd_kafka_type_t type,
                                      rd_kafka_conf_t *conf, struct ps_error *error)
{
    char reason[REASON_SIZE] = "";
    *client = rd_kafka_new(type, conf, reason, sizeof reason);
    if (*client)
        return PS_OK;
    rd_kafka_conf_destroy(conf);
    return ps_error_set(error, PS_INVALID, "kafka: librdkafka refuses this configuration: %s",
                        reason);
}
