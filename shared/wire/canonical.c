/* The canonical form of a request body. */
#include "shared/wire/canonical.h"

#include <stdint.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/wire/render.h"

/* Doubles keep 17 significant digits, so that different numbers stay different. */
#define CANONICAL_FLAGS (JSON_SORT_KEYS | JSON_REAL_PRECISION(17))

static bool is_left_out(const char *key, bool without_seed)
{
    static const char *const left_out[] = {"model", "user", "metadata", "stream", "stream_options"};
    for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++) {
        if (strcmp(key, left_out[i]) == 0)
            return true;
    }
    return without_seed && strcmp(key, "seed") == 0;
}

enum ps_status ps_canonical_body(const json_t *body, bool without_seed, struct ps_buffer *out)
{
    PS_DEFER(json_decrefp) json_t *kept = json_object();
    if (!kept)
        return PS_NO_MEMORY;
    const char *key;
    json_t *value;
    /* Jansson iterates over what is not const, though it only reads. (Its own json_copy would lose
     * members silently where memory runs out.) */
    json_object_foreach((json_t *)(uintptr_t)body, key, value)
    {
        if (!is_left_out(key, without_seed) && json_object_set_nocheck(kept, key, value) != 0)
            return PS_NO_MEMORY;
    }
    return ps_render_json(out, kept, CANONICAL_FLAGS);
}
