/* One report, as JSON; what people see is written from it. */
#include "tools/inspect_report.h"

#include <inttypes.h>
#include <string.h>

#include "shared/task/tasks.h"
#include "shared/tensor/dtype.h"
#include "shared/transformer/cost.h"

#define TOKENS_OF_CONTEXT 1000

/* --- what is there --- */

static size_t count_windowed(const struct ps_transformer_config *config)
{
    size_t count = 0;
    for (size_t i = 0; i < config->num_layers; i++)
        count += config->windowed[i];
    return count;
}

static json_t *pack_shape(const struct ps_transformer_config *config)
{
    if (!config)
        return json_null();
    size_t num_windowed = count_windowed(config);
    return json_pack(
        "{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "layers", (json_int_t)config->num_layers,
        "hidden_size", (json_int_t)config->hidden_size, "heads", (json_int_t)config->num_heads,
        "kv_heads", (json_int_t)config->num_kv_heads, "head_size", (json_int_t)config->head_size,
        "intermediate_size", (json_int_t)config->intermediate_size, "vocab_size",
        (json_int_t)config->vocab_size, "window", (json_int_t)(num_windowed ? config->window : 0),
        "windowed_layers", (json_int_t)num_windowed);
}

static json_t *pack_dtypes(uint32_t dtypes)
{
    json_t *list = json_array();
    for (int i = 0; i <= PS_DTYPE_BOOL; i++) {
        if (dtypes & (UINT32_C(1) << i))
            json_array_append_new(list, json_string(ps_dtype_name((enum ps_dtype)i)));
    }
    return list;
}

static json_t *pack_weights(const struct ps_model *model)
{
    struct ps_checkpoint_summary files;
    ps_model_files(model, &files);
    if (files.num_files == 0)
        return json_null();
    return json_pack("{s:I, s:I, s:I, s:I, s:o, s:I}", "parameters",
                     (json_int_t)ps_model_num_parameters(model), "files",
                     (json_int_t)files.num_files, "file_bytes", (json_int_t)files.num_bytes,
                     "tensors", (json_int_t)files.num_tensors, "dtypes", pack_dtypes(files.dtypes),
                     "memory_bytes", (json_int_t)ps_model_weight_bytes(model));
}

static json_t *pack_tokenizer(const struct ps_tokenizer *tokenizer)
{
    if (!tokenizer)
        return json_null();
    return json_pack("{s:s, s:I}", "model", ps_tokenizer_kind(tokenizer), "tokens",
                     (json_int_t)ps_tokenizer_size(tokenizer));
}

static json_t *pack_chat(const struct ps_chat *chat)
{
    const char *plain = chat ? ps_chat_source(chat, false) : NULL;
    const char *with_tools = chat ? ps_chat_source(chat, true) : NULL;
    if (!plain && !with_tools)
        return json_null();
    return json_pack("{s:I, s:b, s:b}", "bytes",
                     (json_int_t)strlen(with_tools ? with_tools : plain), "tools",
                     (int)(with_tools && strstr(with_tools, "tools")), "own_template_for_tools",
                     (int)(plain && with_tools && strcmp(plain, with_tools) != 0));
}

static json_t *pack_generation(const struct ps_model *model)
{
    const struct ps_generation_defaults *defaults = ps_model_generation(model);
    if (!ps_model_config(model) || !ps_model_generates(model))
        return json_null();
    json_t *eos = json_array();
    for (size_t i = 0; i < defaults->num_eos_ids; i++)
        json_array_append_new(eos, json_integer(defaults->eos_ids[i]));
    return json_pack("{s:f, s:f, s:I, s:f, s:f, s:o}", "temperature", defaults->temperature,
                     "top_p", defaults->top_p, "top_k", (json_int_t)defaults->top_k, "min_p",
                     defaults->min_p, "repetition_penalty", defaults->repetition_penalty, "eos",
                     eos);
}

static json_t *pack_labels(const struct ps_labels *labels)
{
    static const char *const problems[] = {
        [PS_PROBLEM_SINGLE_LABEL] = "single label",
        [PS_PROBLEM_MULTI_LABEL] = "multi label",
        [PS_PROBLEM_REGRESSION] = "regression",
    };
    if (!labels || !labels->names)
        return json_null();
    json_t *names = json_array();
    for (size_t i = 0; i < labels->count; i++)
        json_array_append_new(names, json_string(labels->names[i]));
    return json_pack("{s:s, s:o}", "problem", problems[labels->problem], "names", names);
}

static bool has_obstacle(const struct ps_inspection *inspection, const char *part)
{
    for (size_t i = 0; i < inspection->num_obstacles; i++) {
        if (strcmp(inspection->obstacles[i].part, part) == 0)
            return true;
    }
    return false;
}

