/* One row per key. */
#include <stddef.h>
#include <string.h>

#include "shared/base/suggest.h"
#include "worker/settings.h"
#include "worker/settings_internal.h"

static const char *const delivery_modes[] = {"exactly-once", "at-least-once", NULL};
static const char *const log_levels[] = {"debug", "info", "warning", "error", NULL};

/* The members that every row of a kind has. */
#define STRING_OF(key_, member, fallback_, expected_)                                              \
    .key = key_, .kind = PS_SETTING_STRING, .offset = offsetof(struct ps_config, member),          \
    .fallback = fallback_, .expected = expected_
#define INTEGER_OF(key_, member, minimum_, maximum_, fallback_, expected_)                         \
    .key = key_, .kind = PS_SETTING_INTEGER, .offset = offsetof(struct ps_config, member),         \
    .minimum = minimum_, .maximum = maximum_, .fallback = fallback_, .expected = expected_
#define LIST_OF(key_, kind_, member, fallback_, expected_)                                         \
    .key = key_, .kind = kind_, .offset = offsetof(struct ps_config, member),                      \
    .fallback = fallback_, .expected = expected_

static const struct ps_setting settings[] = {
    {STRING_OF("worker.slot", worker.slot, "", "a string")},
    {INTEGER_OF("worker.grace_ms", worker.grace_ms, 0, 86400000, "25000", "milliseconds"),
     .may_change = true},
    {INTEGER_OF("worker.memory_bytes_max", worker.memory_bytes_max, 0, INT64_MAX, "0", "bytes")},
    {INTEGER_OF("worker.job_bytes_max", worker.job_bytes_max, 1024, 1000000000, "8388608",
                "bytes")},
    {LIST_OF("topics.jobs", PS_SETTING_TOPICS, topics.jobs, "penstock.jobs",
             "a list of topics, each a name or {\"topic\", \"weight\"}")},
    {STRING_OF("topics.results", topics.results, "penstock.results", PS_EXPECTED_TOPIC),
     .is_right = ps_settings_is_topic},
    {STRING_OF("topics.dead_letter", topics.dead_letter, "penstock.dead-letter", PS_EXPECTED_TOPIC),
     .is_right = ps_settings_is_topic},
    {LIST_OF("topics.reply_to_allowed", PS_SETTING_STRINGS, topics.reply_to_allowed, "",
             "a list of topic names"),
     .may_change = true},
    {STRING_OF("redis.url", redis.url, "redis://localhost:6379/0",
               "redis://[user:password@]host:port/db, unix:///path or \"\""),
     .secret = PS_SECRET_PASSWORD},
    {STRING_OF("redis.prefix", redis.prefix, "penstock",
               "a string of printable ASCII without spaces, quotes and any of *?[]\\"),
     .is_right = ps_settings_is_prefix},
    {INTEGER_OF("redis.result_ttl_s", redis.result_ttl_s, 1, 315360000, "86400", "seconds"),
     .may_change = true},
    {INTEGER_OF("redis.cache_ttl_s", redis.cache_ttl_s, 1, 315360000, "86400", "seconds"),
     .may_change = true},
    {INTEGER_OF("redis.timeout_ms", redis.timeout_ms, 1, 60000, "50", "milliseconds")},
    {INTEGER_OF("redis.backlog_bytes_max", redis.backlog_bytes_max, 0, 1073741824, "16777216",
                "bytes")},
    {LIST_OF("models", PS_SETTING_MODELS, models, "",
             "a list of models, each {\"name\", \"path\", \"dtype\"}")},
    {INTEGER_OF("engine.threads", engine.threads, 0, 1024, "0", "threads")},
    {INTEGER_OF("engine.kv_bytes_max", engine.kv_bytes_max, 1, INT64_MAX, "1073741824", "bytes")},
    {INTEGER_OF("engine.step_tokens_max", engine.step_tokens_max, 0, 1048576, "0", "tokens")},
    {STRING_OF("delivery.mode", delivery.mode, "exactly-once",
               "\"exactly-once\" or \"at-least-once\""),
     .choices = delivery_modes},
    {INTEGER_OF("delivery.group_jobs_max", delivery.group_jobs_max, 1, 100000, "1000", "jobs"),
     .may_change = true},
    {INTEGER_OF("delivery.group_ms_max", delivery.group_ms_max, 0, 60000, "100", "milliseconds"),
     .may_change = true},
    {INTEGER_OF("delivery.in_flight_tokens_max", delivery.in_flight_tokens_max, 0, INT64_MAX, "0",
                "tokens"),
     .may_change = true},
    {INTEGER_OF("delivery.in_flight_bytes_max", delivery.in_flight_bytes_max, 1024, INT64_MAX,
                "67108864", "bytes"),
     .may_change = true},
    {STRING_OF("http.listen", http.listen, "127.0.0.1:9464", "host:port")},
    {STRING_OF("log.level", log.level, "info", "\"debug\", \"info\", \"warning\" or \"error\""),
     .choices = log_levels, .may_change = true},
    {STRING_OF("tracing.endpoint", tracing.endpoint, "",
               "an http:// or https:// address of an OpenTelemetry collector, or \"\""),
     .secret = PS_SECRET_PASSWORD},
    {STRING_OF("tracing.headers", tracing.headers, "", "name=value, separated by commas"),
     .secret = PS_SECRET_ALL},
    {INTEGER_OF("tracing.sample_percent", tracing.sample_percent, 0, 100, "100", "percent")},
};

