/* The submissions of a batch file, to and from JSON. */
#include "tools/submissions.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/hex.h"
#include "shared/base/json_read.h"
#include "shared/wire/render.h"

#define VERSION   1
#define DEPTH_MAX 8

void ps_submissions_close(struct ps_submissions *submissions)
{
    for (size_t i = 0; i < submissions->count; i++)
        ps_kafka_positions_close(&submissions->items[i].ends);
    *submissions = (struct ps_submissions){0};
}

static enum ps_status refuse(struct ps_error *error, const char *name, const char *expected)
{
    return ps_error_set(error, PS_INVALID, "%s: expected %s", name, expected);
}

/* A string of 1 (or, where it may be empty, 0) to size - 1 bytes. */
static enum ps_status read_text(const json_t *object, const char *name, bool may_be_empty,
                                char *text, size_t size, struct ps_error *error)
{
    const json_t *member = json_object_get(object, name);
    size_t length = json_string_length(member);
    if (!json_is_string(member) || length >= size || (length == 0 && !may_be_empty))
        return refuse(error, name, "a string that names it");
    memcpy(text, json_string_value(member), length);
    text[length] = '\0';
    return PS_OK;
}

static enum ps_status read_number(const json_t *object, const char *name, uint64_t *number,
                                  struct ps_error *error)
{
    const json_t *member = json_object_get(object, name);
    if (!json_is_integer(member) || json_integer_value(member) < 0)
        return refuse(error, name, "a number of lines");
    *number = (uint64_t)json_integer_value(member);
    return PS_OK;
}

static enum ps_status read_digest(const json_t *object, struct ps_digest *digest,
                                  struct ps_error *error)
{
    const json_t *member = json_object_get(object, "digest");
    const char *hex = json_string_value(member);
    bool right = hex && json_string_length(member) == PS_DIGEST_HEX_SIZE - 1;
    for (size_t i = 0; right && i < PS_DIGEST_SIZE; i++) {
        int high = ps_hex_value(hex[2 * i]);
        int low = ps_hex_value(hex[2 * i + 1]);
        right = high >= 0 && low >= 0;
        if (right)
            digest->bytes[i] = (uint8_t)(high * 16 + low);
    }
    return right ? PS_OK : refuse(error, "digest", "64 hexadecimal digits");
}

static enum ps_status read_ends(const json_t *object, struct ps_kafka_positions *ends,
                                struct ps_error *error)
{
    const json_t *array = json_object_get(object, "ends");
    if (!json_is_array(array))
        return refuse(error, "ends", "an array of offsets");
    /* From the last to the first, so that memory is asked for once. */
    for (size_t i = json_array_size(array); i-- > 0;) {
        const json_t *member = json_array_get(array, i);
        if (!json_is_integer(member) || json_integer_value(member) < 0)
            return refuse(error, "ends", "an array of offsets");
        if (ps_kafka_positions_raise(ends, i, json_integer_value(member)) != PS_OK)
            return ps_error_no_memory(error, "the ends");
    }
    return PS_OK;
}

static enum ps_status read_submission(struct ps_submission *submission, const json_t *object,
                                      struct ps_error *error)
{
    const json_t *complete = json_object_get(object, "complete");
    if (!json_is_object(object))
        return refuse(error, "submissions", "objects");
    PS_TRY(read_text(object, "batch", false, submission->batch, sizeof submission->batch, error));
    PS_TRY(read_text(object, "topic", false, submission->topic, sizeof submission->topic, error));
    PS_TRY(
        read_text(object, "cluster", true, submission->cluster, sizeof submission->cluster, error));
    PS_TRY(read_digest(object, &submission->digest, error));
    PS_TRY(read_number(object, "lines", &submission->num_lines, error));
    PS_TRY(read_number(object, "position", &submission->position, error));
    if (!json_is_boolean(complete))
        return refuse(error, "complete", "true or false");
    submission->complete = json_is_true(complete);
    return read_ends(object, &submission->ends, error);
}

static enum ps_status read_all(struct ps_submissions *submissions, const json_t *root,
                               struct ps_error *error)
{
    const json_t *version = json_object_get(root, "version");
    const json_t *array = json_object_get(root, "submissions");
    if (!json_is_integer(version) || json_integer_value(version) < 1)
        return refuse(error, "version", "a number from 1");
    if (json_integer_value(version) != VERSION)
        return ps_error_set(error, PS_UNSUPPORTED,
                            "version: found %" JSON_INTEGER_FORMAT
                            ", expected %d: a later penstock has written it",
                            json_integer_value(version), VERSION);
    if (!json_is_array(array) || json_array_size(array) > PS_SUBMISSIONS_MAX)
        return refuse(error, "submissions", "an array of at most 16");
    for (size_t i = 0; i < json_array_size(array); i++) {
        submissions->count = i + 1;
        PS_TRY(read_submission(&submissions->items[i], json_array_get(array, i), error));
    }
    return PS_OK;
}

