/* From the configuration's kafka.* to a librdkafka configuration: defaults first, then what the
 * user set, then what the caller owns. */
#ifndef PENSTOCK_WORKER_KAFKA_PROPERTIES_H
#define PENSTOCK_WORKER_KAFKA_PROPERTIES_H

#include <librdkafka/rdkafka.h>
#include <stdbool.h>
#include <stddef.h>

#include "worker/config.h"

struct ps_kafka_property {
    const char *name;
    const char *value;
};

/* Refuses by name the properties that are the program's own, unknown ones with the nearest known
 * one, and values that librdkafka doesn't take. The status is the first problem's. */
enum ps_status ps_kafka_properties_check(const struct ps_config *config,
                                         struct ps_problems *problems);

/* Whether librdkafka makes a client of them on this machine: properties that contradict each other,
 * certificates that can't be read. It connects to nothing. PS_INVALID with librdkafka's reason. */
enum ps_status ps_kafka_properties_try(const struct ps_config *config,
                                       struct ps_error *error) PS_MUST_USE;

/* Whether librdkafka has a property of that name, and leaves it to the user. */
bool ps_kafka_property_is_known(const char *name);

/* Whether a property's value is not for eyes. */
bool ps_kafka_property_is_secret(const char *name);

/* A configuration for one client, which rd_kafka_new takes over (rd_kafka_conf_destroy otherwise).
 * defaults give way to the user's kafka.*, owned ones don't. librdkafka's log goes to ps_log.
 * PS_INVALID names the property, what was found and librdkafka's reason. */
enum ps_status ps_kafka_properties_create(rd_kafka_conf_t **conf, const struct ps_config *config,
                                          const struct ps_kafka_property *defaults,
                                          size_t num_defaults,
                                          const struct ps_kafka_property *owned, size_t num_owned,
                                          struct ps_error *error) PS_MUST_USE;

/* rd_kafka_new over such a configuration; takes conf also where it fails. PS_INVALID with
 * librdkafka's reason (properties that contradict each other). */
enum ps_status ps_kafka_client_create(rd_kafka_t **client, rd_kafka_type_t type,
                                      rd_kafka_conf_t *conf, struct ps_error *error) PS_MUST_USE;

/* Has a client log in with the configuration's sasl.username and sasl.password from now on, where
 * it has both; a connection that stands goes on. PS_INVALID. */
enum ps_status ps_kafka_client_set_login(rd_kafka_t *client, const struct ps_config *config,
                                         struct ps_error *error) PS_MUST_USE;

#endif
