/* A checkpoint's files: one, or shards named by an index. */
#include "shared/weights/checkpoint.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "shared/base/buffer.h"
#include "shared/base/file.h"
#include "shared/base/json_read.h"
#include "shared/weights/safetensors.h"

#define SINGLE_FILE    "model.safetensors"
#define INDEX_FILE     "model.safetensors.index.json"
#define INDEX_SIZE_MAX (64u << 20)
#define JSON_DEPTH_MAX 16

struct shard {
    char *name; /* owned */
    struct ps_mapping mapping;
    struct ps_safetensors file;
};

struct ps_checkpoint {
    struct shard *shards; /* [num_shards], by name */
    size_t num_shards;
};

static enum ps_status open_shard(struct shard *shard, const char *folder, struct ps_error *error)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder, shard->name);
    if (!path)
        return ps_error_no_memory(error, "a path");
    PS_TRY(ps_mapping_open(&shard->mapping, path, error));
    enum ps_status status =
        ps_safetensors_parse(&shard->file, shard->mapping.data, shard->mapping.size, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s", path);
    return status;
}

/* A shard is a plain file beside its index; anything else could reach out of the folder. */
static bool is_plain_name(const char *name)
{
    return name[0] != '\0' && name[0] != '.' && !strchr(name, '/') && !strchr(name, '\\');
}

static enum ps_status add_shard(struct ps_checkpoint *checkpoint, const char *name,
                                struct ps_error *error)
{
    for (size_t i = 0; i < checkpoint->num_shards; i++) {
        if (strcmp(checkpoint->shards[i].name, name) == 0)
            return PS_OK;
    }
    if (checkpoint->num_shards == PS_CHECKPOINT_SHARDS_MAX)
        return ps_error_set(error, PS_TOO_LARGE, "weight_map names more than %u files",
                            PS_CHECKPOINT_SHARDS_MAX);
    char *copy = strdup(name);
    if (!copy)
        return ps_error_no_memory(error, "the name of a shard");
    checkpoint->shards[checkpoint->num_shards++].name = copy;
    return PS_OK;
}

static enum ps_status list_shards(struct ps_checkpoint *checkpoint, const json_t *index,
                                  struct ps_error *error)
{
    json_t *map = json_object_get(index, "weight_map");
    if (!json_is_object(map) || json_object_size(map) == 0)
        return ps_error_set(error, PS_INVALID,
                            "weight_map must be an object of tensor names and file names");
    const char *tensor;
    json_t *value;
    json_object_foreach(map, tensor, value)
    {
        const char *name = json_string_value(value);
        if (!name || !is_plain_name(name))
            return ps_error_set(error, PS_INVALID,
                                "weight_map: tensor \"%s\" must name a file beside the index, "
                                "found %s%s%s",
                                tensor, name ? "\"" : "", name ? name : "no string",
                                name ? "\"" : "");
        PS_TRY(add_shard(checkpoint, name, error));
    }
    return PS_OK;
}

static enum ps_status parse_index(struct ps_checkpoint *checkpoint, const struct ps_buffer *text,
                                  struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *index = NULL;
    PS_TRY(ps_json_parse(text->data ? text->data : "", text->size, JSON_DEPTH_MAX, &index, error));
    return list_shards(checkpoint, index, error);
}

