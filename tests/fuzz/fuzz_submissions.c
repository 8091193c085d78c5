/* Any bytes as the file that remembers what has been submitted: what is read can be written, and is
 * then read as the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "tools/submissions.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check(const struct ps_submission *submission)
{
    require(submission->batch[0] && strlen(submission->batch) < sizeof submission->batch);
    require(submission->topic[0] && strlen(submission->topic) < sizeof submission->topic);
    require(strlen(submission->cluster) < sizeof submission->cluster);
    for (size_t i = 0; i < submission->ends.count; i++)
        require(submission->ends.offsets[i] >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ps_submissions read, again; /* too large for a stack */
    struct ps_error error = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer first = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer second = {0};
    char *text =
        malloc(size ? size : 1); /* of exactly its size, so that a read beyond it is seen */
    require(text != NULL);
    if (size > 0)
        memcpy(text, data, size);
    enum ps_status status = ps_submissions_parse(&read, text, size, &error);
    require(status == PS_OK || status == PS_INVALID || status == PS_UNSUPPORTED);
    require((status == PS_OK) == (error.message[0] == '\0'));
    if (status == PS_OK) {
        for (size_t i = 0; i < read.count; i++)
            check(&read.items[i]);
        require(ps_submissions_render(&read, &first) == PS_OK);
        require(ps_submissions_parse(&again, first.data, first.size, &error) == PS_OK);
        require(ps_submissions_render(&again, &second) == PS_OK);
        require(first.size == second.size && memcmp(first.data, second.data, first.size) == 0);
        ps_submissions_close(&again);
    }
    ps_submissions_close(&read);
    free(text);
    return 0;
}
