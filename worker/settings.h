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

/* Puts a value under "section.key" ("kafka.<property>"; "models"). origin says where it came from.
 */
enum ps_status ps_settings_apply(struct ps_config *config, const char *key, const json_t *value,
                                 const char *origin, struct ps_error *error) PS_MUST_USE;

/* The same for a value that is text (--set, the environment): a number is read where the key takes
 * one; lists are JSON, or parts separated by commas. */
enum ps_status ps_settings_apply_text(struct ps_config *config, const char *key, const char *text,
                                      const char *origin, struct ps_error *error) PS_MUST_USE;

/* Whether name is a section of the file, whose members are keys. */
bool ps_settings_is_section(const char *name);

enum ps_status ps_settings_unknown(const char *key, const char *origin, struct ps_error *error);

#endif
