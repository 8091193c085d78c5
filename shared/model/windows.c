/* The keys of config.json that say which layers see a window only. */
#include <string.h>

#include "shared/model/family.h"
#include "shared/model/reader.h"

static enum ps_status read_kind(const char *kind, bool *windowed, struct ps_error *error)
{
    *windowed = kind && strcmp(kind, "sliding_attention") == 0;
    if (*windowed || (kind && strcmp(kind, "full_attention") == 0))
        return PS_OK;
    return ps_error_set_param(error, PS_UNSUPPORTED, "layer_types",
                              "layer_types: \"%s\" is not supported; supported are: "
                              "full_attention, sliding_attention",
                              kind ? kind : "a value that is no string");
}

static enum ps_status read_kinds(const json_t *kinds, struct ps_transformer_config *config,
                                 struct ps_error *error)
{
    if (!json_is_array(kinds) || json_array_size(kinds) != config->num_layers)
        return ps_error_set_param(error, PS_INVALID, "layer_types",
                                  "layer_types must be a list of %zu strings, one for each layer",
                                  config->num_layers);
    for (size_t i = 0; i < config->num_layers && i < PS_LAYERS_MAX; i++) {
        const char *kind = json_string_value(json_array_get(kinds, i));
        PS_TRY(read_kind(kind, &config->windowed[i], error));
        if (config->windowed[i] && config->window == 0)
            return ps_error_set_param(error, PS_INVALID, "layer_types",
                                      "layer_types: layer %zu has a window, but "
                                      "use_sliding_window is false or sliding_window null",
                                      i);
    }
    return PS_OK;
}

enum ps_status ps_family_read_windows(const json_t *json, struct ps_transformer_config *config,
                                      struct ps_error *error)
{
    const json_t *kinds = ps_read_value(json, "layer_types");
    bool used;
    size_t first;
    PS_TRY(ps_read_bool(json, "use_sliding_window", false, &used, error));
    PS_TRY(ps_read_size(json, "sliding_window", 4096, &config->window, error));
    PS_TRY(ps_read_size(json, "max_window_layers", 28, &first, error));
    used = used && !json_is_null(json_object_get(json, "sliding_window"));
    if (!used)
        config->window = 0;
    if (kinds)
        return read_kinds(kinds, config, error);
    for (size_t i = first; used && i < config->num_layers && i < PS_LAYERS_MAX; i++)
        config->windowed[i] = true;
    return PS_OK;
}
