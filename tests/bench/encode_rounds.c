/* Times ps_tokenizer_encode for tests/bench/tokenizer_speed.py: `encode_rounds MODEL DOCUMENTS`,
 * where MODEL is a folder and DOCUMENTS a file of texts, each with a NUL behind it. For each line
 * on standard input it encodes all of them once and writes `SECONDS TOKENS CHECKSUM` (CPU time), so
 * that whoever asks can interleave rounds of something else. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "shared/base/file.h"
#include "shared/text/tokenizer.h"

enum { DOCUMENTS_SIZE_MAX = 256 << 20 };

struct totals {
    uint64_t tokens;
    uint64_t checksum; /* of the ids in order */
};

static enum ps_status encode_all(const struct ps_tokenizer *tokenizer,
                                 const struct ps_buffer *documents, struct totals *totals,
                                 struct ps_error *error)
{
    PS_DEFER(ps_tokens_close) struct ps_tokens tokens = {0};
    const char *end = documents->data + documents->size;
    for (const char *text = documents->data; text < end; text += strlen(text) + 1) {
        tokens.count = 0;
        PS_TRY(ps_tokenizer_encode(tokenizer, text, strlen(text), true, &tokens, error));
        for (size_t i = 0; i < tokens.count; i++)
            totals->checksum += ++totals->tokens * (uint64_t)tokens.ids[i];
    }
    return PS_OK;
}

/* Of this process: what others do on the machine meanwhile doesn't count. */
static double cpu_seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static enum ps_status run(const char *model, const char *path, struct ps_error *error)
{
    PS_DEFER(ps_tokenizer_destroyp) struct ps_tokenizer *tokenizer = NULL;
    PS_DEFER(ps_buffer_close) struct ps_buffer documents = {0};
    PS_TRY(ps_tokenizer_load(&tokenizer, model, error));
    PS_TRY(ps_file_read(path, DOCUMENTS_SIZE_MAX, &documents, error));
    char line[16];
    while (fgets(line, sizeof line, stdin)) {
        struct totals totals = {0};
        double started = cpu_seconds();
        PS_TRY(encode_all(tokenizer, &documents, &totals, error));
        double seconds = cpu_seconds() - started;
        printf("%.6f %" PRIu64 " %" PRIu64 "\n", seconds, totals.tokens, totals.checksum);
        (void)fflush(stdout);
    }
    return PS_OK;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: encode_rounds MODEL DOCUMENTS\n");
        return 2;
    }
    struct ps_error error = {0};
    if (run(argv[1], argv[2], &error) == PS_OK)
        return 0;
    fprintf(stderr, "encode_rounds: %s\n", error.message);
    return 1;
}
