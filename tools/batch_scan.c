/* A first look at a batch file, in one pass with a fixed buffer. */
#include "tools/batch_scan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "shared/base/defer.h"
#include "shared/base/file.h"

#define CHUNK_SIZE 65536

struct line {
    uint64_t number; /* from 1 */
    uint64_t size;   /* so far */
    bool blank;      /* so far */
};

static void end_line(struct ps_batch_scan *scan, struct line *line)
{
    if (!line->blank)
        scan->num_lines++;
    if (!line->blank && line->size > scan->longest_line_size) {
        scan->longest_line = line->number;
        scan->longest_line_size = line->size;
    }
    *line = (struct line){.number = line->number + 1, .blank = true};
}

static void scan_chunk(struct ps_batch_scan *scan, struct line *line, const char *chunk,
                       size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char byte = chunk[i];
        if (byte == '\n') {
            end_line(scan, line);
            continue;
        }
        line->size++;
        if (byte != ' ' && byte != '\t' && byte != '\r')
            line->blank = false;
    }
}

static enum ps_status fail(struct ps_error *error, const char *verb, const char *path)
{
    return ps_error_set(error, errno == ENOENT ? PS_NOT_FOUND : PS_IO, "cannot %s %s: %s", verb,
                        path, strerror(errno));
}

static enum ps_status scan_file(struct ps_batch_scan *scan, FILE *file, const char *path,
                                struct ps_error *error)
{
    PS_DEFER(ps_hasher_destroyp) struct ps_hasher *hasher = ps_hasher_create();
    PS_DEFER(ps_freep) char *chunk = malloc(CHUNK_SIZE);
    if (!hasher || !chunk)
        return ps_error_no_memory(error, path);
    struct line line = {.number = 1, .blank = true};
    size_t size;
    while ((size = fread(chunk, 1, CHUNK_SIZE, file)) > 0) {
        ps_hasher_update(hasher, chunk, size);
        scan_chunk(scan, &line, chunk, size);
    }
    if (ferror(file))
        return fail(error, "read", path);
    scan->last_line = line.number;
    end_line(scan, &line);
    if (ps_hasher_finish(hasher, &scan->digest) != PS_OK)
        return ps_error_set(error, PS_INTERNAL, "cannot digest %s", path);
    return PS_OK;
}

enum ps_status ps_batch_scan_file(struct ps_batch_scan *scan, const char *path,
                                  struct ps_error *error)
{
    *scan = (struct ps_batch_scan){0};
    if (strcmp(path, "-") == 0)
        return PS_OK;
    struct stat info;
    if (stat(path, &info) != 0)
        return fail(error, "open", path);
    if (!S_ISREG(info.st_mode))
        return PS_OK;
    PS_DEFER(ps_file_closep) FILE *file = fopen(path, "re");
    if (!file)
        return fail(error, "open", path);
    if (fstat(fileno(file), &info) != 0)
        return fail(error, "open", path);
    scan->regular = true;
    scan->size = (uint64_t)info.st_size;
    scan->modified = info.st_mtim;
    return scan_file(scan, file, path, error);
}

bool ps_batch_scan_holds(const struct ps_batch_scan *scan, FILE *file)
{
    struct stat info;
    if (!scan->regular)
        return true;
    return fstat(fileno(file), &info) == 0 && (uint64_t)info.st_size == scan->size &&
           info.st_mtim.tv_sec == scan->modified.tv_sec &&
           info.st_mtim.tv_nsec == scan->modified.tv_nsec;
}
