/* One check per thing that can be wrong, none of which stops the others. */
#include "worker/check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "worker/http.h"
#include "worker/kafka/properties.h"
#include "worker/lanes.h"
#include "worker/redis/url.h"
#include "worker/settings.h"
#include "worker/tracing/endpoint.h"

/* Where the value was set goes before what is wrong with it; a secret's file is all that is said of
 * its value. */
static void note(const struct ps_config *config, const char *key, const struct ps_error *error,
                 struct ps_problems *problems)
{
    const struct ps_config_origin *origin = ps_settings_origin(config, key);
    struct ps_error told = {0};
    if (error->status == PS_OK)
        return;
    if (origin->is_hidden)
        (void)ps_error_set_param(&told, error->status, key,
                                 "%s: found a value that is not shown and not right for %s",
                                 origin->text, key);
    else
        told = *error;
    if (!origin->is_hidden && strcmp(origin->text, "default") != 0)
        ps_error_prefix(&told, "%s", origin->text);
    (void)ps_problems_add(problems, &told);
}

static void check_built(const struct ps_config *config, struct ps_problems *problems)
{
    struct ps_error slot = {0};
    struct ps_error mode = {0};
    if (config->worker.slot[0])
        (void)ps_error_set_param(&slot, PS_UNSUPPORTED, "worker.slot",
                                 "worker.slot: found \"%s\", expected \"\": static membership is "
                                 "not built yet",
                                 config->worker.slot);
    note(config, "worker.slot", &slot, problems);
    if (strcmp(config->delivery.mode, "exactly-once") != 0)
        (void)ps_error_set_param(&mode, PS_UNSUPPORTED, "delivery.mode",
                                 "delivery.mode: found \"%s\", expected \"exactly-once\": the "
                                 "other mode is not built yet",
                                 config->delivery.mode);
    note(config, "delivery.mode", &mode, problems);
}

/* Whether something was wrong with the value under a key, or with an item of it. */
static bool is_refused(const struct ps_problems *problems, const char *key)
{
    size_t size = strlen(key);
    for (size_t i = 0; i < problems->count; i++) {
        const char *param = problems->items[i].param;
        if (strncmp(param, key, size) == 0 && strchr("[.", param[size]))
            return true;
    }
    return false;
}

/* Jobs don't come from a topic that is written to. place is the key, or an item of its list; lanes
 * is NULL where memory couldn't be had, name where it was refused. */
static void check_topic(const struct ps_config *config, const struct ps_lanes *lanes,
                        const char *key, const char *place, const char *name,
                        struct ps_problems *problems)
{
    struct ps_error error = {0};
    if (!lanes || !name || is_refused(problems, place))
        return;
    size_t lane = ps_lanes_match(lanes, name);
    if (lane < ps_lanes_count(lanes)) {
        const char *lane_name = ps_lanes_name(lanes, lane);
        (void)ps_error_set_param(&error, PS_INVALID, place,
                                 "%s: found \"%s\", which topics.jobs has too%s%s, expected "
                                 "another topic",
                                 place, name, lane_name[0] == '^' ? ": as " : "",
                                 lane_name[0] == '^' ? lane_name : "");
    }
    note(config, key, &error, problems);
}

static void check_topics(const struct ps_config *config, struct ps_problems *problems)
{
    PS_DEFER(ps_problems_close) struct ps_problems wrong = {0};
    PS_DEFER(ps_lanes_destroyp) struct ps_lanes *lanes = NULL;
    (void)ps_lanes_read(&lanes, &config->topics.jobs, &wrong);
    for (size_t i = 0; i < wrong.count; i++)
        note(config, "topics.jobs", &wrong.items[i], problems);
    problems->num_left_out += wrong.num_left_out;
    if (problems->status == PS_OK)
        problems->status = wrong.status;
    static const char results[] = "topics.results";
    static const char dead_letter[] = "topics.dead_letter";
    check_topic(config, lanes, results, results, config->topics.results, problems);
    check_topic(config, lanes, dead_letter, dead_letter, config->topics.dead_letter, problems);
    for (size_t i = 0; i < config->topics.reply_to_allowed.count; i++) {
        static const char replies[] = "topics.reply_to_allowed";
        char place[48];
        (void)snprintf(place, sizeof place, "%s[%zu]", replies, i);
        check_topic(config, lanes, replies, place, config->topics.reply_to_allowed.items[i],
                    problems);
    }
}

