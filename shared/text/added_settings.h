/* Tokens that the settings beside a vocabulary name: tokenizer_config.json's added_tokens_decoder
 * and special tokens, and added_tokens.json. */
#ifndef PENSTOCK_SHARED_TEXT_ADDED_SETTINGS_H
#define PENSTOCK_SHARED_TEXT_ADDED_SETTINGS_H

#include <jansson.h>

#include "shared/base/status.h"

/* Appends to list, the added_tokens of a tokenizer.json, those tokens that it lacks. added may be
 * NULL. PS_INVALID, PS_NO_MEMORY. */
enum ps_status ps_added_settings_apply(json_t *config, json_t *added, json_t *list,
                                       struct ps_error *error) PS_MUST_USE;

#endif
