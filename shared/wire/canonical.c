/* The canonical form of a request body. */
#include "shared/wire/canonical.h"

#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/wire/render.h"

/* Doubles keep 17 significant digits, so that different numbers stay different. */
#define CANONICAL_FLAGS (JSON_SORT_KEYS | JSON_REAL_PRECISION(17))

enum ps_status ps_canonical_body(const json_t *body, bool without_seed, struct ps_buffer *out)
{
    static const char *const left_out[] = {"model", "user", "metadata", "stream"};
    /* Jansson's shallow copy takes no const, though it only counts references. */
    json_t *copy = json_copy((json_t *)(uintptr_t)body);
    if (!copy)
        return PS_NO_MEMORY;
    for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++)
        (void)json_object_del(copy, left_out[i]);
    if (without_seed)
        (void)json_object_del(copy, "seed");
    enum ps_status status = ps_render_json(out, copy, CANONICAL_FLAGS);
    json_decref(copy);
    return status;
}
