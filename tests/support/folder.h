/* A temporary folder of files that goes away with the test. */
#ifndef PENSTOCK_TESTS_SUPPORT_FOLDER_H
#define PENSTOCK_TESTS_SUPPORT_FOLDER_H

#include <stddef.h>

struct ps_test_folder {
    char path[64];
};

/* These end the test program where the file system refuses. */
void ps_test_folder_init(struct ps_test_folder *folder);
void ps_test_folder_close(struct ps_test_folder *folder);

void ps_test_folder_write(const struct ps_test_folder *folder, const char *name, const void *data,
                          size_t size);
void ps_test_folder_write_text(const struct ps_test_folder *folder, const char *name,
                               const char *text);
void ps_test_folder_remove(const struct ps_test_folder *folder, const char *name);
void ps_test_folder_make(const struct ps_test_folder *folder, const char *name);

/* Copies the files (and the files of folders) of another folder into it. */
void ps_test_folder_copy(const struct ps_test_folder *folder, const char *from);

#endif
