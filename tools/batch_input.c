/* A batch input file, a line at a time. */
#include "tools/batch_input.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum ps_status ps_batch_input_open(struct ps_batch_input *input, const char *path,
                                   size_t line_bytes_max, struct ps_error *error)
{
    *input = (struct ps_batch_input){.line_bytes_max = line_bytes_max};
    bool standard = strcmp(path, "-") == 0;
    input->file = standard ? stdin : fopen(path, "re");
    if (!input->file)
        return ps_error_set(error, errno == ENOENT ? PS_NOT_FOUND : PS_IO, "cannot open %s: %s",
                            path, strerror(errno));
    struct stat info;
    if (fstat(fileno(input->file), &info) != 0)
        return ps_error_set(error, PS_IO, "cannot stat %s: %s", path, strerror(errno));
    if (S_ISDIR(info.st_mode))
        return ps_error_set(error, PS_IO, "cannot read %s: it is a directory", path);
    bool regular = S_ISREG(info.st_mode);
    input->size = regular ? (uint64_t)info.st_size : 0;
    input->modified_unix_s = regular ? (int64_t)info.st_mtime : (int64_t)time(NULL);
    return PS_OK;
}

void ps_batch_input_close(struct ps_batch_input *input)
{
    if (input->file && input->file != stdin)
        fclose(input->file);
    ps_buffer_close(&input->line);
    *input = (struct ps_batch_input){0};
}

/* One line, blank or not. *more false where the file has ended before its first byte. */
static enum ps_status read_line(struct ps_batch_input *input, bool *more, struct ps_error *error)
{
    ps_buffer_clear(&input->line);
    input->number++;
    uint64_t start = input->position;
    int byte;
    while ((byte = getc_unlocked(input->file)) != EOF) {
        input->position++;
        if (byte == '\n')
            break;
        if (input->line.size < input->line_bytes_max &&
            ps_buffer_append_byte(&input->line, (char)byte) != PS_OK)
            return ps_error_no_memory(error, "a line of the input");
    }
    if (byte == EOF && ferror(input->file))
        return ps_error_set(error, PS_IO, "cannot read the input: %s", strerror(errno));
    *more = input->position > start;
    return PS_OK;
}

static bool is_blank(const struct ps_buffer *line)
{
    return line->size == 0 || strspn(line->data, " \t\r") == line->size;
}

enum ps_status ps_batch_input_next(struct ps_batch_input *input, bool *more, struct ps_error *error)
{
    do {
        PS_TRY(read_line(input, more, error));
    } while (*more && is_blank(&input->line));
    return PS_OK;
}

uint64_t ps_batch_input_count(const char *path)
{
    struct ps_batch_input input = {0};
    uint64_t count = 0;
    bool more = true;
    if (strcmp(path, "-") != 0 && ps_batch_input_open(&input, path, 64, NULL) == PS_OK &&
        input.size > 0) {
        while (ps_batch_input_next(&input, &more, NULL) == PS_OK && more)
            count++;
    }
    ps_batch_input_close(&input);
    return count;
}
