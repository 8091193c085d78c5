/* A batch's output file and its error file, as OpenAI's Batch API has them: the one holds results
 * with status 200, the other all else. Both have their names once they are complete. */
#ifndef PENSTOCK_TOOLS_BATCH_RESULTS_H
#define PENSTOCK_TOOLS_BATCH_RESULTS_H

#include "tools/result_file.h"
#include "tools/result_order.h"

struct ps_batch_results_config {
    const char *output; /* "-": standard output */
    const char *errors; /* NULL: results of either kind go to the output, dead letters nowhere */
    const char *batch_file; /* the order of the lines; NULL: as they come */
    bool as_they_come;      /* files have their names from the start */
};

/* Zero-initialise. */
struct ps_batch_results {
    struct ps_batch_results_config config;
    struct ps_result_file output;
    struct ps_result_file errors;
    struct ps_result_order output_order;
    struct ps_result_order errors_order;
};

/* Strings are borrowed. PS_INVALID, PS_FULL, PS_NO_MEMORY, as ps_result_file_open. */
enum ps_status ps_batch_results_open(struct ps_batch_results *results,
                                     const struct ps_batch_results_config *config,
                                     struct ps_error *error) PS_MUST_USE;
void ps_batch_results_close(struct ps_batch_results *results);

/* A line, and what it answers. */
struct ps_batch_result {
    const char *line; /* [size], without a newline */
    size_t size;
    bool succeeded;
    const void *name; /* [name_size]: the custom_id, or the job's bytes where it has none */
    size_t name_size;
    bool is_custom_id;
};

/* PS_CLOSED where nobody reads the output any more; PS_IO, PS_NO_MEMORY, PS_INTERNAL. */
enum ps_status ps_batch_results_add(struct ps_batch_results *results,
                                    const struct ps_batch_result *result,
                                    struct ps_error *error) PS_MUST_USE;
enum ps_status ps_batch_results_flush(struct ps_batch_results *results,
                                      struct ps_error *error) PS_MUST_USE;

/* Puts the lines in order and gives the files their names. */
enum ps_status ps_batch_results_finish(struct ps_batch_results *results,
                                       struct ps_error *error) PS_MUST_USE;

#endif
