/* Values as JSON, as messages and as eyes may see them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "worker/settings.h"
#include "worker/settings_internal.h"

#define FOUND_SIZE_MAX 80

/* A value as a message shows it: compact JSON, cut. A password is not for a log. */
static void describe(const json_t *value, const char *key, bool is_hidden,
                     char found[FOUND_SIZE_MAX])
{
    const struct ps_setting *setting = ps_settings_find(key);
    enum ps_setting_secret secret = setting ? setting->secret : PS_SECRET_NONE;
    PS_DEFER(ps_freep) char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    if (is_hidden || secret == PS_SECRET_ALL)
        (void)snprintf(found, FOUND_SIZE_MAX, "a value that is not shown");
    else if (text && secret == PS_SECRET_PASSWORD && strchr(text, '@'))
        (void)snprintf(found, FOUND_SIZE_MAX, "a URL with a password");
    else if (text && strlen(text) < FOUND_SIZE_MAX)
        (void)snprintf(found, FOUND_SIZE_MAX, "%s", text);
    else
        (void)snprintf(found, FOUND_SIZE_MAX, "%.*s...", FOUND_SIZE_MAX - 4,
                       text ? text : "a value");
}

enum ps_status ps_settings_refuse(const char *key, const char *expected, const json_t *value,
                                  const struct ps_config_origin *origin, struct ps_error *error)
{
    char found[FOUND_SIZE_MAX];
    describe(value, key, origin->is_hidden, found);
    return ps_error_set_param(error, PS_INVALID, key, "%s: %s: found %s, expected %s", origin->text,
                              key, found, expected);
}

json_t *ps_settings_value(const struct ps_config *config, size_t index)
{
    const struct ps_setting *setting = ps_settings_row(index);
    const void *field = (const char *)config + setting->offset;
    switch (setting->kind) {
    case PS_SETTING_STRING:
        return json_string(*(char *const *)field);
    case PS_SETTING_INTEGER:
        return json_integer(*(const int64_t *)field);
    case PS_SETTING_TOPICS:
        return ps_settings_topics_json(field);
    case PS_SETTING_STRINGS:
        return ps_settings_strings_json(field);
    case PS_SETTING_MODELS:
        return ps_settings_models_json(field);
    }
    return NULL;
}

/* user:<masked>@host: a password ends at the last @ before the path. */
static json_t *mask_password(const char *url)
{
    const char *scheme = strstr(url, "://");
    const char *start = scheme ? scheme + 3 : url;
    const char *at = memrchr(start, '@', strcspn(start, "/?#"));
    if (!at)
        return json_string(url);
    const char *colon = memchr(start, ':', (size_t)(at - start));
    const char *secret = colon ? colon + 1 : start;
    return json_sprintf("%.*s" PS_CONFIG_MASK "%s", (int)(secret - url), url, at);
}

json_t *ps_settings_shown(const struct ps_config *config, size_t index)
{
    const struct ps_setting *setting = ps_settings_row(index);
    const char *text = setting->kind == PS_SETTING_STRING
                           ? *(char *const *)((const char *)config + setting->offset)
                           : "";
    if (config->origins[index].is_hidden || (setting->secret == PS_SECRET_ALL && text[0]))
        return json_string(PS_CONFIG_MASK);
    if (setting->secret == PS_SECRET_PASSWORD)
        return mask_password(text);
    return ps_settings_value(config, index);
}
