/* A record of any bytes and headers, as anybody may write to a job topic; and any text as the body
 * of a response, as anybody may write to a cache.
 *
 * Input: headers as lines `name=value` (or `name` for a null value) before an empty line, then the
 * record's value. Without an empty line all of it is the value. */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/json_read.h"
#include "shared/base/json_scan.h"
#include "shared/wire/result.h"

#define HEADERS_MAX 16

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

struct input {
    char *text; /* the header lines, each ended by NUL */
    struct ps_header headers[HEADERS_MAX];
    size_t num_headers;
    char *value; /* of exactly its size, so that a read beyond it is seen */
    size_t size;
};

static void read_header(struct input *input, char *line, size_t length)
{
    line[length] = '\0';
    char *equals = memchr(line, '=', length);
    struct ps_header *header = &input->headers[input->num_headers++];
    header->name = line;
    header->value = equals ? equals + 1 : NULL;
    header->size = equals ? length - (size_t)(equals + 1 - line) : 0;
    if (equals)
        *equals = '\0';
}

static void split(struct input *input, const uint8_t *data, size_t size)
{
    const uint8_t *gap = memmem(data, size, "\n\n", 2);
    size_t headers_size = gap ? (size_t)(gap - data) + 1 : 0;
    size_t value_start = gap ? headers_size + 1 : 0;
    input->size = size - value_start;
    input->value = malloc(input->size ? input->size : 1);
    input->text = malloc(headers_size + 1);
    require(input->value && input->text);
    if (input->size > 0)
        memcpy(input->value, data + value_start, input->size);
    if (headers_size > 0)
        memcpy(input->text, data, headers_size);
    for (size_t at = 0; at < headers_size && input->num_headers < HEADERS_MAX;) {
        char *end = memchr(input->text + at, '\n', headers_size - at);
        size_t length = (size_t)(end - (input->text + at));
        read_header(input, input->text + at, length);
        at += length + 1;
    }
}

/* A result line must be one line of JSON under the job's custom_id. */
static void check_line(const struct ps_job *job, struct ps_buffer *line)
{
    require(!memchr(line->data, '\n', line->size));
    json_t *root =
        json_loadb(line->data, line->size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    require(root != NULL);
    const json_t *custom_id = json_object_get(root, "custom_id");
    if (job->custom_id)
        require(strcmp(json_string_value(custom_id), job->custom_id) == 0);
    else
        require(json_is_null(custom_id));
    json_decref(root);
    ps_buffer_clear(line);
}

static void check_rendering(const struct ps_job *job, const struct input *input)
{
    struct ps_buffer line = {0};
    require(ps_result_refused(job, &job->refusal, &line) == PS_OK);
    check_line(job, &line);
    if (job->kind == PS_JOB_REQUEST) {
        static const struct ps_identity identity = {"cmpl-", true};
        require(ps_result_body(job->body, &line) == PS_OK);
        ps_buffer_clear(&line);
        enum ps_status status =
            ps_result_completed(job, &identity, input->value, input->size, &line);
        require(status == PS_OK || status == PS_INVALID);
        if (status == PS_OK)
            check_line(job, &line);
    }
    ps_buffer_close(&line);
}

static void check_job(const struct input *input)
{
    static const char *const allowed[] = {"answers"};
    const struct ps_job_limits limits = {4096, allowed, 1};
    const struct ps_record record = {input->value, input->size, input->headers, input->num_headers,
                                     1764000000123};
    struct ps_job *job = NULL;
    struct ps_error error = {0};
    require(ps_job_parse(&job, &record, &limits, &error) == PS_OK);
    require((job->custom_id != NULL) ==
            (job->kind == PS_JOB_REQUEST || job->kind == PS_JOB_REFUSED));
    require((job->body != NULL) == (job->kind == PS_JOB_REQUEST));
    require((job->refusal.status == PS_OK) == (job->kind == PS_JOB_REQUEST));
    require(!job->custom_id ||
            (job->custom_id[0] && strlen(job->custom_id) <= PS_CUSTOM_ID_SIZE_MAX));
    check_rendering(job, input);
    ps_job_destroy(job);
}

/* Any text as a cached body of a job that is right. */
static void check_cached(const struct input *input)
{
    static const char text[] = "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"u\","
                               "\"body\":{\"model\":\"m\"}}";
    const struct ps_job_limits limits = {4096, NULL, 0};
    const struct ps_record record = {text, sizeof text - 1, NULL, 0, 0};
    struct ps_job *job = NULL;
    require(ps_job_parse(&job, &record, &limits, NULL) == PS_OK && job->kind == PS_JOB_REQUEST);
    check_rendering(job, input);
    ps_job_destroy(job);
}

/* The reader and Jansson's agree about what is well-formed and not too deep. (Jansson 2.14 passes
 * over some NUL bytes between tokens.) */
static void check_reader(const struct input *input)
{
    struct ps_json_scan scan;
    require(ps_json_scan(input->value, input->size, "custom_id", &scan) == PS_OK);
    json_t *other = json_loadb(input->value, input->size, JSON_REJECT_DUPLICATES, NULL);
    require(!other || scan.well_formed || memchr(input->value, '\0', input->size));
    if (scan.well_formed && scan.is_object && !scan.has_mark && scan.depth <= PS_JOB_DEPTH_MAX) {
        json_t *root = NULL;
        enum ps_status status = ps_json_read(input->value, false, &root, NULL);
        require(status == (other ? PS_OK : PS_INVALID));
        require(!other || json_equal(root, other));
        json_decref(root);
    }
    json_decref(other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {0};
    split(&input, data, size);
    check_job(&input);
    check_cached(&input);
    check_reader(&input);
    free(input.text);
    free(input.value);
    return 0;
}
