/* How much of a text that is too long is kept. */
#include "shared/task/truncation.h"

#include <stdio.h>

#include "shared/task/fields.h"

enum ps_status ps_truncation_read(const json_t *body, size_t context, size_t *tokens_max,
                                  struct ps_error *error)
{
    static const char name[] = "truncate_prompt_tokens";
    int64_t count = 0;
    struct ps_integer_range range = {-1, (int64_t)context};
    PS_TRY(ps_field_integer(body, name, range, &count, error));
    if (count == 0 && ps_field_get(body, name))
        return ps_field_wrong(name, ps_field_get(body, name),
                              "how many tokens to keep, or -1 for as many as the model takes",
                              error);
    if (count != 0)
        *tokens_max = count < 0 ? context : (size_t)count;
    return PS_OK;
}

enum ps_status ps_truncation_read_flag(const json_t *body, size_t context, size_t *tokens_max,
                                       struct ps_error *error)
{
    bool truncation = false;
    PS_TRY(ps_field_boolean(body, "truncation", &truncation, error));
    if (truncation && *tokens_max == 0)
        *tokens_max = context;
    return PS_OK;
}

enum ps_status ps_truncation_blame(enum ps_status status, const char *param, struct ps_error *error)
{
    if (status != PS_INVALID || !error || error->param[0])
        return status;
    (void)snprintf(error->param, sizeof error->param, "%s", param);
    ps_error_prefix(error, "%s", param);
    return status;
}

enum ps_status ps_truncation_refuse(const char *param, size_t num_tokens, size_t context,
                                    struct ps_error *error)
{
    enum ps_status status = ps_error_set_param(
        error, PS_INVALID, param,
        "%s: found %zu tokens, expected at most %zu, the longest text of this model; "
        "truncate_prompt_tokens says how much to keep",
        param, num_tokens, context);
    ps_error_set_code(error, "context_length_exceeded");
    return status;
}
