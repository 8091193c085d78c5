/* chat_template.jinja, additional_chat_templates/, tokenizer_config.json's chat_template. */
#include "shared/model/chat_template.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/file.h"
#include "shared/base/utf8.h"
#include "shared/model/reader.h"

#define DEFAULT_NAME      "default"
#define TOOLS_NAME        "tool_use"
#define FILE_NAME         "chat_template.jinja"
#define FOLDER_NAME       "additional_chat_templates"
#define CONFIG_FILE       "tokenizer_config.json"
#define CONFIG_KEY        "chat_template"
#define SUFFIX            ".jinja"
#define TEMPLATE_SIZE_MAX (4u << 20)

enum {
    TEMPLATES_MAX = 64,
};

static void close_template(struct ps_chat_template *template)
{
    ps_freep(&template->name);
    ps_freep(&template->source);
    ps_template_destroy(template->parsed);
    *template = (struct ps_chat_template){0};
}

void ps_chat_templates_close(struct ps_chat_templates *templates)
{
    for (size_t i = 0; i < templates->count; i++)
        close_template(&templates->items[i]);
    free(templates->items);
    *templates = (struct ps_chat_templates){0};
}

static struct ps_chat_template *find(const struct ps_chat_templates *templates, const char *name)
{
    for (size_t i = 0; i < templates->count; i++) {
        if (strcmp(templates->items[i].name, name) == 0)
            return &templates->items[i];
    }
    return NULL;
}

const struct ps_chat_template *ps_chat_templates_pick(const struct ps_chat_templates *templates,
                                                      bool has_tools)
{
    const struct ps_chat_template *template = has_tools ? find(templates, TOOLS_NAME) : NULL;
    return template ? template : find(templates, DEFAULT_NAME);
}

/* An empty place under that name, *template NULL where there are too many. */
static enum ps_status place(struct ps_chat_templates *templates, const char *name,
                            struct ps_chat_template **template, struct ps_error *error)
{
    *template = find(templates, name);
    PS_DEFER(ps_freep) char *copy = strdup(name);
    if (!copy)
        return ps_error_no_memory(error, "a chat template's name");
    if (*template) {
        close_template(*template);
    } else if (templates->count < TEMPLATES_MAX) {
        struct ps_chat_template *items =
            realloc(templates->items, (templates->count + 1) * sizeof *items);
        if (!items)
            return ps_error_no_memory(error, "a chat template");
        templates->items = items;
        *template = &items[templates->count++];
        **template = (struct ps_chat_template){0};
    } else {
        return PS_OK;
    }
    (*template)->name = ps_take(copy);
    return PS_OK;
}

/* A template of which there is nothing but the reason why. */
static enum ps_status add_failure(struct ps_chat_templates *templates, const char *name,
                                  const struct ps_error *failure, struct ps_error *error)
{
    struct ps_chat_template *template;
    PS_TRY(place(templates, name, &template, error));
    if (template)
        template->error = *failure;
    return PS_OK;
}

enum ps_status ps_chat_templates_add(struct ps_chat_templates *templates, const char *name,
                                     const char *source, size_t size, struct ps_error *error)
{
    struct ps_chat_template *template;
    PS_TRY(place(templates, name, &template, error));
    if (!template)
        return PS_OK;
    template->source = malloc(size + 1);
    if (!template->source)
        return ps_error_no_memory(error, "a chat template");
    memcpy(template->source, source, size);
    template->source[size] = '\0';
    template->size = size;
    if (!ps_utf8_valid(source, size)) {
        (void)ps_error_set(&template->error, PS_INVALID, "the chat template is not UTF-8");
        return PS_OK;
    }
    if (ps_template_parse(&template->parsed, source, size, &template->error) == PS_NO_MEMORY)
        return ps_error_no_memory(error, "a chat template");
    return PS_OK;
}

static void name_origin(struct ps_chat_templates *templates, const char *name, const char *origin)
{
    struct ps_chat_template *template = find(templates, name);
    if (template && !template->parsed)
        ps_error_prefix(&template->error, "%s", origin);
}

static enum ps_status add_file(struct ps_chat_templates *templates, const char *name,
                               const char *folder, const char *file, struct ps_hasher *hasher,
                               struct ps_error *error)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder, file);
    PS_DEFER(ps_buffer_close) struct ps_buffer source = {0};
    struct ps_error failure = {0};
    if (!path)
        return ps_error_no_memory(error, "a path");
    enum ps_status status = ps_file_read(path, TEMPLATE_SIZE_MAX, &source, &failure);
    if (status == PS_NO_MEMORY)
        return ps_error_no_memory(error, "a chat template");
    if (status != PS_OK)
        return add_failure(templates, name, &failure, error);
    if (hasher) {
        ps_hasher_update_field(hasher, file, strlen(file));
        ps_hasher_update_field(hasher, source.data, source.size);
    }
    PS_TRY(
        ps_chat_templates_add(templates, name, source.data ? source.data : "", source.size, error));
    name_origin(templates, name, path);
    return PS_OK;
}

