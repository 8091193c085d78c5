/* The pre-tokenizer of a tokenizer.json: steps that cut a text into the words a model sees. */
#include "shared/text/pre_tokenizer.h"

#include <stdlib.h>
#include <string.h>

static const struct ps_pre_tokenizer_kind *find_kind(const char *name)
{
    static const struct ps_pre_tokenizer_kind *const tables[] = {
        ps_pre_tokenizer_kinds_bytes,     ps_pre_tokenizer_kinds_class,
        ps_pre_tokenizer_kinds_metaspace, ps_pre_tokenizer_kinds_scripts,
        ps_pre_tokenizer_kinds_split,
    };
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        for (const struct ps_pre_tokenizer_kind *kind = tables[i]; kind->name; kind++) {
            if (strcmp(kind->name, name) == 0)
                return kind;
        }
    }
    return NULL;
}

enum ps_status ps_split_behavior_parse(const struct ps_component *component,
                                       enum ps_split_behavior *behavior, struct ps_error *error)
{
    static const char *const names[] = {
        [PS_SPLIT_REMOVED] = "Removed",
        [PS_SPLIT_ISOLATED] = "Isolated",
        [PS_SPLIT_MERGED_WITH_PREVIOUS] = "MergedWithPrevious",
        [PS_SPLIT_MERGED_WITH_NEXT] = "MergedWithNext",
        [PS_SPLIT_CONTIGUOUS] = "Contiguous",
    };
    struct ps_slice name = {0};
    PS_TRY(ps_component_string(component, "behavior", &name, error));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name.data) != 0)
            continue;
        *behavior = (enum ps_split_behavior)i;
        return PS_OK;
    }
    return ps_error_set(error, PS_UNSUPPORTED,
                        "%s.behavior is \"%.64s\": expected Removed, Isolated, MergedWithPrevious, "
                        "MergedWithNext or Contiguous",
                        component->where, name.data);
}

static enum ps_status push(struct ps_pre_tokenizer *pre_tokenizer,
                           const struct ps_pre_tokenizer_kind *kind,
                           const struct ps_component *component, struct ps_error *error)
{
    struct ps_pre_tokenizer_step *steps =
        reallocarray(pre_tokenizer->steps, pre_tokenizer->count + 1, sizeof *steps);
    if (!steps)
        return ps_error_no_memory(error, component->where);
    pre_tokenizer->steps = steps;
    steps[pre_tokenizer->count] = (struct ps_pre_tokenizer_step){.kind = kind};
    PS_TRY(kind->parse(component, &steps[pre_tokenizer->count].state, error));
    pre_tokenizer->count++;
    return PS_OK;
}

static enum ps_status add_step(void *context, const struct ps_component *component,
                               const char *type, struct ps_error *error)
{
    struct ps_pre_tokenizer *pre_tokenizer = context;
    const struct ps_pre_tokenizer_kind *kind = find_kind(type);
    if (!kind)
        return ps_component_unsupported(component, type, error);
    PS_TRY(push(pre_tokenizer, kind, component, error));
    if (kind == ps_pre_tokenizer_kinds_bytes)
        PS_TRY(push(pre_tokenizer, &ps_pre_tokenizer_alphabet, component, error));
    return PS_OK;
}

enum ps_status ps_pre_tokenizer_parse(struct ps_pre_tokenizer *pre_tokenizer,
                                      const struct ps_component *component, struct ps_error *error)
{
    if (!component->json || json_is_null(component->json))
        return PS_OK;
    PS_TRY(ps_component_flatten(component, "pretokenizers", add_step, pre_tokenizer, error));
    size_t count = pre_tokenizer->count;
    pre_tokenizer->byte_level =
        count > 0 && pre_tokenizer->steps[count - 1].kind == &ps_pre_tokenizer_alphabet;
    if (pre_tokenizer->byte_level)
        pre_tokenizer->count--;
    return PS_OK;
}

void ps_pre_tokenizer_close(struct ps_pre_tokenizer *pre_tokenizer)
{
    for (size_t i = 0; i < pre_tokenizer->count; i++)
        pre_tokenizer->steps[i].kind->destroy(pre_tokenizer->steps[i].state);
    free(pre_tokenizer->steps);
    *pre_tokenizer = (struct ps_pre_tokenizer){0};
}

static enum ps_status apply_step(const struct ps_pre_tokenizer_step *step,
                                 const struct ps_pieces *in, struct ps_pieces *out,
                                 struct ps_error *error)
{
    for (size_t i = 0; i < in->count; i++) {
        const struct ps_piece *piece = &in->items[i];
        if (piece->id >= 0) {
            if (ps_pieces_add_token(out, piece->id) != PS_OK)
                return ps_error_no_memory(error, "splitting a text");
            continue;
        }
        PS_TRY(step->kind->split(step->state, piece->text, piece->size, piece->head, out, error));
    }
    return PS_OK;
}

enum ps_status ps_pre_tokenizer_apply(const struct ps_pre_tokenizer *pre_tokenizer,
                                      struct ps_pieces *pieces, struct ps_pieces *spare,
                                      struct ps_error *error)
{
    for (size_t i = 0; i < pre_tokenizer->count; i++) {
        ps_pieces_clear(spare);
        PS_TRY(apply_step(&pre_tokenizer->steps[i], pieces, spare, error));
        struct ps_pieces result = *spare;
        *spare = *pieces;
        *pieces = result;
    }
    return PS_OK;
}
