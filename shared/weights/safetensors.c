/* The safetensors header: parsed, then held against the file's bytes. */
#include "shared/weights/safetensors.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "shared/base/defer.h"
#include "shared/base/json_read.h"

enum {
    LENGTH_SIZE = 8,     /* the header's length, little-endian */
    JSON_DEPTH_MAX = 16, /* the header has 3 levels */
};

struct header {
    const char *json;
    size_t json_size;
    const char *bytes; /* of the tensors */
    size_t bytes_size;
};

static enum ps_status split_header(const void *data, size_t size, struct header *header,
                                   struct ps_error *error)
{
    if (size < LENGTH_SIZE)
        return ps_error_set(error, PS_INVALID,
                            "the file is truncated: it has %zu bytes, a header length takes 8",
                            size);
    const unsigned char *bytes = data;
    uint64_t length = 0;
    for (size_t i = 0; i < LENGTH_SIZE; i++)
        length |= (uint64_t)bytes[i] << (8 * i);
    if (length > PS_SAFETENSORS_HEADER_MAX)
        return ps_error_set(error, PS_TOO_LARGE,
                            "the header claims %llu bytes, at most %u are read (is this a "
                            "safetensors file?)",
                            (unsigned long long)length, PS_SAFETENSORS_HEADER_MAX);
    if (length > size - LENGTH_SIZE)
        return ps_error_set(error, PS_INVALID,
                            "the file is truncated: its header claims %llu bytes, %zu are there",
                            (unsigned long long)length, size - LENGTH_SIZE);
    *header = (struct header){
        .json = (const char *)data + LENGTH_SIZE,
        .json_size = (size_t)length,
        .bytes = (const char *)data + LENGTH_SIZE + length,
        .bytes_size = size - LENGTH_SIZE - (size_t)length,
    };
    return PS_OK;
}

static enum ps_status read_size(const json_t *value, const char *name, const char *what,
                                size_t *out, struct ps_error *error)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return ps_error_set(error, PS_INVALID, "tensor \"%s\": %s must be an integer of at least 0",
                            name, what);
    *out = (size_t)json_integer_value(value);
    return PS_OK;
}

static enum ps_status read_dtype(const json_t *value, const char *name, enum ps_dtype *dtype,
                                 struct ps_error *error)
{
    if (!json_is_string(value))
        return ps_error_set(error, PS_INVALID, "tensor \"%s\": dtype must be a string", name);
    if (!ps_dtype_parse(json_string_value(value), dtype))
        return ps_error_set(error, PS_UNSUPPORTED, "tensor \"%s\": dtype \"%s\" is not supported",
                            name, json_string_value(value));
    return PS_OK;
}

static enum ps_status read_shape(const json_t *value, const char *name, struct ps_tensor *tensor,
                                 struct ps_error *error)
{
    if (!json_is_array(value))
        return ps_error_set(error, PS_INVALID, "tensor \"%s\": shape must be an array", name);
    if (json_array_size(value) > PS_TENSOR_RANK_MAX)
        return ps_error_set(error, PS_UNSUPPORTED,
                            "tensor \"%s\": shape has %zu dimensions, at most %d are supported",
                            name, json_array_size(value), PS_TENSOR_RANK_MAX);
    tensor->rank = json_array_size(value);
    for (size_t i = 0; i < tensor->rank; i++)
        PS_TRY(read_size(json_array_get(value, i), name, "each dimension of shape",
                         &tensor->shape[i], error));
    return PS_OK;
}

/* Sets the tensor's data from its range, once that is inside the file and of the right size. */
static enum ps_status place(const json_t *offsets, const char *name, const struct header *header,
                            struct ps_tensor *tensor, struct ps_error *error)
{
    if (!json_is_array(offsets) || json_array_size(offsets) != 2)
        return ps_error_set(error, PS_INVALID, "tensor \"%s\": data_offsets must be [begin, end]",
                            name);
    size_t begin = 0, end = 0, size = 0;
    PS_TRY(read_size(json_array_get(offsets, 0), name, "each of data_offsets", &begin, error));
    PS_TRY(read_size(json_array_get(offsets, 1), name, "each of data_offsets", &end, error));
    if (begin > end)
        return ps_error_set(error, PS_INVALID,
                            "tensor \"%s\": data_offsets [%zu, %zu] end before they begin", name,
                            begin, end);
    if (end > header->bytes_size)
        return ps_error_set(error, PS_INVALID,
                            "tensor \"%s\": its data ends at byte %zu, the file has %zu (is it "
                            "truncated?)",
                            name, end, header->bytes_size);
    char shape[PS_SHAPE_STRING_SIZE];
    ps_shape_string(tensor->shape, tensor->rank, shape);
    if (!ps_tensor_measure(tensor, &size))
        return ps_error_set(error, PS_INVALID, "tensor \"%s\": shape %s is too large", name, shape);
    if (size != end - begin)
        return ps_error_set(error, PS_INVALID,
                            "tensor \"%s\": data_offsets span %zu bytes, %s of shape %s takes %zu",
                            name, end - begin, ps_dtype_name(tensor->dtype), shape, size);
    tensor->data = header->bytes + begin;
    return PS_OK;
}

