/* The table of settings: each key's kind, bounds and default, and how a value is put into the
 * configuration. Where the values come from is config.c's business. */
#ifndef PENSTOCK_WORKER_SETTINGS_H
#define PENSTOCK_WORKER_SETTINGS_H

#include <jansson.h>
#include <stdbool.h>

#include "worker/config.h"

/* Sets every key to its default. PS_NO_MEMORY. */
enum ps_status ps_settings_defaults(struct ps_config *config, struct ps_error *error) PS_MUST_USE;

void ps_settings_close(struct ps_config *config);
void ps_settings_close_properties(struct ps_config_properties *properties);

/* Puts a value under "section.key" ("kafka.<property>"; "models"). What is wrong with it is added
 * to problems; the status is the first fault's. */
enum ps_status ps_settings_apply(struct ps_config *config, const char *key, const json_t *value,
                                 const struct ps_config_origin *origin,
                                 struct ps_problems *problems);

/* The same for a value that is text (--set, the environment): a number is read where the key takes
 * one; lists are JSON, or parts separated by commas. */
enum ps_status ps_settings_apply_text(struct ps_config *config, const char *key, const char *text,
                                      const struct ps_config_origin *origin,
                                      struct ps_problems *problems);

/* Whether name is a section of the file, whose members are keys. */
bool ps_settings_is_section(const char *name);

enum ps_status ps_settings_unknown(const char *key, const char *origin, struct ps_error *error);

/* The rows of the table, in its order, which is that of the sections. */
size_t ps_settings_count(void);
const char *ps_settings_key(size_t index);

/* Whether a key is one of the table. */
bool ps_settings_is_key(const char *key);

/* Where the value under a key came from; the key is one of the table. */
const struct ps_config_origin *ps_settings_origin(const struct ps_config *config, const char *key);

/* Whether a running worker can take another value. */
bool ps_settings_may_change(size_t index);

/* What a configuration holds under a row's key, in the form in which a file may give it; a new
 * reference, or NULL where memory can't be had. */
json_t *ps_settings_value(const struct ps_config *config, size_t index);

/* The same for eyes: secrets are masked. */
json_t *ps_settings_shown(const struct ps_config *config, size_t index);

#endif
