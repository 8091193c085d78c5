/* id2label, num_labels and problem_type of a config.json. */
#include "shared/model/labels.h"

#include <stdio.h>
#include <string.h>

#include "shared/model/reader.h"

enum {
    NUMBER_SIZE = 32,
    DEFAULT_COUNT = 2,
};

static enum ps_status find_names(const json_t *config, const json_t **names, struct ps_error *error)
{
    *names = ps_read_value(config, "id2label");
    if (*names && (!json_is_object(*names) || json_object_size(*names) == 0))
        return ps_error_set_param(error, PS_INVALID, "id2label",
                                  "id2label must be an object of at least one number and name");
    return PS_OK;
}

enum ps_status ps_labels_count(const json_t *config, size_t *count, struct ps_error *error)
{
    const json_t *names;
    PS_TRY(find_names(config, &names, error));
    if (names) {
        *count = json_object_size(names);
        return PS_OK;
    }
    PS_TRY(ps_read_size(config, "num_labels", DEFAULT_COUNT, count, error));
    if (*count == 0)
        return ps_error_set_param(error, PS_INVALID, "num_labels",
                                  "num_labels is 0, a classifier has at least 1");
    return PS_OK;
}

static enum ps_status read_name(const json_t *names, size_t index, struct ps_arena *arena,
                                const char **name, struct ps_error *error)
{
    char number[NUMBER_SIZE], unnamed[NUMBER_SIZE];
    (void)snprintf(number, sizeof number, "%zu", index);
    (void)snprintf(unnamed, sizeof unnamed, "LABEL_%zu", index);
    const json_t *value = json_object_get(names, number);
    const char *text = names ? json_string_value(value) : unnamed;
    if (!text)
        return ps_error_set_param(error, PS_INVALID, "id2label",
                                  "id2label has %zu entries, %s \"%s\"", json_object_size(names),
                                  value ? "but no name as its" : "but none of the number", number);
    *name = ps_arena_string(arena, text, names ? json_string_length(value) : strlen(text));
    return *name ? PS_OK : ps_error_no_memory(error, "the name of a label");
}

static enum ps_status read_problem(const json_t *config, struct ps_labels *labels,
                                   struct ps_error *error)
{
    const char *problem;
    PS_TRY(ps_read_string(config, "problem_type", "single_label_classification", &problem, error));
    if (strcmp(problem, "regression") == 0)
        labels->problem = PS_PROBLEM_REGRESSION;
    else if (strcmp(problem, "multi_label_classification") == 0)
        labels->problem = PS_PROBLEM_MULTI_LABEL;
    else if (strcmp(problem, "single_label_classification") == 0)
        labels->problem = labels->count == 1 ? PS_PROBLEM_MULTI_LABEL : PS_PROBLEM_SINGLE_LABEL;
    else
        return ps_error_set_param(error, PS_UNSUPPORTED, "problem_type",
                                  "problem_type \"%s\" is not supported; supported are: "
                                  "single_label_classification, multi_label_classification, "
                                  "regression",
                                  problem);
    return PS_OK;
}

enum ps_status ps_labels_read(const json_t *config, struct ps_arena *arena,
                              struct ps_labels *labels, struct ps_error *error)
{
    const json_t *source;
    const char **names = ps_arena_alloc(arena, labels->count, sizeof *names);
    if (!names)
        return ps_error_no_memory(error, "the names of labels");
    PS_TRY(find_names(config, &source, error));
    for (size_t i = 0; i < labels->count; i++)
        PS_TRY(read_name(source, i, arena, &names[i], error));
    labels->names = names;
    return read_problem(config, labels, error);
}
