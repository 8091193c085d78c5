/* Parsing and rendering, from the outside. */
#include "shared/template/template.h"

#include <string.h>

#include "shared/base/checked.h"
#include "shared/base/fnv.h"
#include "shared/template/evaluate.h"
#include "shared/template/lexer.h"
#include "shared/template/parser.h"
#include "shared/template/scope.h"
#include "shared/template/template_parts.h"

enum {
    PARSED_BYTES_MAX = 64 * 1024 * 1024,
    NAMES_MAX = 4096,
    OUTPUT_BYTES_MAX = 8 * 1024 * 1024,
    STEPS_MAX = 10 * 1000 * 1000,
    HEAP_BYTES_PER_OUTPUT = 32, /* what a rendering may use, in relation to what it may write */
};

struct ps_name *ps_template_name(struct ps_template *template, const char *text, size_t size)
{
    struct ps_name **bucket = &template->names[ps_fnv(text, size) % PS_TEMPLATE_NAME_BUCKETS];
    for (struct ps_name *name = *bucket; name; name = name->next) {
        if (name->size == size && memcmp(name->text, text, size) == 0)
            return name;
    }
    template->heap.is_over = template->num_names == NAMES_MAX;
    if (template->heap.is_over)
        return NULL;
    struct ps_name *name = ps_heap_alloc(&template->heap, 1, sizeof *name);
    char *copy = name ? ps_heap_alloc(&template->heap, size + 1, 1) : NULL;
    struct ps_string *string = copy ? ps_heap_alloc(&template->heap, 1, sizeof *string) : NULL;
    if (!string)
        return NULL;
    memcpy(copy, text, size);
    *string = (struct ps_string){.data = copy, .size = size, .count = SIZE_MAX};
    ps_string_count(string);
    *name = (struct ps_name){.text = copy,
                             .size = size,
                             .index = template->num_names++,
                             .value = {.kind = PS_VALUE_STRING, .string = string},
                             .next = *bucket};
    *bucket = name;
    return name;
}

static enum ps_status parse(struct ps_template *template, const char *source, size_t size,
                            struct ps_error *error)
{
    struct ps_lexemes lexemes = {0};
    struct ps_parser parser = {.template = template, .error = error};
    PS_TRY(ps_lex(&template->heap, source, size, &lexemes, error));
    parser.lexeme = lexemes.items;
    PS_TRY(ps_parse_template(&parser));
    return ps_scope_bind(template, error);
}

enum ps_status ps_template_parse(struct ps_template **parsed, const char *source, size_t size,
                                 struct ps_error *error)
{
    PS_DEFER(ps_template_destroyp) struct ps_template *template = calloc(1, sizeof *template);
    if (!template)
        return ps_error_no_memory(error, "a template");
    template->heap.bytes_max = PARSED_BYTES_MAX;
    PS_TRY(parse(template, source, size, error));
    *parsed = ps_take(template);
    return PS_OK;
}

void ps_template_destroy(struct ps_template *parsed)
{
    if (!parsed)
        return;
    ps_heap_close(&parsed->heap);
    free(parsed);
}

static enum ps_status run(struct ps_rendering *render)
{
    struct ps_frame *frame;
    enum ps_flow flow;
    void *resolved;
    const struct ps_template *template = render->template;
    PS_TRY(ps_rendering_alloc(render, template->num_names, sizeof *render->resolved, &resolved));
    render->resolved = resolved;
    PS_TRY(ps_frame_create(render, template->scope, NULL, &frame));
    PS_TRY(ps_frame_enter(render, frame, template->scope));
    return ps_execute(render, frame, template->body, &flow);
}

enum ps_status ps_template_render(const struct ps_template *parsed,
                                  const struct ps_template_params *params, struct ps_buffer *text,
                                  struct ps_template_outcome *outcome, struct ps_error *error)
{
    struct ps_template_params limited = *params;
    if (limited.output_bytes_max == 0)
        limited.output_bytes_max = OUTPUT_BYTES_MAX;
    if (limited.steps_max == 0)
        limited.steps_max = STEPS_MAX;
    size_t heap_bytes_max;
    if (!ps_checked_multiply(limited.output_bytes_max, HEAP_BYTES_PER_OUTPUT, &heap_bytes_max))
        heap_bytes_max = SIZE_MAX;
    struct ps_rendering render = {
        .template = parsed,
        .params = &limited,
        .heap = {.bytes_max = heap_bytes_max},
        .text = text,
        .text_begin = text->size,
        .text_bytes_max = limited.output_bytes_max,
        .steps_left = limited.steps_max,
        .line = 1,
        .error = error,
    };
    enum ps_status status = run(&render);
    ps_heap_close(&render.heap);
    if (status != PS_OK && text->data) {
        text->size = render.text_begin;
        text->data[text->size] = '\0';
    }
    if (outcome)
        outcome->used_now = render.used_now;
    return status;
}