/* Only a chat template's obstacle leaves the other urls alone. */
static json_t *pack_urls(const struct ps_inspection *inspection)
{
    const struct ps_model *model = inspection->model;
    bool bad_template = has_obstacle(inspection, "chat template");
    json_t *urls = json_array();
    if (inspection->num_obstacles > (bad_template ? 1 : 0))
        return urls;
    bool can_chat = !bad_template && ps_chat_exists(ps_model_chat(model));
    const struct ps_task *task;
    for (size_t i = 0; (task = ps_task_at(i)); i++) {
        if (task->serves(model) && (task != &ps_task_chat_completions || can_chat))
            json_array_append_new(urls, json_string(task->url));
    }
    return urls;
}

static json_t *pack_obstacles(const struct ps_inspection *inspection)
{
    json_t *list = json_array();
    for (size_t i = 0; i < inspection->num_obstacles; i++)
        json_array_append_new(list, json_pack("{s:s, s:s}", "part", inspection->obstacles[i].part,
                                              "reason", inspection->obstacles[i].error.message));
    return list;
}

static json_int_t kv_bytes(const struct ps_model *model)
{
    const struct ps_transformer_config *config = ps_model_config(model);
    if (!config || !ps_model_generates(model))
        return 0;
    return (json_int_t)(ps_cost_position_bytes(config) * TOKENS_OF_CONTEXT);
}

json_t *ps_inspect_report(const struct ps_inspection *inspection, const char *folder)
{
    const struct ps_model *model = inspection->model;
    const struct ps_transformer_config *config = ps_model_config(model);
    const char *model_type = json_string_value(json_object_get(inspection->config, "model_type"));
    json_t *architectures = json_object_get(inspection->config, "architectures");
    return json_pack(
        "{s:s, s:s?, s:b, s:O?, s:o, s:I, s:o, s:I, s:o, s:o, s:o, s:o, s:o, s:o}", "path", folder,
        "model_type", model_type, "family_is_supported", (int)(config != NULL), "architectures",
        architectures, "shape", pack_shape(config), "context",
        (json_int_t)(config ? ps_model_context(model) : 0), "weights", pack_weights(model),
        "kv_bytes_per_1000_tokens", kv_bytes(model), "tokenizer",
        pack_tokenizer(ps_model_tokenizer(model)), "chat_template", pack_chat(ps_model_chat(model)),
        "generation", pack_generation(model), "labels", pack_labels(ps_model_labels(model)),
        "serves", pack_urls(inspection), "not_supported", pack_obstacles(inspection));
}

/* --- for people --- */

static json_int_t integer(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static double number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static void print_bytes(double bytes, FILE *out)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    size_t unit = 0;
    while (bytes >= 1000 && unit + 1 < sizeof units / sizeof units[0]) {
        bytes /= 1000;
        unit++;
    }
    fprintf(out, unit ? "%.2f %s" : "%.0f %s", bytes, units[unit]);
}

/* 151936 as "151,936". */
static void print_count(json_int_t count, FILE *out)
{
    char digits[32];
    int size = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, count);
    for (int i = 0; i < size; i++) {
        if (i > 0 && (size - i) % 3 == 0)
            fputc(',', out);
        fputc(digits[i], out);
    }
}

static void print_list(const json_t *list, FILE *out)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        fputs(i ? ", " : "", out);
        if (json_is_string(item))
            fputs(json_string_value(item), out);
        else
            fprintf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(item));
    }
}

static void print_family(const json_t *report, FILE *out)
{
    const char *model_type = json_string_value(json_object_get(report, "model_type"));
    const json_t *architectures = json_object_get(report, "architectures");
    fprintf(out, "family       %s", model_type ? model_type : "unknown");
    if (json_array_size(architectures) > 0) {
        fputs(" (", out);
        print_list(architectures, out);
        fputc(')', out);
    }
    fputs(json_is_true(json_object_get(report, "family_is_supported")) ? "\n" : ", not supported\n",
          out);
}

static void print_shape(const json_t *report, FILE *out)
{
    const json_t *shape = json_object_get(report, "shape");
    if (json_is_null(shape))
        return;
    fprintf(out, "shape        ");
    print_count(integer(shape, "layers"), out);
    fputs(" layers, hidden ", out);
    print_count(integer(shape, "hidden_size"), out);
    fprintf(out, ", %" JSON_INTEGER_FORMAT " heads of %" JSON_INTEGER_FORMAT,
            integer(shape, "heads"), integer(shape, "head_size"));
    if (integer(shape, "kv_heads") != integer(shape, "heads"))
        fprintf(out, " (%" JSON_INTEGER_FORMAT " for keys and values)", integer(shape, "kv_heads"));
    fputs(", feed-forward ", out);
    print_count(integer(shape, "intermediate_size"), out);
    fputs(", vocabulary ", out);
    print_count(integer(shape, "vocab_size"), out);
    fputs("\ncontext      ", out);
    print_count(integer(report, "context"), out);
    fputs(" tokens", out);
    if (integer(shape, "windowed_layers") > 0) {
        fputs(", windows of ", out);
        print_count(integer(shape, "window"), out);
        fprintf(out, " in %" JSON_INTEGER_FORMAT " layers", integer(shape, "windowed_layers"));
    }
    fputs("\n", out);
}