enum ps_status ps_submissions_parse(struct ps_submissions *submissions, const char *text,
                                    size_t size, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *root = NULL;
    *submissions = (struct ps_submissions){0};
    if (size == 0)
        return PS_OK;
    PS_TRY(ps_json_parse(text, size, DEPTH_MAX, &root, error));
    return read_all(submissions, root, error);
}

static enum ps_status render_text(struct ps_buffer *out, const char *name, const char *text)
{
    PS_TRY(ps_buffer_printf(out, "\"%s\":", name));
    PS_TRY(ps_render_string(out, text));
    return ps_buffer_append_byte(out, ',');
}

static enum ps_status render_submission(const struct ps_submission *submission,
                                        struct ps_buffer *out)
{
    char hex[PS_DIGEST_HEX_SIZE];
    ps_digest_hex(&submission->digest, hex);
    PS_TRY(ps_buffer_append_byte(out, '{'));
    PS_TRY(render_text(out, "batch", submission->batch));
    PS_TRY(render_text(out, "topic", submission->topic));
    PS_TRY(render_text(out, "cluster", submission->cluster));
    PS_TRY(render_text(out, "digest", hex));
    PS_TRY(ps_buffer_printf(
        out, "\"lines\":%" PRIu64 ",\"position\":%" PRIu64 ",\"complete\":%s,\"ends\":[",
        submission->num_lines, submission->position, submission->complete ? "true" : "false"));
    for (size_t i = 0; i < submission->ends.count; i++)
        PS_TRY(ps_buffer_printf(out, "%s%" PRId64, i > 0 ? "," : "", submission->ends.offsets[i]));
    return ps_buffer_append_string(out, "]}");
}

enum ps_status ps_submissions_render(const struct ps_submissions *submissions,
                                     struct ps_buffer *out)
{
    PS_TRY(ps_buffer_printf(out, "{\"version\":%d,\"submissions\":[", VERSION));
    for (size_t i = 0; i < submissions->count; i++) {
        PS_TRY(ps_buffer_append_string(out, i > 0 ? "," : ""));
        PS_TRY(render_submission(&submissions->items[i], out));
    }
    return ps_buffer_append_string(out, "]}\n");
}

static bool goes_to(const struct ps_submission *submission, const char *topic, const char *cluster)
{
    return strcmp(submission->topic, topic) == 0 && strcmp(submission->cluster, cluster) == 0;
}

struct ps_submission *ps_submissions_find(struct ps_submissions *submissions, const char *batch,
                                          const char *topic, const char *cluster)
{
    for (size_t i = 0; i < submissions->count; i++) {
        struct ps_submission *item = &submissions->items[i];
        if (strcmp(item->batch, batch) == 0 && goes_to(item, topic, cluster))
            return item;
    }
    return NULL;
}

const struct ps_submission *ps_submissions_find_unfinished(const struct ps_submissions *submissions,
                                                           const char *topic, const char *cluster,
                                                           const struct ps_digest *digest)
{
    for (size_t i = 0; i < submissions->count; i++) {
        const struct ps_submission *item = &submissions->items[i];
        if (!item->complete && item->position > 0 && goes_to(item, topic, cluster) &&
            memcmp(&item->digest, digest, sizeof *digest) != 0)
            return item;
    }
    return NULL;
}

static void remove_at(struct ps_submissions *submissions, size_t at)
{
    ps_kafka_positions_close(&submissions->items[at].ends);
    submissions->count--;
    memmove(&submissions->items[at], &submissions->items[at + 1],
            (submissions->count - at) * sizeof *submissions->items);
}

void ps_submissions_forget_unfinished(struct ps_submissions *submissions, const char *topic,
                                      const char *cluster, const struct ps_digest *digest)
{
    const struct ps_submission *item;
    while ((item = ps_submissions_find_unfinished(submissions, topic, cluster, digest)))
        remove_at(submissions, (size_t)(item - submissions->items));
}

static size_t expendable(const struct ps_submissions *submissions)
{
    for (size_t i = 0; i < submissions->count; i++) {
        if (submissions->items[i].complete)
            return i;
    }
    return 0;
}

struct ps_submission *ps_submissions_add(struct ps_submissions *submissions,
                                         struct ps_submission *submission)
{
    const struct ps_submission *former =
        ps_submissions_find(submissions, submission->batch, submission->topic, submission->cluster);
    if (former)
        remove_at(submissions, (size_t)(former - submissions->items));
    if (submissions->count == PS_SUBMISSIONS_MAX)
        remove_at(submissions, expendable(submissions));
    struct ps_submission *added = &submissions->items[submissions->count++];
    *added = *submission;
    submission->ends = (struct ps_kafka_positions){0};
    return added;
}
