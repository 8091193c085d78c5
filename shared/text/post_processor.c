/* The post-processor of a tokenizer.json: the special tokens around the tokens of a text. */
#include "shared/text/post_processor.h"

#include <stdlib.h>
#include <string.h>

#include "shared/text/subword.h"
#include "shared/text/vocabulary.h"

enum { TEMPLATE_ITEMS_MAX = 1024, TYPE_ID_MAX = 1 << 20 };

static enum ps_status add_item(struct ps_post_processor *processor,
                               const struct ps_component *component, struct ps_template_item item,
                               struct ps_error *error)
{
    if (processor->count >= TEMPLATE_ITEMS_MAX)
        return ps_error_set(error, PS_TOO_LARGE, "%s: at most %d special tokens are read",
                            component->where, TEMPLATE_ITEMS_MAX);
    struct ps_template_item *items =
        reallocarray(processor->items, processor->count + 1, sizeof *items);
    if (!items)
        return ps_error_no_memory(error, component->where);
    processor->items = items;
    items[processor->count++] = item;
    return PS_OK;
}

static enum ps_status read_type_id(const struct ps_component *component, int32_t *type_id,
                                   struct ps_error *error)
{
    size_t value = 0;
    PS_TRY(ps_component_size(component, "type_id", TYPE_ID_MAX, &value, error));
    *type_id = (int32_t)value;
    return PS_OK;
}

static enum ps_status add_special(struct ps_post_processor *processor,
                                  const struct ps_component *component,
                                  const struct ps_component *piece, struct ps_error *error)
{
    int32_t type_id = 0;
    struct ps_slice name = {0};
    PS_TRY(read_type_id(piece, &type_id, error));
    PS_TRY(ps_component_string(piece, "id", &name, error));
    const json_t *tokens = json_object_get(component->json, "special_tokens");
    const json_t *ids = json_object_get(json_object_get(tokens, name.data), "ids");
    if (!json_is_array(ids))
        return ps_error_set(error, PS_INVALID,
                            "%s names \"%.64s\", which is not in %s.special_tokens", piece->where,
                            name.data, component->where);
    for (size_t i = 0; i < json_array_size(ids); i++) {
        const json_t *id = json_array_get(ids, i);
        if (!json_is_integer(id) || json_integer_value(id) < 0 ||
            json_integer_value(id) >= PS_VOCABULARY_IDS_MAX)
            return ps_error_set(error, PS_INVALID,
                                "%s.special_tokens: an id of \"%.64s\" is no token id",
                                component->where, name.data);
        struct ps_template_item item = {(int32_t)json_integer_value(id), type_id};
        PS_TRY(add_item(processor, component, item, error));
    }
    return PS_OK;
}

static enum ps_status add_sequence(struct ps_post_processor *processor,
                                   const struct ps_component *component,
                                   const struct ps_component *piece, struct ps_error *error)
{
    struct ps_template_item item = {.id = -1};
    struct ps_slice name = {0};
    PS_TRY(read_type_id(piece, &item.type_id, error));
    PS_TRY(ps_component_string(piece, "id", &name, error));
    if (strcmp(name.data, "A") != 0)
        return ps_error_set(error, PS_INVALID,
                            "%s.id is \"%.64s\": a template for one text has only \"A\"",
                            piece->where, name.data);
    return add_item(processor, component, item, error);
}

static enum ps_status parse_template(struct ps_post_processor *processor,
                                     const struct ps_component *component, struct ps_error *error)
{
    const json_t *single = json_object_get(component->json, "single");
    if (!json_is_array(single))
        return ps_component_wrong(component, "single", "an array", error);
    for (size_t i = 0; i < json_array_size(single); i++) {
        struct ps_component item = ps_component_item(component, "single", i);
        const json_t *special = json_object_get(item.json, "SpecialToken");
        const json_t *sequence = json_object_get(item.json, "Sequence");
        struct ps_component piece = ps_component_at(&item, special ? "SpecialToken" : "Sequence",
                                                    special ? special : sequence);
        if (json_is_object(special))
            PS_TRY(add_special(processor, component, &piece, error));
        else if (json_is_object(sequence))
            PS_TRY(add_sequence(processor, component, &piece, error));
        else
            return ps_error_set(error, PS_INVALID, "%s: expected a SpecialToken or a Sequence",
                                item.where);
    }
    return PS_OK;
}

static enum ps_status add_pair(struct ps_post_processor *processor,
                               const struct ps_component *component, const char *key,
                               struct ps_error *error)
{
    const json_t *pair = json_object_get(component->json, key);
    const json_t *id = json_array_get(pair, 1);
    if (!json_is_integer(id) || json_integer_value(id) < 0 ||
        json_integer_value(id) >= PS_VOCABULARY_IDS_MAX)
        return ps_component_wrong(component, key, "[\"token\", id]", error);
    struct ps_template_item item = {.id = (int32_t)json_integer_value(id)};
    return add_item(processor, component, item, error);
}

/* BertProcessing and RobertaProcessing: [cls] text [sep], for one text the same. */
static enum ps_status parse_cls_sep(struct ps_post_processor *processor,
                                    const struct ps_component *component, struct ps_error *error)
{
    PS_TRY(add_pair(processor, component, "cls", error));
    PS_TRY(add_item(processor, component, (struct ps_template_item){.id = -1}, error));
    return add_pair(processor, component, "sep", error);
}

static enum ps_status add_processor(void *context, const struct ps_component *component,
                                    const char *type, struct ps_error *error)
{
    static const struct {
        const char *name;
        enum ps_status (*parse)(struct ps_post_processor *processor,
                                const struct ps_component *component, struct ps_error *error);
    } kinds[] = {
        {"TemplateProcessing", parse_template},
        {"BertProcessing", parse_cls_sep},
        {"RobertaProcessing", parse_cls_sep},
    };
    struct ps_post_processor *processor = context;
    if (strcmp(type, "ByteLevel") == 0) /* it changes offsets only, which are not kept */
        return PS_OK;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].name, type) != 0)
            continue;
        if (processor->found)
            return ps_error_set(error, PS_UNSUPPORTED,
                                "%s: a second component that adds special tokens is not supported",
                                component->where);
        processor->found = true;
        return kinds[i].parse(processor, component, error);
    }
    return ps_component_unsupported(component, type, error);
}

enum ps_status ps_post_processor_parse(struct ps_post_processor *processor,
                                       const struct ps_component *component, struct ps_error *error)
{
    if (component->json && !json_is_null(component->json))
        PS_TRY(ps_component_flatten(component, "processors", add_processor, processor, error));
    if (processor->found)
        return PS_OK;
    return add_item(processor, component, (struct ps_template_item){.id = -1}, error);
}

void ps_post_processor_close(struct ps_post_processor *processor)
{
    free(processor->items);
    *processor = (struct ps_post_processor){0};
}

enum ps_status ps_post_processor_apply(const struct ps_post_processor *processor,
                                       const struct ps_tokens *text, bool add_special_tokens,
                                       struct ps_tokens *tokens, struct ps_error *error)
{
    for (size_t i = 0; i < processor->count; i++) {
        const struct ps_template_item *item = &processor->items[i];
        if (item->id >= 0 && add_special_tokens)
            PS_TRY(ps_tokens_add(tokens, item->id, item->type_id, error));
        for (size_t j = 0; item->id < 0 && j < text->count; j++)
            PS_TRY(ps_tokens_add(tokens, text->ids[j], item->type_id, error));
    }
    return PS_OK;
}
