/* The worker's configuration: defaults, a JSON file, the environment and --set, each overriding the
 * one before it. The client's tools read the same file.
 *
 * Every error names the key, what was found, what was expected, where it came from, and for an
 * unknown key the nearest known one. */
#ifndef PENSTOCK_WORKER_CONFIG_H
#define PENSTOCK_WORKER_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "worker/config_problems.h"

/* What is shown in the place of a secret; as a value it is refused. */
#define PS_CONFIG_MASK "<masked>"

/* Where a value came from. */
struct ps_config_origin {
    char *text;     /* "default", a file's path, "environment variable X", "--set"; owned */
    bool is_hidden; /* it was read from a file of its own (..._FILE), and is not to be shown */
};

/* A property of librdkafka, passed through. */
struct ps_config_property {
    char *name;
    char *value;
    struct ps_config_origin origin;
};

struct ps_config_topic {
    char *name; /* a regular expression where it begins with '^' */
    int64_t weight;
};

struct ps_config_model {
    char *name; /* what jobs ask for; the folder's name unless given */
    char *path;
    char *dtype;
};

struct ps_config_properties {
    struct ps_config_property *items; /* [count], owned */
    size_t count;
};

struct ps_config_topics {
    struct ps_config_topic *items; /* [count], owned */
    size_t count;
};

struct ps_config_models {
    struct ps_config_model *items; /* [count], owned */
    size_t count;
};

struct ps_config_strings {
    char **items; /* [count], owned */
    size_t count;
};

/* All strings are owned and never NULL, but for those of a list's item that was refused; 0 and ""
 * mean: chosen by the worker. */
struct ps_config {
    struct {
        char *slot;
        int64_t grace_ms;
        int64_t memory_bytes_max;
        int64_t job_bytes_max;
    } worker;
    struct ps_config_properties kafka;
    struct {
        struct ps_config_topics jobs;
        char *results;
        char *dead_letter;
        struct ps_config_strings reply_to_allowed;
    } topics;
    struct {
        char *url; /* "": no Redis */
        char *prefix;
        int64_t result_ttl_s;
        int64_t cache_ttl_s;
        int64_t timeout_ms;
        int64_t backlog_bytes_max; /* of what waits for a Redis that is gone or full */
    } redis;
    struct ps_config_models models;
    struct {
        int64_t threads;
        int64_t kv_bytes_max;
        int64_t step_tokens_max;
    } engine;
    struct {
        char *mode;
        int64_t group_jobs_max;
        int64_t group_ms_max;
        int64_t in_flight_tokens_max;
        int64_t in_flight_bytes_max;
    } delivery;
    struct {
        char *listen; /* "": no HTTP */
    } http;
    struct {
        char *level;
    } log;
    struct {
        char *endpoint; /* of an OpenTelemetry collector; "": no traces */
        char *headers;  /* name=value, separated by commas */
        int64_t sample_percent;
    } tracing;
    struct ps_config_origin *origins; /* one per row of the table of settings, owned */
};

/* Where the configuration comes from. Every part may be absent. */
struct ps_config_sources {
    const char *path;             /* a JSON file, or NULL */
    char *const *environment;     /* NAME=value, NULL at its end; or NULL. OTEL_EXPORTER_OTLP_* are
                                     weaker than the file, PENSTOCK_* stronger */
    const char *const *overrides; /* [num_overrides], "a.b=c" each: what --set was given */
    size_t num_overrides;
};

/* Fills a configuration that ps_config_close empties, also after an error. It goes on after a
 * fault, to find the others. PS_INVALID, PS_NOT_FOUND, PS_UNSUPPORTED, PS_IO, PS_NO_MEMORY: what
 * was wrong first. */
enum ps_status ps_config_read(struct ps_config *config, const struct ps_config_sources *sources,
                              struct ps_problems *problems);

/* The same, for callers that want one error: it names the first fault and counts the others. */
enum ps_status ps_config_load(struct ps_config *config, const struct ps_config_sources *sources,
                              struct ps_error *error) PS_MUST_USE;
void ps_config_close(struct ps_config *config);

/* The value of a librdkafka property as configured, or NULL. */
const char *ps_config_kafka(const struct ps_config *config, const char *name);

#endif
