/* What the files of the settings share and nobody else needs. */
#ifndef PENSTOCK_WORKER_SETTINGS_INTERNAL_H
#define PENSTOCK_WORKER_SETTINGS_INTERNAL_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "worker/config.h"

enum ps_setting_kind {
    PS_SETTING_STRING,
    PS_SETTING_INTEGER,
    PS_SETTING_TOPICS,
    PS_SETTING_STRINGS,
    PS_SETTING_MODELS
};

/* What of a value is not for eyes. */
enum ps_setting_secret {
    PS_SECRET_NONE,
    PS_SECRET_PASSWORD, /* of a URL: what stands between the user and the @ */
    PS_SECRET_ALL
};

struct ps_setting {
    const char *key;
    enum ps_setting_kind kind;
    size_t offset; /* in struct ps_config */
    int64_t minimum;
    int64_t maximum;
    const char *fallback;               /* the default, as text */
    const char *expected;               /* for messages */
    const char *const *choices;         /* of a string, ended by NULL; NULL: any */
    bool (*is_right)(const char *text); /* of a string; NULL: any is */
    enum ps_setting_secret secret;
    bool may_change; /* while the worker runs */
};

#define PS_EXPECTED_TOPIC                                                                          \
    "a topic's name: 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-', other than \".\" and \"..\""

/* Whether Kafka would make a topic of that name. */
bool ps_settings_is_topic(const char *text);

/* Whether keys may begin with it: rules of access (ACL) are patterns made from it, and are typed
 * into shells. */
bool ps_settings_is_prefix(const char *text);

/* NULL: there is no such key. */
const struct ps_setting *ps_settings_find(const char *key);
const struct ps_setting *ps_settings_row(size_t index);

/* "origin: key: found value, expected what". */
enum ps_status ps_settings_refuse(const char *key, const char *expected, const json_t *value,
                                  const struct ps_config_origin *origin, struct ps_error *error);

/* Puts a copy of text in a field's place. */
enum ps_status ps_settings_replace(char **field, const char *text,
                                   struct ps_error *error) PS_MUST_USE;

/* Each takes the place of what a list held before. An item that is wrong leaves behind what of it
 * is right, so that ps_check_config finds what else is wrong with the list. */
enum ps_status ps_settings_topics(const struct ps_setting *setting, struct ps_config_topics *field,
                                  const json_t *value, const struct ps_config_origin *origin,
                                  struct ps_problems *problems);
enum ps_status ps_settings_strings(const struct ps_setting *setting,
                                   struct ps_config_strings *field, const json_t *value,
                                   const struct ps_config_origin *origin,
                                   struct ps_problems *problems);
enum ps_status ps_settings_models(const struct ps_setting *setting, struct ps_config_models *field,
                                  const json_t *value, const struct ps_config_origin *origin,
                                  struct ps_problems *problems);
void ps_settings_close_topics(struct ps_config_topics *topics);
void ps_settings_close_strings(struct ps_config_strings *strings);
void ps_settings_close_models(struct ps_config_models *models);

/* The parts between commas, empty ones left out, as a JSON list; a new reference, or NULL. */
json_t *ps_settings_split(enum ps_setting_kind kind, const char *text);

/* A list as JSON; a new reference, or NULL. */
json_t *ps_settings_topics_json(const struct ps_config_topics *topics);
json_t *ps_settings_strings_json(const struct ps_config_strings *strings);
json_t *ps_settings_models_json(const struct ps_config_models *models);

#endif
