/* A request from its body to its response, in an engine of its own. */
#ifndef PENSTOCK_TESTS_SUPPORT_REQUEST_RUN_H
#define PENSTOCK_TESTS_SUPPORT_REQUEST_RUN_H

#include <jansson.h>

#include "shared/task/request.h"

/* The response; fails the test where the request is refused. */
json_t *ps_test_respond(const struct ps_model *model, const char *url, const char *body);

/* The response or, where the request is refused, NULL and the error. */
json_t *ps_test_try_respond(const struct ps_model *model, const char *url, const char *body,
                            struct ps_error *error);

/* The response of a request that streams, and the chunks of its stream in their order. */
json_t *ps_test_stream(const struct ps_model *model, const char *url, const char *body,
                       json_t **chunks);

#endif
