/* A batch output file that can be gone on with after a kill at any byte.
 *
 * Every result begins with the id that is made from the digest of its job's line, so the lines that
 * are there can be told to belong to the input by reading both side by side. */
#include "tools/batch_output.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "shared/base/hash.h"

#define ID_DIGITS 32

static const char id_start[] = "{\"id\":\"batch_req_";
static const char ok_mark[] = "\"response\":{\"status_code\":200,";

static bool belongs(const struct ps_buffer *result, const struct ps_buffer *job)
{
    struct ps_digest digest;
    char hex[PS_DIGEST_HEX_SIZE];
    size_t start = sizeof id_start - 1;
    if (result->size < start + ID_DIGITS || ps_digest_of(job->data, job->size, &digest) != PS_OK)
        return false;
    ps_digest_hex(&digest, hex);
    return memcmp(result->data, id_start, start) == 0 &&
           memcmp(result->data + start, hex, ID_DIGITS) == 0;
}

static enum ps_status refuse_foreign(const char *path, uint64_t line, struct ps_error *error)
{
    return ps_error_set(error, PS_INVALID,
                        "%s line %" PRIu64 " is not the result of the input's job at that place: "
                        "remove the file or name another with -o",
                        path, line);
}

/* Compares the whole lines of a result file with the input's; *end is where they end. */
static enum ps_status match_lines(struct ps_batch_output *output, FILE *results, const char *path,
                                  struct ps_batch_input *input, off_t *end, struct ps_error *error)
{
    PS_DEFER(ps_freep) char *text = NULL;
    size_t capacity = 0;
    *end = 0;
    for (;;) {
        errno = 0;
        ssize_t length = getline(&text, &capacity, results);
        if (length < 0 && errno != 0)
            return ps_error_set(error, PS_IO, "cannot read %s: %s", path, strerror(errno));
        if (length <= 0 || text[length - 1] != '\n')
            return PS_OK; /* the end, or a torn line */
        struct ps_buffer line = {.data = text, .size = (size_t)length - 1};
        bool more = false;
        PS_TRY(ps_batch_input_next(input, &more, error));
        if (!more || !belongs(&line, &input->line))
            return refuse_foreign(path, output->num_resumed + 1, error);
        output->num_resumed++;
        if (!memmem(text, (size_t)length, ok_mark, sizeof ok_mark - 1))
            output->num_failed++;
        *end += length;
    }
}

/* Whether a file begins as results do, or holds less than that: a file of something else may hold
 * no line break for gigabytes. */
static bool begins_as_results(int descriptor)
{
    char start[sizeof id_start - 1];
    ssize_t size = pread(descriptor, start, sizeof start, 0);
    return size >= 0 && memcmp(start, id_start, (size_t)size) == 0;
}

/* Finds the whole lines that are there, cuts the rest off, and moves input behind their jobs. */
static enum ps_status resume(struct ps_batch_output *output, const char *path,
                             struct ps_batch_input *input, struct ps_error *error)
{
    if (!begins_as_results(output->descriptor))
        return refuse_foreign(path, 1, error);
    int copy = dup(output->descriptor);
    PS_DEFER(ps_file_closep) FILE *results = copy < 0 ? NULL : fdopen(copy, "r");
    if (!results)
        return ps_error_set(error, PS_IO, "cannot read %s: %s", path, strerror(errno));
    off_t end = 0;
    PS_TRY(match_lines(output, results, path, input, &end, error));
    if (ftruncate(output->descriptor, end) != 0 || lseek(output->descriptor, end, SEEK_SET) < 0)
        return ps_error_set(error, PS_IO, "cannot go on with %s: %s", path, strerror(errno));
    return PS_OK;
}

enum ps_status ps_batch_output_open(struct ps_batch_output *output, const char *path,
                                    struct ps_batch_input *input, struct ps_error *error)
{
    *output = (struct ps_batch_output){0};
    if (strcmp(path, "-") == 0) {
        output->descriptor = STDOUT_FILENO;
        output->opened = true;
        return PS_OK;
    }
    output->descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (output->descriptor < 0)
        return ps_error_set(error, PS_IO, "cannot open %s: %s", path, strerror(errno));
    output->opened = true;
    if (flock(output->descriptor, LOCK_EX | LOCK_NB) != 0)
        return ps_error_set(error, PS_FULL, "%s is being written by another process", path);
    struct stat found;
    if (fstat(output->descriptor, &found) != 0)
        return ps_error_set(error, PS_IO, "cannot open %s: %s", path, strerror(errno));
    if (!S_ISREG(found.st_mode)) /* a pipe or a device: it holds nothing to go on with */
        return PS_OK;
    return resume(output, path, input, error);
}

void ps_batch_output_close(struct ps_batch_output *output)
{
    if (output->opened && output->descriptor != STDOUT_FILENO)
        close(output->descriptor);
    ps_buffer_close(&output->pending);
    *output = (struct ps_batch_output){0};
}

enum ps_status ps_batch_output_add(struct ps_batch_output *output, const char *line, size_t size,
                                   struct ps_error *error)
{
    if (ps_buffer_append(&output->pending, line, size) != PS_OK ||
        ps_buffer_append_byte(&output->pending, '\n') != PS_OK)
        return ps_error_no_memory(error, "a result line");
    return PS_OK;
}

enum ps_status ps_batch_output_flush(struct ps_batch_output *output, struct ps_error *error)
{
    size_t written = 0;
    while (written < output->pending.size) {
        ssize_t count = write(output->descriptor, output->pending.data + written,
                              output->pending.size - written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EPIPE)
            return ps_error_set(error, PS_CLOSED, "nobody reads the output any more");
        if (count < 0)
            return ps_error_set(error, PS_IO, "cannot write the output: %s", strerror(errno));
        written += (size_t)count;
    }
    ps_buffer_clear(&output->pending);
    return PS_OK;
}