static enum ps_status read_index(struct ps_checkpoint *checkpoint, const char *path,
                                 struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    PS_TRY(ps_file_read(path, INDEX_SIZE_MAX, &text, error));
    enum ps_status status = parse_index(checkpoint, &text, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s", path);
    return status;
}

/* Names what is there instead, so that whoever downloaded the wrong half of a repository knows. */
static enum ps_status fail_without_files(const char *folder, struct ps_error *error)
{
    static const char *const others[] = {"pytorch_model.bin",   "pytorch_model.bin.index.json",
                                         "tf_model.h5",         "flax_model.msgpack",
                                         "consolidated.00.pth", "adapter_model.safetensors"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        PS_DEFER(ps_freep) char *path = ps_path_join(folder, others[i]);
        if (!path)
            return ps_error_no_memory(error, "a path");
        if (ps_file_exists(path))
            return ps_error_set(error, PS_UNSUPPORTED,
                                "%s has %s, which is not supported, but no " SINGLE_FILE
                                ": load the model in transformers and write it with "
                                "save_pretrained, which makes safetensors",
                                folder, others[i]);
    }
    return ps_error_set(error, PS_NOT_FOUND, "%s has neither %s nor %s", folder, SINGLE_FILE,
                        INDEX_FILE);
}

static enum ps_status find_shards(struct ps_checkpoint *checkpoint, const char *folder,
                                  struct ps_error *error)
{
    PS_DEFER(ps_freep) char *single = ps_path_join(folder, SINGLE_FILE);
    PS_DEFER(ps_freep) char *index = ps_path_join(folder, INDEX_FILE);
    if (!single || !index)
        return ps_error_no_memory(error, "a path");
    if (ps_file_exists(single))
        return add_shard(checkpoint, SINGLE_FILE, error);
    if (ps_file_exists(index))
        return read_index(checkpoint, index, error);
    return fail_without_files(folder, error);
}

static int by_name(const void *left, const void *right)
{
    const struct shard *a = left, *b = right;
    return strcmp(a->name, b->name);
}

static enum ps_status check_unique(const struct ps_checkpoint *checkpoint, size_t shard,
                                   struct ps_error *error)
{
    const struct ps_safetensors *file = &checkpoint->shards[shard].file;
    for (size_t i = 0; i < file->num_tensors; i++) {
        for (size_t other = 0; other < shard; other++) {
            if (ps_safetensors_find(&checkpoint->shards[other].file, file->tensors[i].name))
                return ps_error_set(error, PS_INVALID, "tensor \"%s\" is in both %s and %s",
                                    file->tensors[i].name, checkpoint->shards[other].name,
                                    checkpoint->shards[shard].name);
        }
    }
    return PS_OK;
}

enum ps_status ps_checkpoint_open(struct ps_checkpoint **checkpoint, const char *folder,
                                  struct ps_error *error)
{
    PS_DEFER(ps_checkpoint_closep) struct ps_checkpoint *opened = calloc(1, sizeof *opened);
    if (!opened)
        return ps_error_no_memory(error, "a checkpoint");
    opened->shards = calloc(PS_CHECKPOINT_SHARDS_MAX, sizeof *opened->shards);
    if (!opened->shards)
        return ps_error_no_memory(error, "the shards of a checkpoint");
    PS_TRY(find_shards(opened, folder, error));
    qsort(opened->shards, opened->num_shards, sizeof *opened->shards, by_name);
    for (size_t i = 0; i < opened->num_shards; i++) {
        PS_TRY(open_shard(&opened->shards[i], folder, error));
        PS_TRY(check_unique(opened, i, error));
    }
    *checkpoint = ps_take(opened);
    return PS_OK;
}

void ps_checkpoint_close(struct ps_checkpoint *checkpoint)
{
    if (!checkpoint)
        return;
    for (size_t i = 0; i < checkpoint->num_shards; i++) {
        struct shard *shard = &checkpoint->shards[i];
        ps_safetensors_close(&shard->file);
        ps_mapping_close(&shard->mapping);
        free(shard->name);
    }
    free(checkpoint->shards);
    free(checkpoint);
}

const struct ps_tensor *ps_checkpoint_find(const struct ps_checkpoint *checkpoint, const char *name)
{
    for (size_t i = 0; i < checkpoint->num_shards; i++) {
        const struct ps_tensor *tensor = ps_safetensors_find(&checkpoint->shards[i].file, name);
        if (tensor)
            return tensor;
    }
    return NULL;
}

void ps_checkpoint_summarize(const struct ps_checkpoint *checkpoint,
                             struct ps_checkpoint_summary *summary)
{
    *summary = (struct ps_checkpoint_summary){.num_files = checkpoint->num_shards};
    for (size_t i = 0; i < checkpoint->num_shards; i++) {
        const struct shard *shard = &checkpoint->shards[i];
        summary->num_bytes += shard->mapping.size;
        summary->num_tensors += shard->file.num_tensors;
        for (size_t j = 0; j < shard->file.num_tensors; j++) {
            const struct ps_tensor *tensor = &shard->file.tensors[j].tensor;
            summary->num_elements += tensor->num_elements;
            summary->dtypes |= UINT32_C(1) << tensor->dtype;
        }
    }
}

void ps_checkpoint_hash(const struct ps_checkpoint *checkpoint, struct ps_hasher *hasher)
{
    for (size_t i = 0; i < checkpoint->num_shards; i++) {
        const struct shard *shard = &checkpoint->shards[i];
        ps_hasher_update_field(hasher, shard->name, strlen(shard->name));
        ps_hasher_update_field(hasher, shard->mapping.data, shard->mapping.size);
    }
}