#define NUM_SETTINGS (sizeof settings / sizeof *settings)

static const char *const sections[] = {"worker",   "kafka", "topics", "redis",  "engine",
                                       "delivery", "http",  "log",    "tracing"};

#define NUM_SECTIONS (sizeof sections / sizeof *sections)

const struct ps_setting *ps_settings_find(const char *key)
{
    for (size_t i = 0; i < NUM_SETTINGS; i++) {
        if (strcmp(settings[i].key, key) == 0)
            return &settings[i];
    }
    return NULL;
}

const struct ps_setting *ps_settings_row(size_t index)
{
    return &settings[index];
}

size_t ps_settings_count(void)
{
    return NUM_SETTINGS;
}

const char *ps_settings_key(size_t index)
{
    return settings[index].key;
}

bool ps_settings_is_key(const char *key)
{
    return ps_settings_find(key) != NULL;
}

const struct ps_config_origin *ps_settings_origin(const struct ps_config *config, const char *key)
{
    return &config->origins[ps_settings_find(key) - settings];
}

bool ps_settings_may_change(size_t index)
{
    return settings[index].may_change;
}

bool ps_settings_is_section(const char *name)
{
    for (size_t i = 0; i < NUM_SECTIONS; i++) {
        if (strcmp(sections[i], name) == 0)
            return true;
    }
    return false;
}

enum ps_status ps_settings_unknown(const char *key, const char *origin, struct ps_error *error)
{
    const char *names[NUM_SETTINGS + NUM_SECTIONS];
    size_t num_names = 0;
    for (size_t i = 0; i < NUM_SETTINGS; i++)
        names[num_names++] = settings[i].key;
    for (size_t i = 0; i < NUM_SECTIONS && !strchr(key, '.'); i++)
        names[num_names++] = sections[i];
    const char *nearest = ps_suggest(key, names, num_names);
    if (nearest)
        return ps_error_set_param(error, PS_INVALID, key,
                                  "%s: found the unknown key %s, expected a known one; the nearest "
                                  "is %s",
                                  origin, key, nearest);
    return ps_error_set_param(error, PS_INVALID, key,
                              "%s: found the unknown key %s, expected one of the sections worker, "
                              "kafka, topics, redis, models, engine, delivery, http, log, tracing",
                              origin, key);
}
