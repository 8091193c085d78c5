/* The normalizer of a tokenizer.json: steps that rewrite a text before it is split. */
#include "shared/text/normalizer.h"

#include <stdlib.h>
#include <string.h>

/* What a text may become: so many times its bytes and so many bytes more. A normal form makes 11
 * bytes of one. */
enum { GROWTH_MAX = 64, GROWTH_BYTES = 65536 };

static const struct ps_normalizer_kind *find_kind(const char *name)
{
    static const struct ps_normalizer_kind *const tables[] = {
        ps_normalizer_kinds_basic,
        ps_normalizer_kinds_bert,
        ps_normalizer_kinds_precompiled,
        ps_normalizer_kinds_unicode,
    };
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        for (const struct ps_normalizer_kind *kind = tables[i]; kind->name; kind++) {
            if (strcmp(kind->name, name) == 0)
                return kind;
        }
    }
    return NULL;
}

static enum ps_status add_step(void *context, const struct ps_component *component,
                               const char *type, struct ps_error *error)
{
    struct ps_normalizer *normalizer = context;
    const struct ps_normalizer_kind *kind = find_kind(type);
    if (!kind)
        return ps_component_unsupported(component, type, error);
    struct ps_normalizer_step *steps =
        reallocarray(normalizer->steps, normalizer->count + 1, sizeof *steps);
    if (!steps)
        return ps_error_no_memory(error, component->where);
    normalizer->steps = steps;
    steps[normalizer->count] = (struct ps_normalizer_step){.kind = kind};
    PS_TRY(kind->parse(component, &steps[normalizer->count].state, error));
    normalizer->count++;
    return PS_OK;
}

enum ps_status ps_normalizer_parse(struct ps_normalizer *normalizer,
                                   const struct ps_component *component, struct ps_error *error)
{
    if (!component->json || json_is_null(component->json))
        return PS_OK;
    return ps_component_flatten(component, "normalizers", add_step, normalizer, error);
}

enum ps_status ps_normalizer_lower_first(struct ps_normalizer *normalizer, struct ps_error *error)
{
    static const char name[] = "Lowercase";
    const struct ps_component none = {.where = "normalizer"};
    for (size_t i = 0; i < normalizer->count; i++) {
        if (strcmp(normalizer->steps[i].kind->name, name) == 0)
            return PS_OK;
    }
    PS_TRY(add_step(normalizer, &none, name, error));
    struct ps_normalizer_step last = normalizer->steps[normalizer->count - 1];
    memmove(normalizer->steps + 1, normalizer->steps,
            (normalizer->count - 1) * sizeof *normalizer->steps);
    normalizer->steps[0] = last;
    return PS_OK;
}

void ps_normalizer_close(struct ps_normalizer *normalizer)
{
    for (size_t i = 0; i < normalizer->count; i++)
        normalizer->steps[i].kind->destroy(normalizer->steps[i].state);
    free(normalizer->steps);
    *normalizer = (struct ps_normalizer){0};
}

enum ps_status ps_normalizer_check_growth(const struct ps_text_run *out, struct ps_error *error)
{
    if (out->text.size <= out->size_max)
        return PS_OK;
    return ps_error_set(error, PS_TOO_LARGE, "the tokenizer's normalizer makes a text explode");
}

enum ps_status ps_normalizer_apply(const struct ps_normalizer *normalizer, struct ps_text_run *run,
                                   struct ps_text_run *spare, struct ps_error *error)
{
    size_t size_max = run->text.size * GROWTH_MAX + GROWTH_BYTES;
    for (size_t i = 0; i < normalizer->count; i++) {
        const struct ps_normalizer_step *step = &normalizer->steps[i];
        ps_buffer_clear(&spare->text);
        spare->head = 0;
        spare->size_max = size_max;
        PS_TRY(step->kind->apply(step->state, run, spare, error));
        spare->size_max = size_max; /* a step may have put another run in its place */
        PS_TRY(ps_normalizer_check_growth(spare, error));
        struct ps_text_run result = *spare;
        *spare = *run;
        *run = result;
    }
    return PS_OK;
}
