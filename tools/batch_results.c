/* A batch's output file and its error file. */
#include "tools/batch_results.h"

#include <string.h>
#include <unistd.h>

#include "shared/base/defer.h"

#define PARTIAL ".partial"
#define ORDERED ".ordered"

enum ps_status ps_batch_results_open(struct ps_batch_results *results,
                                     const struct ps_batch_results_config *config,
                                     struct ps_error *error)
{
    *results = (struct ps_batch_results){.config = *config};
    const char *suffix = config->as_they_come ? NULL : PARTIAL;
    PS_TRY(ps_result_file_open(&results->output, config->output, suffix, error));
    if (config->errors)
        PS_TRY(ps_result_file_open(&results->errors, config->errors, suffix, error));
    bool direct = !results->output.partial || (config->errors && !results->errors.partial);
    if (config->batch_file && direct)
        return ps_error_set(error, PS_INVALID,
                            "--input: expected files for --output and --errors: what is written as "
                            "it comes cannot be put in order");
    return PS_OK;
}

void ps_batch_results_close(struct ps_batch_results *results)
{
    ps_result_file_close(&results->output);
    ps_result_file_close(&results->errors);
    ps_result_order_close(&results->output_order);
    ps_result_order_close(&results->errors_order);
}

enum ps_status ps_batch_results_add(struct ps_batch_results *results,
                                    const struct ps_batch_result *result, struct ps_error *error)
{
    bool failed = results->config.errors && !result->succeeded;
    struct ps_result_file *file = failed ? &results->errors : &results->output;
    if (results->config.batch_file)
        PS_TRY(ps_result_order_add(failed ? &results->errors_order : &results->output_order,
                                   result->name, result->name_size, result->is_custom_id,
                                   file->size, result->size, error));
    return ps_result_file_add(file, result->line, result->size, error);
}

enum ps_status ps_batch_results_flush(struct ps_batch_results *results, struct ps_error *error)
{
    PS_TRY(ps_result_file_flush(&results->output, error));
    return results->config.errors ? ps_result_file_flush(&results->errors, error) : PS_OK;
}

static enum ps_status finish_in_order(struct ps_result_file *file, struct ps_result_order *order,
                                      const char *batch_file, struct ps_error *error)
{
    PS_DEFER(ps_result_file_close) struct ps_result_file ordered = {0};
    PS_TRY(ps_result_file_flush(file, error));
    PS_TRY(ps_result_file_open(&ordered, file->path, ORDERED, error));
    PS_TRY(ps_result_order_apply(order, batch_file, file->file, &ordered, error));
    PS_TRY(ps_result_file_finish(&ordered, error));
    (void)unlink(file->partial);
    return PS_OK;
}

static enum ps_status finish(struct ps_batch_results *results, struct ps_result_file *file,
                             struct ps_result_order *order, struct ps_error *error)
{
    return results->config.batch_file
               ? finish_in_order(file, order, results->config.batch_file, error)
               : ps_result_file_finish(file, error);
}

enum ps_status ps_batch_results_finish(struct ps_batch_results *results, struct ps_error *error)
{
    if (results->config.errors)
        PS_TRY(finish(results, &results->errors, &results->errors_order, error));
    return finish(results, &results->output, &results->output_order, error);
}
