/* Names compared, patterns matched. */
#include "worker/lanes.h"

#include <regex.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct lane {
    const char *name;
    regex_t pattern;
    bool is_pattern; /* and compiled */
};

struct ps_lanes {
    struct lane *items; /* [count] */
    int64_t *weights;   /* [count] */
    size_t count;
};

static enum ps_status compile(struct lane *lane, struct ps_error *error)
{
    char reason[128];
    int code = regcomp(&lane->pattern, lane->name, REG_EXTENDED | REG_NOSUB);
    if (code != 0) {
        (void)regerror(code, &lane->pattern, reason, sizeof reason);
        return ps_error_set_param(error, PS_INVALID, "topics.jobs",
                                  "topics.jobs: found \"%.128s\", expected a name, or a POSIX "
                                  "extended regular expression where it begins with ^: %s",
                                  lane->name, reason);
    }
    lane->is_pattern = true;
    return PS_OK;
}

static enum ps_status refuse_twice(const struct ps_config_topics *topics, size_t index,
                                   struct ps_error *error)
{
    for (size_t i = 0; i < index; i++) {
        if (topics->items[i].name && strcmp(topics->items[i].name, topics->items[index].name) == 0)
            return ps_error_set_param(error, PS_INVALID, "topics.jobs",
                                      "topics.jobs[%zu]: found \"%.128s\", which topics.jobs[%zu] "
                                      "has too, expected each topic once",
                                      index, topics->items[index].name, i);
    }
    return PS_OK;
}

static enum ps_status fill(struct lane *lane, const struct ps_config_topics *topics, size_t index,
                           struct ps_error *error)
{
    lane->name = topics->items[index].name;
    if (!lane->name)
        return PS_OK;
    PS_TRY(refuse_twice(topics, index, error));
    return lane->name[0] == '^' ? compile(lane, error) : PS_OK;
}

static struct ps_lanes *allocate(size_t count)
{
    struct ps_lanes *made = calloc(1, sizeof *made);
    if (!made)
        return NULL;
    made->items = calloc(count + 1, sizeof *made->items);
    made->weights = calloc(count + 1, sizeof *made->weights);
    made->count = count;
    if (made->items && made->weights)
        return made;
    ps_lanes_destroy(made);
    return NULL;
}

enum ps_status ps_lanes_read(struct ps_lanes **lanes, const struct ps_config_topics *topics,
                             struct ps_problems *problems)
{
    struct ps_lanes *made = allocate(topics->count);
    if (!made) {
        struct ps_error error = {0};
        (void)ps_error_no_memory(&error, "the topics");
        return ps_problems_add(problems, &error);
    }
    for (size_t i = 0; i < topics->count; i++) {
        struct ps_error error = {0};
        made->weights[i] = topics->items[i].weight;
        if (fill(&made->items[i], topics, i, &error) != PS_OK)
            (void)ps_problems_add(problems, &error);
    }
    *lanes = made;
    return problems->status;
}

enum ps_status ps_lanes_create(struct ps_lanes **lanes, const struct ps_config_topics *topics,
                               struct ps_error *error)
{
    PS_DEFER(ps_problems_close) struct ps_problems problems = {0};
    PS_DEFER(ps_lanes_destroyp) struct ps_lanes *made = NULL;
    if (ps_lanes_read(&made, topics, &problems) != PS_OK)
        return ps_problems_first(&problems, error);
    *lanes = ps_take(made);
    return PS_OK;
}

void ps_lanes_destroy(struct ps_lanes *lanes)
{
    if (!lanes)
        return;
    for (size_t i = 0; lanes->items && i < lanes->count; i++) {
        if (lanes->items[i].is_pattern)
            regfree(&lanes->items[i].pattern);
    }
    free(lanes->items);
    free(lanes->weights);
    free(lanes);
}

size_t ps_lanes_count(const struct ps_lanes *lanes)
{
    return lanes->count;
}

const int64_t *ps_lanes_weights(const struct ps_lanes *lanes)
{
    return lanes->weights;
}

const char *ps_lanes_name(const struct ps_lanes *lanes, size_t lane)
{
    return lanes->items[lane].name;
}

size_t ps_lanes_match(const struct ps_lanes *lanes, const char *topic)
{
    for (size_t i = 0; i < lanes->count; i++) {
        if (lanes->items[i].name && strcmp(lanes->items[i].name, topic) == 0)
            return i;
    }
    for (size_t i = 0; i < lanes->count; i++) {
        if (lanes->items[i].is_pattern && regexec(&lanes->items[i].pattern, topic, 0, NULL, 0) == 0)
            return i;
    }
    return lanes->count;
}

size_t ps_lanes_find(const struct ps_lanes *lanes, const char *topic)
{
    size_t lane = ps_lanes_match(lanes, topic);
    return lane < lanes->count ? lane : 0;
}
