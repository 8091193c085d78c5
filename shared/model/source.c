/* From a tensor's name to its floats. */
#include "shared/model/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NAME_SIZE = 256, /* of a tensor: the longest of any family is under 100 */
    BLOCK = 32,      /* rows and columns transposed while they are in cache */
};

const struct ps_tensor *ps_source_find(const struct ps_source *source, const char *name,
                                       const char *suffix)
{
    char full[NAME_SIZE];
    (void)snprintf(full, sizeof full, "%s%s%s%s", source->prefix, source->layer, name, suffix);
    const struct ps_tensor *tensor = ps_checkpoint_find(source->checkpoint, full);
    return tensor ? tensor : ps_checkpoint_find(source->checkpoint, full + strlen(source->prefix));
}

/* As the file should have it. */
static void expected_sizes(const struct ps_wanted *wanted, size_t sizes[2])
{
    memcpy(sizes, wanted->sizes, sizeof wanted->sizes);
    if (wanted->transposed) {
        sizes[0] = wanted->sizes[1];
        sizes[1] = wanted->sizes[0];
    }
}

static enum ps_status fail_missing(const struct ps_source *source, const struct ps_wanted *wanted,
                                   struct ps_error *error)
{
    size_t sizes[2];
    char expected[PS_SHAPE_STRING_SIZE];
    expected_sizes(wanted, sizes);
    ps_shape_string(sizes, wanted->rank, expected);
    return ps_error_set(error, PS_INVALID,
                        "tensor \"%s%s%s\" of shape %s is missing (with or without the prefix "
                        "\"%s\")",
                        source->layer, wanted->name, wanted->suffix, expected, source->prefix);
}

static enum ps_status check_shape(const struct ps_source *source, const struct ps_wanted *wanted,
                                  const struct ps_tensor *tensor, struct ps_error *error)
{
    size_t sizes[2];
    expected_sizes(wanted, sizes);
    if (ps_tensor_has_shape(tensor, sizes, wanted->rank))
        return PS_OK;
    char found[PS_SHAPE_STRING_SIZE], expected[PS_SHAPE_STRING_SIZE];
    ps_shape_string(tensor->shape, tensor->rank, found);
    ps_shape_string(sizes, wanted->rank, expected);
    return ps_error_set(error, PS_INVALID,
                        "tensor \"%s%s%s\" has shape %s, the configuration expects %s",
                        source->layer, wanted->name, wanted->suffix, found, expected);
}

/* to[column][row] = from[row][column]. */
static void transpose(const float *from, size_t num_rows, size_t num_columns, float *to)
{
    for (size_t row = 0; row < num_rows; row += BLOCK) {
        size_t row_end = row + BLOCK < num_rows ? row + BLOCK : num_rows;
        for (size_t column = 0; column < num_columns; column++) {
            for (size_t i = row; i < row_end; i++)
                to[column * num_rows + i] = from[i * num_columns + column];
        }
    }
}

static enum ps_status fail_dtype(const struct ps_source *source, const struct ps_wanted *wanted,
                                 const struct ps_tensor *tensor, struct ps_error *error)
{
    return ps_error_set(error, PS_UNSUPPORTED,
                        "tensor \"%s%s%s\" has dtype %s; supported are: F32, F16, BF16",
                        source->layer, wanted->name, wanted->suffix, ps_dtype_name(tensor->dtype));
}

static enum ps_status convert(const struct ps_source *source, const struct ps_wanted *wanted,
                              const struct ps_tensor *tensor, float *out, struct ps_error *error)
{
    return ps_tensor_convert(tensor, out) ? PS_OK : fail_dtype(source, wanted, tensor, error);
}

/* The floats that there would be are nowhere; what is there stands for them. */
static enum ps_status check_dtype(const struct ps_source *source, const struct ps_wanted *wanted,
                                  const struct ps_tensor *tensor, const float **out,
                                  struct ps_error *error)
{
    if (!ps_tensor_converts(tensor))
        return fail_dtype(source, wanted, tensor, error);
    *out = tensor->data;
    return PS_OK;
}

static enum ps_status take_transposed(const struct ps_source *source,
                                      const struct ps_wanted *wanted,
                                      const struct ps_tensor *tensor, float *out,
                                      struct ps_error *error)
{
    const float *floats = ps_tensor_floats(tensor);
    PS_DEFER(ps_freep) float *converted = NULL;
    if (!floats) {
        converted = calloc(tensor->num_elements, sizeof *converted);
        if (!converted)
            return ps_error_no_memory(error, "converted weights");
        PS_TRY(convert(source, wanted, tensor, converted, error));
        floats = converted;
    }
    transpose(floats, wanted->sizes[1], wanted->sizes[0], out);
    return PS_OK;
}

enum ps_status ps_source_take(struct ps_source *source, const struct ps_wanted *wanted,
                              const float **out, struct ps_error *error)
{
    const struct ps_tensor *tensor = ps_source_find(source, wanted->name, wanted->suffix);
    if (!tensor && wanted->alternative)
        tensor = ps_source_find(source, wanted->name, wanted->alternative);
    if (!tensor)
        return fail_missing(source, wanted, error);
    PS_TRY(check_shape(source, wanted, tensor, error));
    source->num_parameters += tensor->num_elements;
    *out = ps_tensor_floats(tensor);
    if (*out && !wanted->transposed)
        return PS_OK;
    if (source->checks_only)
        return check_dtype(source, wanted, tensor, out, error);
    float *floats = ps_arena_alloc(source->arena, tensor->num_elements, sizeof *floats);
    if (!floats)
        return ps_error_no_memory(error, "converted weights");
    *out = floats;
    return wanted->transposed ? take_transposed(source, wanted, tensor, floats, error)
                              : convert(source, wanted, tensor, floats, error);
}