/* The first model before that one which has its name too; the number of all where none has. */
static size_t namesake(const struct ps_config_models *models, size_t index)
{
    const char *name = models->items[index].name;
    for (size_t i = 0; name && i < index; i++) {
        if (models->items[i].name && strcmp(models->items[i].name, name) == 0)
            return i;
    }
    return models->count;
}

/* Whether what was refused may have been models: those of the file too where it couldn't be read.
 */
static bool may_have_models(const struct ps_problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        if (!problems->items[i].param[0])
            return true;
    }
    return is_refused(problems, "models");
}

static void check_models(const struct ps_config *config, struct ps_problems *problems)
{
    const struct ps_config_models *models = &config->models;
    struct ps_error none = {0};
    if (models->count == 0 && !may_have_models(problems))
        (void)ps_error_set_param(&none, PS_INVALID, "models",
                                 "models: found none, expected at least one: {\"models\": "
                                 "[{\"path\": \"models/tiny-gpt\"}]} or --set models=DIR");
    note(config, "models", &none, problems);
    for (size_t i = 0; i < models->count; i++) {
        struct ps_error error = {0};
        size_t other = namesake(models, i);
        if (other < models->count)
            (void)ps_error_set_param(&error, PS_INVALID, "models",
                                     "models[%zu].name: found \"%s\", which models[%zu] has "
                                     "too, expected names that differ",
                                     i, models->items[i].name, other);
        note(config, "models", &error, problems);
    }
}

static void check_addresses(const struct ps_config *config, struct ps_problems *problems)
{
    struct ps_redis_url url;
    struct ps_error redis = {0};
    struct ps_error http = {0};
    struct ps_error tracing = {0};
    PS_DEFER(ps_tracing_endpoint_close) struct ps_tracing_endpoint endpoint = {0};
    if (ps_redis_url_parse(&url, config->redis.url, &redis) == PS_OK)
        ps_redis_url_close(&url);
    note(config, "redis.url", &redis, problems);
    if (config->http.listen[0] && ps_http_check(config->http.listen, &http) != PS_OK)
        note(config, "http.listen", &http, problems);
    if (ps_tracing_endpoint_parse(&endpoint, config->tracing.endpoint, config->tracing.headers,
                                  &tracing) != PS_OK)
        note(config, tracing.param, &tracing, problems);
}

enum ps_status ps_check_config(const struct ps_config *config, struct ps_problems *problems)
{
    check_built(config, problems);
    check_topics(config, problems);
    check_models(config, problems);
    check_addresses(config, problems);
    (void)ps_kafka_properties_check(config, problems);
    return problems->status;
}

static void check_folder(const struct ps_config_model *model, size_t index,
                         struct ps_problems *problems)
{
    struct ps_error error = {0};
    PS_DEFER(ps_freep) char *file = ps_path_join(model->path, "config.json");
    struct stat status;
    if (stat(model->path, &status) != 0 || !S_ISDIR(status.st_mode))
        (void)ps_error_set(&error, PS_NOT_FOUND,
                           "models[%zu].path: found \"%s\", where this machine has no folder",
                           index, model->path);
    else if (file && !ps_file_exists(file))
        (void)ps_error_set(&error, PS_NOT_FOUND,
                           "models[%zu].path: found \"%s\", where there is no config.json", index,
                           model->path);
    if (error.status != PS_OK)
        (void)ps_problems_add(problems, &error);
}

void ps_check_machine(const struct ps_config *config, struct ps_problems *problems)
{
    struct ps_error error = {0};
    if (ps_kafka_properties_try(config, &error) != PS_OK)
        (void)ps_problems_add(problems, &error);
    for (size_t i = 0; i < config->models.count; i++)
        check_folder(&config->models.items[i], i, problems);
}
