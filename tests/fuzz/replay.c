/* Feeds a fuzz target the files of its corpus (files and folders as arguments), and nothing. */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input ends where its allocation does, so that AddressSanitizer sees a read beyond it. */
static int replay_file(const char *path)
{
    struct stat status;
    FILE *file = fopen(path, "rb");
    if (!file || fstat(fileno(file), &status) != 0) {
        fprintf(stderr, "replay: %s: %s\n", path, strerror(errno));
        if (file)
            fclose(file);
        return -1;
    }
    size_t size = (size_t)status.st_size;
    uint8_t *data = malloc(size ? size : 1);
    size_t got = data ? fread(data, 1, size, file) : 0;
    fclose(file);
    if (!data || got != size) {
        fprintf(stderr, "replay: %s: %zu of %zu bytes read\n", path, got, size);
        free(data);
        return -1;
    }
    fprintf(stderr, "replay: %s\n", path);
    (void)LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 0;
}

static int replay_folder(const char *path, size_t *num_files)
{
    struct dirent **entries = NULL;
    int num_entries = scandir(path, &entries, NULL, alphasort);
    if (num_entries < 0) {
        fprintf(stderr, "replay: %s: %s\n", path, strerror(errno));
        return -1;
    }
    int result = 0;
    for (int i = 0; i < num_entries; i++) {
        char file[4096];
        int length = snprintf(file, sizeof file, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.') {
            (*num_files)++;
            if (length < 0 || (size_t)length >= sizeof file || replay_file(file) != 0)
                result = -1;
        }
        free(entries[i]);
    }
    free(entries);
    return result;
}

int main(int argc, char **argv)
{
    size_t num_files = 0;
    int result = 0;
    const uint8_t nothing = 0;
    (void)LLVMFuzzerTestOneInput(&nothing, 0);
    for (int i = 1; i < argc; i++) {
        struct stat status;
        if (stat(argv[i], &status) == 0 && S_ISDIR(status.st_mode)) {
            result |= replay_folder(argv[i], &num_files);
        } else {
            num_files++;
            result |= replay_file(argv[i]);
        }
    }
    printf("replayed %zu inputs\n", num_files);
    return result == 0 ? 0 : 1;
}
