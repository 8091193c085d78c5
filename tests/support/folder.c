/* Temporary folders. */
#include "tests/support/folder.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/file.h"

static void require(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    abort();
}

void ps_test_folder_init(struct ps_test_folder *folder)
{
    const char *parent = getenv("TMPDIR");
    int length = snprintf(folder->path, sizeof folder->path, "%s/penstock-test-XXXXXX",
                          parent && strlen(parent) < 32 ? parent : "/tmp");
    require(length > 0 && mkdtemp(folder->path) != NULL, "a temporary folder");
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    return remove(path);
}

void ps_test_folder_close(struct ps_test_folder *folder)
{
    if (folder->path[0])
        (void)nftw(folder->path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    folder->path[0] = '\0';
}

void ps_test_folder_write(const struct ps_test_folder *folder, const char *name, const void *data,
                          size_t size)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder->path, name);
    FILE *file = fopen(path, "wb");
    require(file != NULL, name);
    require(fwrite(data, 1, size, file) == size, name);
    require(fclose(file) == 0, name);
}

void ps_test_folder_write_text(const struct ps_test_folder *folder, const char *name,
                               const char *text)
{
    ps_test_folder_write(folder, name, text, strlen(text));
}

void ps_test_folder_remove(const struct ps_test_folder *folder, const char *name)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder->path, name);
    require(remove(path) == 0, name);
}

void ps_test_folder_make(const struct ps_test_folder *folder, const char *name)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder->path, name);
    require(mkdir(path, 0700) == 0, name);
}

static void copy_file(const struct ps_test_folder *folder, const char *from, const char *name)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer bytes = {0};
    require(ps_file_read(from, 1u << 26, &bytes, NULL) == PS_OK, from);
    ps_test_folder_write(folder, name, bytes.data, bytes.size);
}

/* name: of the entry within the folder, "" for the whole. */
static void copy_entries(const struct ps_test_folder *folder, const char *from, const char *name)
{
    DIR *directory = opendir(from);
    require(directory != NULL, from);
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        if (entry->d_name[0] == '.')
            continue;
        struct stat info;
        PS_DEFER(ps_freep) char *source = ps_path_join(from, entry->d_name);
        PS_DEFER(ps_freep) char *inside = ps_path_join(name, entry->d_name);
        const char *target = name[0] ? inside : entry->d_name;
        require(stat(source, &info) == 0, source);
        if (S_ISDIR(info.st_mode)) {
            ps_test_folder_make(folder, target);
            copy_entries(folder, source, target);
        } else {
            copy_file(folder, source, target);
        }
    }
    closedir(directory);
}

void ps_test_folder_copy(const struct ps_test_folder *folder, const char *from)
{
    copy_entries(folder, from, "");
}
