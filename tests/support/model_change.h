/* Checkpoint folders with one thing changed. */
#ifndef PENSTOCK_TESTS_SUPPORT_MODEL_CHANGE_H
#define PENSTOCK_TESTS_SUPPORT_MODEL_CHANGE_H

#include "shared/base/status.h"
#include "shared/model/model.h"
#include "tests/support/folder.h"

/* Sets a key of a JSON file to a value given as JSON, or takes it away where that is NULL. */
void ps_test_edit_json(const struct ps_test_folder *folder, const char *name, const char *key,
                       const char *value);

/* Starts with an empty error. */
enum ps_status ps_test_load(const struct ps_test_folder *folder, struct ps_model **model,
                            struct ps_error *error);

struct ps_test_change {
    const char *from; /* the folder it is applied to */
    const char *file;
    const char *key;
    const char *value; /* as JSON; NULL: the key is taken away */
    enum ps_status status;
    const char *message; /* a part of it, where refused */
};

/* Applies the change to a copy of the folder, and ends the test program where loading that gives
 * another status or message. */
void ps_test_change_check(const struct ps_test_change *change);

#endif
