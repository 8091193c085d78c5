/* The post-processor of a tokenizer.json: the special tokens around the tokens of a text. */
#include "shared/text/post_processor.h"

#include <stdlib.h>
#include <string.h>

#include "shared/text/subword.h"
#include "shared/text/vocabulary.h"

enum { TEMPLATE_ITEMS_MAX = 1024, TYPE_ID_MAX = 1 << 20 };

static enum ps_status add_item(struct ps_template_items *form, const struct ps_component *component,
                               struct ps_template_item item, struct ps_error *error)
{
    if (form->count >= TEMPLATE_ITEMS_MAX)
        return ps_error_set(error, PS_TOO_LARGE, "%s: at most %d special tokens are read",
                            component->where, TEMPLATE_ITEMS_MAX);
    struct ps_template_item *items = reallocarray(form->items, form->count + 1, sizeof *items);
    if (!items)
        return ps_error_no_memory(error, component->where);
    form->items = items;
    items[form->count++] = item;
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

static enum ps_status add_special(struct ps_template_items *form,
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
        struct ps_template_item item = {.id = (int32_t)json_integer_value(id), .type_id = type_id};
        PS_TRY(add_item(form, component, item, error));
    }
    return PS_OK;
}

static enum ps_status add_sequence(struct ps_template_items *form, size_t num_texts,
                                   const struct ps_component *component,
                                   const struct ps_component *piece, struct ps_error *error)
{
    struct ps_template_item item = {.id = -1};
    struct ps_slice name = {0};
    PS_TRY(read_type_id(piece, &item.type_id, error));
    PS_TRY(ps_component_string(piece, "id", &name, error));
    item.text = strcmp(name.data, "B") == 0 ? 1 : 0;
    if (item.text == 0 && strcmp(name.data, "A") != 0)
        return ps_error_set(error, PS_INVALID, "%s.id: found \"%.64s\", expected \"A\" or \"B\"",
                            piece->where, name.data);
    if ((size_t)item.text >= num_texts)
        return ps_error_set(error, PS_INVALID,
                            "%s.id is \"B\": a template for one text has only \"A\"", piece->where);
    return add_item(form, component, item, error);
}

static enum ps_status parse_form(struct ps_template_items *form, size_t num_texts,
                                 const struct ps_component *component, const char *key,
                                 struct ps_error *error)
{
    const json_t *list = json_object_get(component->json, key);
    if (!json_is_array(list))
        return ps_component_wrong(component, key, "an array", error);
    for (size_t i = 0; i < json_array_size(list); i++) {
        struct ps_component item = ps_component_item(component, key, i);
        const json_t *special = json_object_get(item.json, "SpecialToken");
        const json_t *sequence = json_object_get(item.json, "Sequence");
        struct ps_component piece = ps_component_at(&item, special ? "SpecialToken" : "Sequence",
                                                    special ? special : sequence);
        if (json_is_object(special))
            PS_TRY(add_special(form, component, &piece, error));
        else if (json_is_object(sequence))
            PS_TRY(add_sequence(form, num_texts, component, &piece, error));
        else
            return ps_error_set(error, PS_INVALID, "%s: expected a SpecialToken or a Sequence",
                                item.where);
    }
    return PS_OK;
}

static enum ps_status add_items(struct ps_template_items *form,
                                const struct ps_component *component,
                                const struct ps_template_item *items, size_t count,
                                struct ps_error *error)
{
    for (size_t i = 0; i < count; i++)
        PS_TRY(add_item(form, component, items[i], error));
    return PS_OK;
}

/* The texts alone. */
static enum ps_status add_plain(struct ps_template_items *form, size_t num_texts,
                                const struct ps_component *component, struct ps_error *error)
{
    static const struct ps_template_item items[] = {{.id = -1},
                                                    {.id = -1, .text = 1, .type_id = 1}};
    return add_items(form, component, items, num_texts, error);
}

