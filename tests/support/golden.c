/* Reading and comparing golden data. */
#include "tests/support/golden.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/file.h"
#include "tests/support/forward.h"

static const char data_folder[] = "tests/golden/data";

static void give_up(const char *name, const char *message)
{
    (void)fprintf(stderr, "golden data %s: %s\n", name, message);
    abort();
}

void ps_golden_open(struct ps_golden *golden, const char *name)
{
    struct ps_error error = {0};
    PS_DEFER(ps_freep) char *folder = ps_path_join(data_folder, name);
    PS_DEFER(ps_freep) char *json = ps_path_join(folder, "expected.json");
    PS_DEFER(ps_freep) char *floats = ps_path_join(folder, "expected.f32");
    if (ps_model_load(&golden->model, folder, "auto", &error) != PS_OK ||
        ps_file_read(floats, 1u << 24, &golden->floats, &error) != PS_OK)
        give_up(name, error.message);
    golden->expected = json_load_file(json, 0, NULL);
    if (!golden->expected)
        give_up(name, "expected.json can't be read");
    golden->num_floats = golden->floats.size / sizeof(float);
}

void ps_golden_close(struct ps_golden *golden)
{
    ps_model_destroy(golden->model);
    json_decref(golden->expected);
    ps_buffer_close(&golden->floats);
    *golden = (struct ps_golden){0};
}

bool ps_golden_matches(struct ps_golden *golden, const float *values, size_t count)
{
    const double tolerance = 1e-4;
    if (count > golden->num_floats - golden->used) {
        (void)fprintf(stderr, "expected.f32 has only %zu floats\n", golden->num_floats);
        return false;
    }
    const char *expected = golden->floats.data + golden->used * sizeof(float);
    golden->used += count;
    for (size_t i = 0; i < count; i++) {
        float want;
        memcpy(&want, expected + i * sizeof want, sizeof want);
        double limit = tolerance * fmax(1.0, fabs((double)want));
        if (!(fabs((double)values[i] - (double)want) <= limit)) {
            (void)fprintf(stderr, "value %zu is %.7g, expected %.7g\n", i, (double)values[i],
                          (double)want);
            return false;
        }
    }
    return true;
}

int32_t *ps_golden_ids(const json_t *array, size_t *count)
{
    *count = json_array_size(array);
    int32_t *ids = ps_test_alloc(*count, sizeof *ids);
    for (size_t i = 0; i < *count; i++)
        ids[i] = (int32_t)json_integer_value(json_array_get(array, i));
    return ids;
}