static void print_weights(const json_t *report, FILE *out)
{
    const json_t *weights = json_object_get(report, "weights");
    if (json_is_null(weights))
        return;
    fputs("weights      ", out);
    print_count(integer(weights, "parameters"), out);
    fputs(" parameters, ", out);
    print_list(json_object_get(weights, "dtypes"), out);
    fputs(", ", out);
    print_bytes((double)integer(weights, "file_bytes"), out);
    fprintf(out, " in %" JSON_INTEGER_FORMAT " file%s\nmemory       ", integer(weights, "files"),
            integer(weights, "files") == 1 ? "" : "s");
    print_bytes((double)integer(weights, "memory_bytes"), out);
    fputs(" of weights (f32)", out);
    if (integer(report, "kv_bytes_per_1000_tokens") > 0) {
        fputs(", ", out);
        print_bytes((double)integer(report, "kv_bytes_per_1000_tokens"), out);
        fputs(" of keys and values per 1,000 tokens of context", out);
    }
    fputc('\n', out);
}

static void print_tokenizer(const json_t *report, FILE *out)
{
    const json_t *tokenizer = json_object_get(report, "tokenizer");
    if (json_is_null(tokenizer))
        return;
    fprintf(out, "tokenizer    %s, ", json_string_value(json_object_get(tokenizer, "model")));
    print_count(integer(tokenizer, "tokens"), out);
    fputs(" tokens\n", out);
}

static void print_chat(const json_t *report, FILE *out)
{
    const json_t *chat = json_object_get(report, "chat_template");
    if (json_is_null(json_object_get(report, "generation")) && json_is_null(chat))
        return;
    if (json_is_null(chat)) {
        fputs("template     none: the model completes texts, it does not chat\n", out);
        return;
    }
    fputs("template     ", out);
    print_bytes((double)integer(chat, "bytes"), out);
    fputs(json_is_true(json_object_get(chat, "tools")) ? ", reads tools\n"
                                                       : ", does not read tools\n",
          out);
}

static void print_generation(const json_t *report, FILE *out)
{
    const json_t *generation = json_object_get(report, "generation");
    if (json_is_null(generation))
        return;
    fprintf(out, "defaults     temperature %g, top_p %g", number(generation, "temperature"),
            number(generation, "top_p"));
    if (integer(generation, "top_k") > 0)
        fprintf(out, ", top_k %" JSON_INTEGER_FORMAT, integer(generation, "top_k"));
    if (number(generation, "min_p") > 0)
        fprintf(out, ", min_p %g", number(generation, "min_p"));
    if (number(generation, "repetition_penalty") < 1 ||
        number(generation, "repetition_penalty") > 1)
        fprintf(out, ", repetition_penalty %g", number(generation, "repetition_penalty"));
    fputs("; ends at token ", out);
    print_list(json_object_get(generation, "eos"), out);
    fputc('\n', out);
}

static void print_labels(const json_t *report, FILE *out)
{
    const json_t *labels = json_object_get(report, "labels");
    if (json_is_null(labels))
        return;
    fprintf(out, "labels       %s: ", json_string_value(json_object_get(labels, "problem")));
    print_list(json_object_get(labels, "names"), out);
    fputc('\n', out);
}

static void print_verdict(const json_t *report, FILE *out)
{
    const json_t *urls = json_object_get(report, "serves");
    const json_t *obstacles = json_object_get(report, "not_supported");
    fputs("serves       ", out);
    if (json_array_size(urls) > 0)
        print_list(urls, out);
    else
        fputs("nothing", out);
    fputc('\n', out);
    for (size_t i = 0; i < json_array_size(obstacles); i++) {
        const json_t *obstacle = json_array_get(obstacles, i);
        fprintf(out, "%s%s: %s\n", i ? "             " : "obstacles    ",
                json_string_value(json_object_get(obstacle, "part")),
                json_string_value(json_object_get(obstacle, "reason")));
    }
}

void ps_inspect_print(const json_t *report, FILE *out)
{
    fprintf(out, "%s\n", json_string_value(json_object_get(report, "path")));
    print_family(report, out);
    print_shape(report, out);
    print_weights(report, out);
    print_tokenizer(report, out);
    print_chat(report, out);
    print_generation(report, out);
    print_labels(report, out);
    print_verdict(report, out);
}
