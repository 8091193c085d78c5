/* The table of urls: what each of them parses, runs and answers. One file per task. */
#ifndef PENSTOCK_SHARED_TASK_TASK_H
#define PENSTOCK_SHARED_TASK_TASK_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "shared/base/status.h"

struct ps_model;
struct ps_request;

struct ps_task {
    const char *url;       /* "/v1/completions" */
    const char *id_prefix; /* of the response's id: "cmpl-"; NULL: it has none */
    bool has_created;      /* the response has `created` */
    bool (*serves)(const struct ps_model *model); /* whether the model can do it */
    enum ps_status (*parse)(struct ps_request *request, struct ps_error *error);
    enum ps_status (*prepare)(struct ps_request *request, struct ps_error *error);
    enum ps_status (*render)(const struct ps_request *request, json_t **body,
                             struct ps_error *error);
    /* NULL where the url has no stream. */
    enum ps_status (*stream)(struct ps_request *request, json_t *chunks, struct ps_error *error);
    void (*destroy_fields)(void *fields);
};

/* NULL where no task has that url. */
const struct ps_task *ps_task_find(const char *url);

/* The i-th task, in the order of urls; NULL past the end. */
const struct ps_task *ps_task_at(size_t index);

#endif