static enum ps_status read_tensor(const json_t *entry, const char *name,
                                  const struct header *header, struct ps_named_tensor *out,
                                  struct ps_error *error)
{
    if (!json_is_object(entry))
        return ps_error_set(error, PS_INVALID, "tensor \"%s\": its entry must be an object", name);
    struct ps_tensor *tensor = &out->tensor;
    PS_TRY(read_dtype(json_object_get(entry, "dtype"), name, &tensor->dtype, error));
    PS_TRY(read_shape(json_object_get(entry, "shape"), name, tensor, error));
    PS_TRY(place(json_object_get(entry, "data_offsets"), name, header, tensor, error));
    out->name = strdup(name);
    return out->name ? PS_OK : ps_error_no_memory(error, "the names of tensors");
}

static size_t tensor_size(const struct ps_tensor *tensor)
{
    return tensor->num_elements * ps_dtype_size(tensor->dtype);
}

/* Tensors without elements come before the one that starts where they lie. */
static int by_place(const void *left, const void *right)
{
    const struct ps_tensor *a = &((const struct ps_named_tensor *)left)->tensor;
    const struct ps_tensor *b = &((const struct ps_named_tensor *)right)->tensor;
    if (a->data != b->data)
        return (const char *)a->data < (const char *)b->data ? -1 : 1;
    return (tensor_size(a) > tensor_size(b)) - (tensor_size(a) < tensor_size(b));
}

static int by_name(const void *left, const void *right)
{
    const struct ps_named_tensor *a = left, *b = right;
    return strcmp(a->name, b->name);
}

static enum ps_status check_cover(const struct ps_safetensors *file, const struct header *header,
                                  struct ps_error *error)
{
    size_t covered = 0;
    for (size_t i = 0; i < file->num_tensors; i++) {
        const struct ps_tensor *tensor = &file->tensors[i].tensor;
        size_t begin = (size_t)((const char *)tensor->data - header->bytes);
        if (begin != covered)
            return ps_error_set(error, PS_INVALID,
                                "tensor \"%s\": its data begins at byte %zu, %s byte %zu, where "
                                "the one before ends",
                                file->tensors[i].name, begin,
                                begin < covered ? "overlapping" : "leaving a gap after", covered);
        covered += tensor_size(tensor);
    }
    if (covered != header->bytes_size)
        return ps_error_set(error, PS_INVALID,
                            "the file has %zu bytes of data, its tensors take %zu of them",
                            header->bytes_size, covered);
    return PS_OK;
}

static enum ps_status read_entries(json_t *root, const struct header *header,
                                   struct ps_safetensors *file, struct ps_error *error)
{
    if (json_object_size(root) > PS_SAFETENSORS_TENSORS_MAX)
        return ps_error_set(error, PS_TOO_LARGE,
                            "the header names %zu tensors, at most %u are read",
                            json_object_size(root), PS_SAFETENSORS_TENSORS_MAX);
    file->tensors = calloc(json_object_size(root) + 1, sizeof *file->tensors);
    if (!file->tensors)
        return ps_error_no_memory(error, "the table of tensors");
    const char *name;
    json_t *entry;
    json_object_foreach(root, name, entry)
    {
        if (strcmp(name, "__metadata__") == 0)
            continue;
        struct ps_named_tensor *tensor = &file->tensors[file->num_tensors];
        PS_TRY(read_tensor(entry, name, header, tensor, error));
        file->num_tensors++;
    }
    return PS_OK;
}

static enum ps_status parse(struct ps_safetensors *file, const void *data, size_t size,
                            struct ps_error *error)
{
    struct header header = {0};
    PS_TRY(split_header(data, size, &header, error));
    PS_DEFER(json_decrefp) json_t *root = NULL;
    enum ps_status status =
        ps_json_parse(header.json, header.json_size, JSON_DEPTH_MAX, &root, error);
    if (status != PS_OK) {
        ps_error_prefix(error, "the header");
        return status;
    }
    if (!json_is_object(root))
        return ps_error_set(error, PS_INVALID, "the header must be a JSON object");
    PS_TRY(read_entries(root, &header, file, error));
    qsort(file->tensors, file->num_tensors, sizeof *file->tensors, by_place);
    PS_TRY(check_cover(file, &header, error));
    qsort(file->tensors, file->num_tensors, sizeof *file->tensors, by_name);
    return PS_OK;
}

enum ps_status ps_safetensors_parse(struct ps_safetensors *file, const void *data, size_t size,
                                    struct ps_error *error)
{
    *file = (struct ps_safetensors){0};
    enum ps_status status = parse(file, data, size, error);
    if (status != PS_OK)
        ps_safetensors_close(file);
    return status;
}

void ps_safetensors_close(struct ps_safetensors *file)
{
    for (size_t i = 0; i < file->num_tensors; i++)
        free(file->tensors[i].name);
    free(file->tensors);
    *file = (struct ps_safetensors){0};
}

const struct ps_tensor *ps_safetensors_find(const struct ps_safetensors *file, const char *name)
{
    size_t low = 0, high = file->num_tensors;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, file->tensors[middle].name);
        if (order == 0)
            return &file->tensors[middle].tensor;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