static enum ps_status parse_template(struct ps_post_processor *processor,
                                     const struct ps_component *component, struct ps_error *error)
{
    PS_TRY(parse_form(&processor->forms[0], 1, component, "single", error));
    if (!json_object_get(component->json, "pair"))
        return add_plain(&processor->forms[1], 2, component, error);
    return parse_form(&processor->forms[1], 2, component, "pair", error);
}

/* A special token that is written as ["token", id]. */
static enum ps_status read_named(const struct ps_component *component, const char *key,
                                 struct ps_template_item *item, struct ps_error *error)
{
    const json_t *id = json_array_get(json_object_get(component->json, key), 1);
    if (!json_is_integer(id) || json_integer_value(id) < 0 ||
        json_integer_value(id) >= PS_VOCABULARY_IDS_MAX)
        return ps_component_wrong(component, key, "[\"token\", id]", error);
    item->id = (int32_t)json_integer_value(id);
    return PS_OK;
}

/* [cls] A [sep], and [cls] A [sep] B [sep]. */
static enum ps_status parse_bert(struct ps_post_processor *processor,
                                 const struct ps_component *component, struct ps_error *error)
{
    struct ps_template_item cls = {0}, sep = {0};
    PS_TRY(read_named(component, "cls", &cls, error));
    PS_TRY(read_named(component, "sep", &sep, error));
    struct ps_template_item pair_sep = {.id = sep.id, .type_id = 1};
    struct ps_template_item items[] = {
        cls, {.id = -1}, sep, {.id = -1, .text = 1, .type_id = 1}, pair_sep};
    PS_TRY(add_items(&processor->forms[0], component, items, 3, error));
    return add_items(&processor->forms[1], component, items, 5, error);
}

/* [cls] A [sep], and [cls] A [sep] [sep] B [sep], all of one type. */
static enum ps_status parse_roberta(struct ps_post_processor *processor,
                                    const struct ps_component *component, struct ps_error *error)
{
    struct ps_template_item cls = {0}, sep = {0};
    PS_TRY(read_named(component, "cls", &cls, error));
    PS_TRY(read_named(component, "sep", &sep, error));
    struct ps_template_item items[] = {cls, {.id = -1}, sep, sep, {.id = -1, .text = 1}, sep};
    PS_TRY(add_items(&processor->forms[0], component, items, 3, error));
    return add_items(&processor->forms[1], component, items, 6, error);
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
        {"BertProcessing", parse_bert},
        {"RobertaProcessing", parse_roberta},
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
    PS_TRY(add_plain(&processor->forms[0], 1, component, error));
    return add_plain(&processor->forms[1], 2, component, error);
}

void ps_post_processor_close(struct ps_post_processor *processor)
{
    for (size_t i = 0; i < PS_TEMPLATE_TEXTS; i++)
        free(processor->forms[i].items);
    *processor = (struct ps_post_processor){0};
}

size_t ps_post_processor_num_special(const struct ps_post_processor *processor, size_t num_texts)
{
    const struct ps_template_items *form = &processor->forms[num_texts - 1];
    size_t count = 0;
    for (size_t i = 0; i < form->count; i++)
        count += form->items[i].id >= 0;
    return count;
}

enum ps_status ps_post_processor_apply(const struct ps_post_processor *processor,
                                       const struct ps_tokens *texts, size_t num_texts,
                                       bool add_special_tokens, struct ps_tokens *tokens,
                                       struct ps_error *error)
{
    const struct ps_template_items *form = &processor->forms[num_texts - 1];
    for (size_t i = 0; i < form->count; i++) {
        const struct ps_template_item *item = &form->items[i];
        if (item->id >= 0 && add_special_tokens)
            PS_TRY(ps_tokens_add(tokens, item->id, item->type_id, error));
        const struct ps_tokens *text = &texts[item->text];
        for (size_t j = 0; item->id < 0 && j < text->count; j++)
            PS_TRY(ps_tokens_add(tokens, text->ids[j], item->type_id, error));
    }
    return PS_OK;
}
