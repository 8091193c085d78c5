/* Frames: the slots of a running function. */
#include <string.h>

#include "shared/template/convert.h"
#include "shared/template/evaluate.h"
#include "shared/template/template_parts.h"

enum ps_status ps_frame_create(struct ps_rendering *render, const struct ps_scope *scope,
                               struct ps_frame *outer, struct ps_frame **frame)
{
    void *memory, *slots;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof **frame, &memory));
    PS_TRY(ps_rendering_alloc(render, scope->function->num_slots, sizeof(struct ps_value), &slots));
    *frame = memory;
    (*frame)->slots = slots;
    (*frame)->outer = outer;
    return PS_OK;
}

struct ps_value *ps_frame_slot(struct ps_frame *frame, struct ps_place place)
{
    for (uint32_t hops = place.hops; hops > 0; hops--)
        frame = frame->outer;
    return &frame->slots[place.slot];
}

/* The template's variable of that name, or a global; ABSENT where there is none. */
static enum ps_status resolve(struct ps_rendering *render, const struct ps_name *name,
                              struct ps_value *value)
{
    struct ps_value *resolved = &render->resolved[name->index];
    if (ps_value_is(*resolved, PS_VALUE_ABSENT)) {
        const json_t *json = json_object_getn(render->params->variables, name->text, name->size);
        const struct ps_builtin *function = ps_function_find(name->text, name->size);
        if (json) {
            PS_TRY(ps_value_from_json(render, json, resolved));
        } else if (function) {
            void *memory;
            PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_function), &memory));
            *resolved = (struct ps_value){.kind = PS_VALUE_FUNCTION, .function = memory};
            resolved->function->builtin = function;
        }
    }
    *value = *resolved;
    return PS_OK;
}

enum ps_status ps_frame_enter(struct ps_rendering *render, struct ps_frame *frame,
                              const struct ps_scope *scope)
{
    const struct ps_variable *variable = scope->variables;
    for (; variable; variable = variable->next) {
        struct ps_value *slot = &frame->slots[variable->slot];
        if (variable->load == PS_LOAD_RESOLVE)
            PS_TRY(resolve(render, variable->name, slot));
        else if (variable->load == PS_LOAD_ALIAS)
            *slot = *ps_frame_slot(frame, variable->alias);
        else if (variable->load == PS_LOAD_MISSING)
            *slot = (struct ps_value){.kind = PS_VALUE_ABSENT};
    }
    return PS_OK;
}

void ps_frame_leave(struct ps_frame *frame, const struct ps_scope *scope)
{
    const struct ps_variable *variable = scope->variables;
    for (; variable; variable = variable->next)
        frame->slots[variable->slot] = (struct ps_value){.kind = PS_VALUE_ABSENT};
}
