/* What the tests of wire/ share: records made from text, and files of schemas/examples/. */
#ifndef PENSTOCK_TESTS_UNIT_WIRE_WIRE_TEST_H
#define PENSTOCK_TESTS_UNIT_WIRE_WIRE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/file.h"
#include "shared/wire/job.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const struct ps_job_limits wire_limits = {.job_bytes_max = 8 << 20};

/* Parses bytes with headers; fails the test where the record's contents make parsing fail. */
static inline struct ps_job *parse_record(const void *value, size_t size,
                                          const struct ps_header *headers, size_t num_headers,
                                          const struct ps_job_limits *limits)
{
    const struct ps_record record = {value, size, headers, num_headers, 1764000000123};
    struct ps_error error = {0};
    struct ps_job *job = NULL;
    enum ps_status status = ps_job_parse(&job, &record, limits, &error);
    if (status != PS_OK)
        fail_msg("ps_job_parse: %s", error.message);
    return job;
}

static inline struct ps_job *parse(const char *text)
{
    return parse_record(text, strlen(text), NULL, 0, &wire_limits);
}

/* The bytes of an example without the newline that ends the file. */
static inline void read_example(const char *folder, const char *name, struct ps_buffer *out)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    struct ps_error error = {0};
    if (ps_file_read(path, 1 << 20, out, &error) != PS_OK)
        fail_msg("%s", error.message);
    assert_true(out->size > 0 && out->data[out->size - 1] == '\n');
    out->data[--out->size] = '\0';
}

#endif
