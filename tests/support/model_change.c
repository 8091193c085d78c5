/* Changing one key, loading, comparing. */
#include "tests/support/model_change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "shared/base/file.h"

static void require(bool holds, const char *what)
{
    if (holds)
        return;
    (void)fprintf(stderr, "test support: %s\n", what);
    abort();
}

void ps_test_edit_json(const struct ps_test_folder *folder, const char *name, const char *key,
                       const char *value)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder->path, name);
    PS_DEFER(json_decrefp) json_t *json = json_load_file(path, 0, NULL);
    if (!json)
        json = json_object();
    if (value)
        require(json_object_set_new(json, key, json_loads(value, JSON_DECODE_ANY, NULL)) == 0,
                value);
    else
        (void)json_object_del(json, key);
    require(json_dump_file(json, path, 0) == 0, path);
}

enum ps_status ps_test_load(const struct ps_test_folder *folder, struct ps_model **model,
                            struct ps_error *error)
{
    *error = (struct ps_error){0};
    return ps_model_load(model, folder->path, "auto", error);
}

/* Every refusal says in which folder. */
static bool is_expected(const struct ps_test_change *change, const struct ps_test_folder *folder,
                        enum ps_status status, const struct ps_error *error)
{
    if (status != change->status || (change->message && !strstr(error->message, change->message)))
        return false;
    return status == PS_OK || strstr(error->message, folder->path);
}

void ps_test_change_check(const struct ps_test_change *change)
{
    struct ps_error error;
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, change->from);
    ps_test_edit_json(&folder, change->file, change->key, change->value);
    enum ps_status status = ps_test_load(&folder, &model, &error);
    if (is_expected(change, &folder, status, &error))
        return;
    (void)fprintf(stderr, "%s: %s %s: %s \"%s\", expected %s \"%s\"\n", change->from, change->key,
                  change->value ? change->value : "gone", ps_status_name(status), error.message,
                  ps_status_name(change->status), change->message ? change->message : "");
    abort();
}
