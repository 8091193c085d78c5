/* What the client's tools want to know of a job's or a result's line. */
#ifndef PENSTOCK_TOOLS_RESULT_LINE_H
#define PENSTOCK_TOOLS_RESULT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/wire/job.h"

/* Copies a line's custom_id into id; *id_size is its length, 0 where the line is no JSON object or
 * has no string custom_id of 1 to PS_CUSTOM_ID_SIZE_MAX bytes. It finds one wherever a worker finds
 * one to answer under, also in JSON that can't be a job. PS_NO_MEMORY. */
enum ps_status ps_line_custom_id(const char *line, size_t size, char id[PS_CUSTOM_ID_SIZE_MAX + 1],
                                 size_t *id_size) PS_MUST_USE;

struct ps_result_summary {
    char custom_id[PS_CUSTOM_ID_SIZE_MAX + 1]; /* "" where there is none */
    size_t custom_id_size;
    bool succeeded;  /* status code 200 and no error */
    uint64_t tokens; /* usage.total_tokens, or 0 */
};

/* PS_INVALID for a line that is no JSON object; the summary is then empty and not succeeded. */
enum ps_status ps_result_summarize(const char *line, size_t size,
                                   struct ps_result_summary *summary) PS_MUST_USE;

#endif
