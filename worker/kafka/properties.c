/* Properties set one by one, so that an error can name the one at fault. */
#include "worker/kafka/properties.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/log.h"
#include "shared/base/suggest.h"

#define NAMES_MAX   512
#define REASON_SIZE 512
#define NAME_SIZE   128

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

bool ps_kafka_property_is_known(const char *name)
{
    char reason[REASON_SIZE];
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_res_t found = rd_kafka_conf_set(conf, name, "", reason, sizeof reason);
    rd_kafka_conf_destroy(conf);
    return found != RD_KAFKA_CONF_UNKNOWN && !is_owned(name);
}

bool ps_kafka_property_is_secret(const char *name)
{
    static const char *const parts[] = {"password", "passphrase",         "secret",     "key.pem",
                                        "jaas",     "oauthbearer.config", "access.key", "ssl_key"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strstr(name, parts[i]))
            return true;
    }
    return false;
}

/* The name at the beginning of a row of librdkafka's table of properties ("name   |  *  | ..."), as
 * text of its own in the row's memory; NULL where the line is none. Those that are functions and
 * pointers can't be set from a text. */
static const char *name_of_row(char *line)
{
    size_t size = strcspn(line, " ");
    const char *rest = line + size + strspn(line + size, " ");
    bool is_name = size > 0 && islower((unsigned char)line[0]) && rest[0] == '|';
    bool is_code = strstr(rest, "see dedicated API") != NULL;
    line[size] = '\0';
    return is_name && !is_code ? line : NULL;
}

/* Fills in the nearest of the names in librdkafka's own table of them; "" where none is near. */
static void find_nearest(const char *name, char *table, char nearest[NAME_SIZE])
{
    const char *names[NAMES_MAX];
    size_t num_names = 0;
    char *rest = NULL;
    for (char *line = strtok_r(table, "\n", &rest); line && num_names < NAMES_MAX;
         line = strtok_r(NULL, "\n", &rest)) {
        const char *found = name_of_row(line);
        if (found && !is_owned(found))
            names[num_names++] = found;
    }
    const char *found = ps_suggest(name, names, num_names);
    (void)snprintf(nearest, NAME_SIZE, "%s", found ? found : "");
}

/* The message for a name that librdkafka doesn't know. */
static enum ps_status refuse_unknown(const char *name, struct ps_error *error)
{
    PS_DEFER(ps_freep) char *table = NULL;
    char nearest[NAME_SIZE] = "";
    size_t size;
    FILE *file = open_memstream(&table, &size);
    if (file) {
        rd_kafka_conf_properties_show(file);
        if (fclose(file) == 0 && table)
            find_nearest(name, table, nearest);
    }
    return ps_error_set_param(error, PS_INVALID, name,
                              "kafka.%s: found an unknown property, expected one of librdkafka "
                              "%s%s%s",
                              name, rd_kafka_version_str(),
                              nearest[0] ? "; the nearest is kafka." : "", nearest);
}

/* A secret's value isn't shown, nor librdkafka's reason, which may repeat it. */
static enum ps_status refuse_value(const char *name, const char *value, bool is_hidden,
                                   const char *reason, struct ps_error *error)
{
    if (is_hidden || ps_kafka_property_is_secret(name))
        return ps_error_set_param(error, PS_INVALID, name,
                                  "kafka.%s: found a value that is not shown, expected one that "
                                  "librdkafka takes",
                                  name);
    return ps_error_set_param(error, PS_INVALID, name, "kafka.%s: found \"%.80s\": %s", name, value,
                              reason);
}

static enum ps_status set_property(rd_kafka_conf_t *conf, const char *name, const char *value,
                                   bool is_hidden, struct ps_error *error)
{
    char reason[REASON_SIZE] = "";
    switch (rd_kafka_conf_set(conf, name, value, reason, sizeof reason)) {
    case RD_KAFKA_CONF_OK:
        return PS_OK;
    case RD_KAFKA_CONF_UNKNOWN:
        return refuse_unknown(name, error);
    default:
        return refuse_value(name, value, is_hidden, reason, error);
    }
}

static enum ps_status set_properties(rd_kafka_conf_t *conf,
                                     const struct ps_kafka_property *properties, size_t count,
                                     struct ps_error *error)
{
    for (size_t i = 0; i < count; i++)
        PS_TRY(set_property(conf, properties[i].name, properties[i].value, false, error));
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

static enum ps_status set_users_property(rd_kafka_conf_t *conf,
                                         const struct ps_config_property *property,
                                         struct ps_error *error)
{
    if (is_owned(property->name))
        return ps_error_set_param(error, PS_INVALID, property->name,
                                  "kafka.%s: found a value, expected none: exactly-once delivery "
                                  "depends on it, so Penstock sets it itself",
                                  property->name);
    PS_TRY(refuse_empty(property, error));
    return set_property(conf, property->name, property->value, property->origin.is_hidden, error);
}

static enum ps_status set_users(rd_kafka_conf_t *conf, const struct ps_config *config,
                                struct ps_error *error)
{
    for (size_t i = 0; i < config->kafka.count; i++)
        PS_TRY(set_users_property(conf, &config->kafka.items[i], error));
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

enum ps_status ps_kafka_properties_check(const struct ps_config *config,
                                         struct ps_problems *problems)
{
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    for (size_t i = 0; i < config->kafka.count; i++) {
        const struct ps_config_property *property = &config->kafka.items[i];
        struct ps_error error = {0};
        if (set_users_property(conf, property, &error) == PS_OK)
            continue;
        ps_error_prefix(&error, "%s", property->origin.text);
        (void)ps_problems_add(problems, &error);
    }
    rd_kafka_conf_destroy(conf);
    return problems->status;
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

enum ps_status ps_kafka_client_set_login(rd_kafka_t *client, const struct ps_config *config,
                                         struct ps_error *error)
{
    const char *username = ps_config_kafka(config, "sasl.username");
    const char *password = ps_config_kafka(config, "sasl.password");
    if (!username || !password)
        return PS_OK;
    rd_kafka_error_t *refused = rd_kafka_sasl_set_credentials(client, username, password);
    if (!refused)
        return PS_OK;
    (void)ps_error_set_param(error, PS_INVALID, "kafka.sasl.password",
                             "kafka.sasl.password: librdkafka does not take another: %s",
                             rd_kafka_error_string(refused));
    rd_kafka_error_destroy(refused);
    return PS_INVALID;
}

enum ps_status ps_kafka_properties_try(const struct ps_config *config, struct ps_error *error)
{
    char reason[REASON_SIZE];
    rd_kafka_conf_t *conf = NULL;
    rd_kafka_t *client = NULL;
    PS_TRY(ps_kafka_properties_create(&conf, config, NULL, 0, NULL, 0, error));
    (void)rd_kafka_conf_set(conf, "bootstrap.servers", "", reason, sizeof reason);
    PS_TRY(ps_kafka_client_create(&client, RD_KAFKA_CONSUMER, conf, error));
    rd_kafka_destroy(client);
    return PS_OK;
}