/* "tool_use.jinja" -> "tool_use"; NULL for what has another ending, and where memory can't be had.
 */
static char *stem_of(const char *file)
{
    size_t size = strlen(file), suffix = strlen(SUFFIX);
    if (size <= suffix || strcmp(file + size - suffix, SUFFIX) != 0)
        return NULL;
    return strndup(file, size - suffix);
}

/* Not alphasort, which goes by the locale. */
static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_template(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name), suffix = strlen(SUFFIX);
    return size > suffix && strcmp(entry->d_name + size - suffix, SUFFIX) == 0;
}

static enum ps_status add_entry(struct ps_chat_templates *templates, const char *folder,
                                const char *file, struct ps_hasher *hasher, struct ps_error *error)
{
    PS_DEFER(ps_freep) char *name = stem_of(file);
    if (!name)
        return ps_error_no_memory(error, "a chat template's name");
    return add_file(templates, name, folder, file, hasher, error);
}

/* In the order of their names, so that the digest does not depend on the file system. */
static enum ps_status add_folder(struct ps_chat_templates *templates, const char *folder,
                                 struct ps_hasher *hasher, struct ps_error *error)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder, FOLDER_NAME);
    struct dirent **entries = NULL;
    if (!path)
        return ps_error_no_memory(error, "a path");
    int count = scandir(path, &entries, is_template, compare_names);
    if (count < 0)
        return errno == ENOMEM ? ps_error_no_memory(error, "a list of chat templates") : PS_OK;
    enum ps_status status = PS_OK;
    for (int i = 0; i < count; i++) {
        if (status == PS_OK)
            status = add_entry(templates, path, entries[i]->d_name, hasher, error);
        free(entries[i]);
    }
    free(entries);
    return status;
}

static enum ps_status add_files(struct ps_chat_templates *templates, const char *folder,
                                struct ps_hasher *hasher, struct ps_error *error)
{
    PS_DEFER(ps_freep) char *path = ps_path_join(folder, FILE_NAME);
    if (!path)
        return ps_error_no_memory(error, "a path");
    if (ps_file_exists(path))
        PS_TRY(add_file(templates, DEFAULT_NAME, folder, FILE_NAME, hasher, error));
    return add_folder(templates, folder, hasher, error);
}

static enum ps_status add_value(struct ps_chat_templates *templates, const char *name,
                                const json_t *source, struct ps_error *error)
{
    if (!name || !json_is_string(source)) {
        struct ps_error failure = {0};
        (void)ps_error_set(&failure, PS_INVALID,
                           CONFIG_FILE ": " CONFIG_KEY
                                       " must be a string, or a list of objects with a name and a "
                                       "template");
        return add_failure(templates, name ? name : DEFAULT_NAME, &failure, error);
    }
    PS_TRY(ps_chat_templates_add(templates, name, json_string_value(source),
                                 json_string_length(source), error));
    name_origin(templates, name, CONFIG_FILE ": " CONFIG_KEY);
    return PS_OK;
}

static enum ps_status add_config(struct ps_chat_templates *templates, const json_t *config,
                                 struct ps_error *error)
{
    const json_t *value = ps_read_value(config, CONFIG_KEY);
    if (!value)
        return PS_OK;
    if (!json_is_array(value))
        return add_value(templates, DEFAULT_NAME, value, error);
    for (size_t i = 0; i < json_array_size(value); i++) {
        const json_t *item = json_array_get(value, i);
        PS_TRY(add_value(templates, json_string_value(json_object_get(item, "name")),
                         json_object_get(item, "template"), error));
    }
    return PS_OK;
}

enum ps_status ps_chat_templates_read(struct ps_chat_templates *templates, const char *folder,
                                      const json_t *config, struct ps_hasher *hasher,
                                      struct ps_error *error)
{
    PS_TRY(add_files(templates, folder, hasher, error));
    if (templates->count > 0)
        return PS_OK;
    return add_config(templates, config, error);
}

enum ps_status ps_chat_templates_probe(struct ps_chat_templates *templates, json_t *special_tokens,
                                       struct ps_error *error)
{
    for (size_t i = 0; i < templates->count; i++) {
        struct ps_chat_template *template = &templates->items[i];
        if (template->parsed)
            PS_TRY(ps_contents_probe(template->parsed, special_tokens, &template->contents, error));
    }
    return PS_OK;
}
