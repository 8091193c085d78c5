/* A list of errors with an end. */
#include "worker/config_problems.h"

#include <stdlib.h>

enum ps_status ps_problems_add(struct ps_problems *problems, const struct ps_error *error)
{
    if (problems->status == PS_OK)
        problems->status = error->status;
    struct ps_error *items = NULL;
    if (problems->count < PS_PROBLEMS_MAX)
        items = realloc(problems->items, (problems->count + 1) * sizeof *items);
    if (!items) {
        problems->num_left_out++;
        return error->status;
    }
    problems->items = items;
    items[problems->count++] = *error;
    return error->status;
}

enum ps_status ps_problems_first(const struct ps_problems *problems, struct ps_error *error)
{
    if (problems->status == PS_OK)
        return PS_OK;
    if (problems->count == 0)
        return ps_error_no_memory(error, "the configuration");
    const struct ps_error *first = &problems->items[0];
    size_t num_others = problems->count - 1 + problems->num_left_out;
    if (num_others == 0)
        return ps_error_set_param(error, first->status, first->param, "%s", first->message);
    return ps_error_set_param(error, first->status, first->param, "%s (and %zu more)",
                              first->message, num_others);
}

void ps_problems_close(struct ps_problems *problems)
{
    free(problems->items);
    *problems = (struct ps_problems){0};
}
