/* Which template and which special tokens a folder has, and what becomes of a conversation before
 * and after its template. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "shared/model/chat.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/folder.h"
#include "tests/support/steady_jansson.h"

#define CONFIG     "tokenizer_config.json"
#define FILE_NAME  "chat_template.jinja"
#define ADDITIONAL "additional_chat_templates"

static json_t *parse(const char *text)
{
    json_error_t error;
    json_t *json = json_loads(text, 0, &error);
    if (!json)
        fail_msg("%s: %s", text, error.text);
    return json;
}

static struct ps_chat *load(const struct ps_test_folder *folder)
{
    struct ps_chat *chat = NULL;
    struct ps_error error = {0};
    if (ps_chat_load(&chat, folder->path, NULL, &error) != PS_OK)
        fail_msg("%s", error.message);
    return chat;
}

/* Renders {"messages": ..., "tools": ..., "kwargs": ..., "prompt": true, "open": true,
 * "fit": true}. */
static enum ps_status render(const struct ps_chat *chat, const char *conversation,
                             struct ps_buffer *text, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *json = parse(conversation);
    const struct ps_chat_params params = {
        .messages = json_object_get(json, "messages"),
        .tools = json_object_get(json, "tools"),
        .documents = json_object_get(json, "documents"),
        .kwargs = json_object_get(json, "kwargs"),
        .add_generation_prompt = json_is_true(json_object_get(json, "prompt")),
        .continue_final_message = json_is_true(json_object_get(json, "open")),
        .fit_contents = json_is_true(json_object_get(json, "fit")),
    };
    *error = (struct ps_error){0};
    return ps_chat_render(chat, &params, text, NULL, error);
}

static void assert_text(const struct ps_chat *chat, const char *conversation, const char *expected)
{
    struct ps_error error;
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    if (render(chat, conversation, &text, &error) != PS_OK)
        fail_msg("%s", error.message);
    assert_string_equal(text.data ? text.data : "", expected);
}

static void assert_refused(const struct ps_chat *chat, const char *conversation,
                           enum ps_status status, const char *param, const char *message)
{
    struct ps_error error;
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    assert_int_equal(ps_buffer_append_string(&text, "before"), PS_OK);
    assert_int_equal(render(chat, conversation, &text, &error), status);
    assert_string_equal(error.param, param);
    if (!strstr(error.message, message))
        fail_msg("\"%s\" does not say \"%s\"", error.message, message);
    assert_string_equal(text.data, "before");
}

static struct ps_chat *create(const char *source)
{
    struct ps_chat *chat = NULL;
    struct ps_error error = {0};
    if (ps_chat_create(&chat, source, strlen(source), NULL, &error) != PS_OK)
        fail_msg("%s", error.message);
    return chat;
}

#define HELLO "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"
#define TOOLS "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"tools\":[{}]}"

static void a_string_of_the_settings(void **state)
{
    (void)state;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    ps_test_folder_write_text(&folder, CONFIG,
                              "{\"chat_template\":\"{{ messages[0].content }}!\","
                              "\"model_max_length\":1000000000000000019884624838656}");
    PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = load(&folder);
    assert_true(ps_chat_exists(chat));
    assert_string_equal(ps_chat_source(chat, true), "{{ messages[0].content }}!");
    assert_text(chat, HELLO, "hello!");
    assert_text(chat, TOOLS, "hello!");
}

static void a_list_of_the_settings(void **state)
{
    (void)state;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    ps_test_folder_write_text(&folder, CONFIG,
                              "{\"chat_template\":[{\"name\":\"default\",\"template\":\"plain\"},"
                              "{\"name\":\"rag\",\"template\":\"{% broken\"},"
                              "{\"name\":\"tool_use\",\"template\":\"tools\"}]}");
    PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = load(&folder);
    assert_text(chat, HELLO, "plain");
    assert_text(chat, TOOLS, "tools");
    assert_text(chat, "{\"messages\":[{}],\"tools\":null}", "plain");
    assert_text(chat, "{\"messages\":[{}],\"tools\":[]}", "tools");
    assert_string_equal(ps_chat_source(chat, false), "plain");
    assert_string_equal(ps_chat_source(chat, true), "tools");
}

static void files_win(void **state)
{
    (void)state;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    ps_test_folder_write_text(&folder, CONFIG, "{\"chat_template\":\"settings\"}");
    ps_test_folder_write_text(&folder, FILE_NAME, "file\n");
    PS_DEFER(ps_chat_destroyp) struct ps_chat *alone = load(&folder);
    assert_text(alone, HELLO, "file");
    ps_test_folder_make(&folder, ADDITIONAL);
    ps_test_folder_write_text(&folder, ADDITIONAL "/tool_use.jinja", "tools");
    ps_test_folder_write_text(&folder, ADDITIONAL "/notes.txt", "{% no template");
    PS_DEFER(ps_chat_destroyp) struct ps_chat *both = load(&folder);
    assert_text(both, HELLO, "file");
    assert_text(both, TOOLS, "tools");
    ps_test_folder_remove(&folder, FILE_NAME);
    PS_DEFER(ps_chat_destroyp) struct ps_chat *no_default = load(&folder);
    assert_text(no_default, TOOLS, "tools");
    assert_refused(no_default, HELLO, PS_UNSUPPORTED, "model", "none named \"default\"");
}

static void no_template(void **state)
{
    (void)state;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = load(&folder);
    assert_false(ps_chat_exists(chat));
    assert_null(ps_chat_source(chat, false));
    assert_refused(chat, HELLO, PS_UNSUPPORTED, "model",
                   "no chat template: put chat_template.jinja");
}

/* Such a model still loads: only its chat is refused, and says why. */
static void wrong_templates(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        const char *text;
        const char *message;
    } cases[] = {
        {FILE_NAME, "{% if %}", FILE_NAME ": "},
        {FILE_NAME, "\xff", "not UTF-8"},
        {CONFIG, "{\"chat_template\":\"{{ a | nosuch }}\"}", CONFIG ": chat_template: "},
        {CONFIG, "{\"chat_template\":5}", "chat_template must be a string"},
        {CONFIG, "{\"chat_template\":[{\"name\":\"default\"}]}", "chat_template must be a string"},
        {CONFIG, "{\"chat_template\":[5]}", "chat_template must be a string"},
        {CONFIG, "{\"chat_template\":\"x\",\"eos_token\":5}", "eos_token must be a string"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
        ps_test_folder_init(&folder);
        ps_test_folder_write_text(&folder, cases[i].file, cases[i].text);
        PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = load(&folder);
        assert_true(ps_chat_exists(chat));
        assert_refused(chat, HELLO, PS_INVALID, "model", cases[i].message);
    }
}

static void digests(void **state)
{
    (void)state;
    struct ps_digest digests[3];
    static const char *const sources[] = {"one", "one", "two"};
    for (size_t i = 0; i < 3; i++) {
        struct ps_error error = {0};
        PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
        PS_DEFER(ps_hasher_destroyp) struct ps_hasher *hasher = ps_hasher_create();
        PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = NULL;
        ps_test_folder_init(&folder);
        ps_test_folder_write_text(&folder, FILE_NAME, sources[i]);
        assert_int_equal(ps_chat_load(&chat, folder.path, hasher, &error), PS_OK);
        assert_int_equal(ps_hasher_finish(hasher, &digests[i]), PS_OK);
    }
    assert_memory_equal(&digests[0], &digests[1], sizeof digests[0]);
    assert_memory_not_equal(&digests[0], &digests[2], sizeof digests[0]);
}

/* Every special token that the template can name. */
#define ALL_TOKENS                                                                                 \
    "{{ bos_token }},{{ eos_token }},{{ unk_token }},{{ pad_token }},{{ sep_token }},"             \
    "{{ image_token }},{{ add_bos_token }}"

static void special_tokens(void **state)
{
    (void)state;
    static const struct {
        const char *model;  /* config.json */
        const char *config; /* tokenizer_config.json */
        const char *map;    /* special_tokens_map.json, or NULL */
        const char *expected;
    } cases[] = {
        {"{}", "{\"bos_token\":\"<s>\",\"eos_token\":{\"content\":\"</s>\",\"lstrip\":false}}",
         NULL, "<s>,</s>,,,,,"},
        {"{}", "{\"bos_token\":null,\"add_bos_token\":true,\"sep_token\":\"S\"}", NULL, ",,,,S,,"},
        {"{}", "{\"image_token\":\"<i>\"}", NULL, ",,,,,<i>,"},
        {"{}", "{\"extra_special_tokens\":{\"image_token\":\"<i>\"}}", NULL, ",,,,,<i>,"},
        {"{}", "{\"extra_special_tokens\":[\"<i>\"]}", NULL, ",,,,,,"},
        /* The map is from before added_tokens_decoder, and counts only without it. */
        {"{}", "{\"eos_token\":\"a\"}", "{\"eos_token\":{\"content\":\"b\"},\"pad_token\":\"p\"}",
         ",b,,p,,,"},
        {"{}", "{\"eos_token\":\"a\",\"added_tokens_decoder\":{}}", "{\"eos_token\":\"b\"}",
         ",a,,,,,"},
        /* What classes have without being told. */
        {"{\"model_type\":\"gpt2\"}", "{}", NULL, "<|endoftext|>,<|endoftext|>,<|endoftext|>,,,,"},
        {"{\"model_type\":\"gpt2\"}", "{\"eos_token\":null,\"bos_token\":\"B\"}", NULL,
         "B,,<|endoftext|>,,,,"},
        {"{\"model_type\":\"gpt2\"}", "{\"tokenizer_class\":\"PreTrainedTokenizerFast\"}", NULL,
         ",,,,,,"},
        {"{\"model_type\":\"qwen2\"}", "{\"tokenizer_class\":\"PreTrainedTokenizerFast\"}", NULL,
         ",<|endoftext|>,<|endoftext|>,<|endoftext|>,,,"},
        {"{\"model_type\":\"llama\"}", "{}", NULL, ",,,,,,"},
        {"{\"model_type\":\"llama\"}", "{\"tokenizer_class\":\"LlamaTokenizerFast\"}", NULL,
         "<s>,</s>,<unk>,,,,"},
        {"{\"model_type\":\"mistral\"}", "{\"tokenizer_class\":\"LlamaTokenizer\"}", NULL,
         ",,,,,,"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
        ps_test_folder_init(&folder);
        ps_test_folder_write_text(&folder, "config.json", cases[i].model);
        ps_test_folder_write_text(&folder, CONFIG, cases[i].config);
        if (cases[i].map)
            ps_test_folder_write_text(&folder, "special_tokens_map.json", cases[i].map);
        ps_test_folder_write_text(&folder, FILE_NAME, ALL_TOKENS);
        PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = load(&folder);
        assert_text(chat, HELLO, cases[i].expected);
    }
}

static void variables(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = NULL;
    PS_DEFER(json_decrefp) json_t *tokens = parse("{\"bos_token\":\"<s>\"}");
    static const char source[] = "{{ bos_token }}{{ tools }}{{ documents }}{{ x }}"
                                 "{{ add_generation_prompt }}";
    assert_int_equal(ps_chat_create(&chat, source, strlen(source), tokens, &error), PS_OK);
    assert_text(chat, HELLO, "<s>NoneNoneFalse");
    assert_text(chat,
                "{\"messages\":[{}],\"prompt\":true,\"kwargs\":{\"x\":1,\"bos_token\":\"B\"}}",
                "BNoneNone1True");
    assert_text(chat, "{\"messages\":[{}],\"documents\":[],\"tools\":[]}", "<s>[][]False");
}

static void messages_as_templates_get_them(void **state)
{
    (void)state;
    PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = create("{{ messages | tojson }}");
    assert_text(chat, "{\"messages\":[{\"role\":\"a\",\"content\":null,\"x\":[null]}]}",
                "[{\"role\": \"a\", \"x\": [null]}]");
    assert_text(chat, "{\"messages\":[{\"role\":\"a\",\"reasoning\":\"r\"}]}",
                "[{\"thinking\": \"r\", \"role\": \"a\", \"reasoning\": \"r\", "
                "\"reasoning_content\": \"r\"}]");
    assert_text(chat, "{\"messages\":[{\"reasoning_content\":null,\"thinking\":\"t\"}]}",
                "[{\"thinking\": \"t\", \"reasoning_content\": \"t\"}]");
    assert_text(chat, "{\"messages\":[{\"reasoning_content\":\"r\",\"thinking\":\"t\"}]}",
                "[{\"thinking\": \"t\", \"reasoning_content\": \"r\"}]");
}

static void refusals(void **state)
{
    (void)state;
    PS_DEFER(ps_chat_destroyp)
    struct ps_chat *chat = create("{{ raise_exception('Not ' + messages[0].content) }}");
    static const struct {
        const char *conversation;
        const char *param;
        const char *message;
    } cases[] = {
        {"{}", "messages", "messages must be an array"},
        {"{\"messages\":[]}", "messages", "messages is empty"},
        {"{\"messages\":[{},5]}", "messages[1]", "messages[1] must be an object"},
        {"{\"messages\":[{}],\"tools\":{}}", "tools", "tools must be an array"},
        {"{\"messages\":[{}],\"tools\":[\"x\"]}", "tools[0]", "tools[0] must be an object"},
        {"{\"messages\":[{}],\"documents\":[1]}", "documents[0]", "must be an object"},
        {"{\"messages\":[{}],\"kwargs\":[]}", "chat_template_kwargs", "must be an object"},
        {"{\"messages\":[{}],\"kwargs\":{\"tools\":[]}}", "chat_template_kwargs",
         "tools cannot be"},
        {"{\"messages\":[{}],\"open\":true,\"prompt\":true}", "continue_final_message",
         "exclude each other"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_refused(chat, cases[i].conversation, PS_INVALID, cases[i].param, cases[i].message);
    struct ps_error error;
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    assert_int_equal(render(chat, HELLO, &text, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "Not hello"));
    assert_null(text.data);
}

#define OPEN(content)                                                                              \
    "{\"messages\":[{\"role\":\"assistant\",\"content\":" content "}],\"open\":true}"

static void open_messages(void **state)
{
    (void)state;
    PS_DEFER(ps_chat_destroyp)
    struct ps_chat *plain = create("<{{ messages[-1].content }}>");
    PS_DEFER(ps_chat_destroyp)
    struct ps_chat *trimming = create("< {{ messages[-1].content | trim }}>");
    PS_DEFER(ps_chat_destroyp)
    struct ps_chat *parts =
        create("<{% for p in messages[-1].content %}{{ p.text }};{% endfor %}>");
    PS_DEFER(ps_chat_destroyp)
    struct ps_chat *other = create("{{ messages[-1].role }}");
    PS_DEFER(ps_chat_destroyp)
    struct ps_chat *shouting = create("{{ messages[-1].content | upper }}");
    assert_text(plain, OPEN("\"one, \""), "<one, ");
    assert_text(plain, OPEN("\"\""), "<");
    assert_text(plain, OPEN("\"CONTINUE_FINAL_MESSAGE_TAG x\""), "<CONTINUE_FINAL_MESSAGE_TAG x");
    assert_text(trimming, OPEN("\"one\\u00a0\\n\""), "< one");
    assert_text(parts, OPEN("[{\"text\":\"a\"},{\"text\":\"b\"},{\"type\":\"image\"}]"), "<a;b");
    const struct {
        const struct ps_chat *chat;
        const char *conversation;
        const char *message;
    } cases[] = {
        {plain, "{\"messages\":[{\"role\":\"a\"}],\"open\":true}", "no content"},
        {plain, OPEN("null"), "no content"},
        {plain, OPEN("5"), "no text"},
        {plain, OPEN("[]"), "no text"},
        {plain, OPEN("[{\"type\":\"image\"}]"), "no text"},
        {other, OPEN("\"one\""), "does not write"},
        {shouting, OPEN("\"one\""), "leaves the last message out"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_refused(cases[i].chat, cases[i].conversation, PS_INVALID, "continue_final_message",
                       cases[i].message);
}

#define FIT(content) "{\"messages\":[{\"role\":\"user\",\"content\":" content "}],\"fit\":true}"
#define PARTS        "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]"
#define IMAGE        "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image\"}]"

static void contents_that_fit(void **state)
{
    (void)state;
    PS_DEFER(ps_chat_destroyp)
    struct ps_chat *text = create("<{{ messages[0].content }}>");
    PS_DEFER(ps_chat_destroyp)
    struct ps_chat *strict = create("<{{ '' + messages[0].content }}>");
    PS_DEFER(ps_chat_destroyp)
    struct ps_chat *parts = create("<{% for p in messages[0].content %}{{ p.text }};{% endfor %}>");
    PS_DEFER(ps_chat_destroyp)
    struct ps_chat *both = create("<{% if messages[0].content is string %}{{ messages[0].content }}"
                                  "{% else %}{% for p in messages[0].content %}{{ p.text }};"
                                  "{% endfor %}{% endif %}>");
    PS_DEFER(ps_chat_destroyp)
    struct ps_chat *neither = create("{{ messages | length }}");
    assert_text(text, FIT("\"a\""), "<a>");
    assert_text(text, FIT(PARTS), "<a\nb>");
    assert_text(text, FIT("[]"), "<>");
    assert_text(text, FIT("null"), "<>");
    assert_text(text, FIT(IMAGE), "<[{'type': 'text', 'text': 'a'}, {'type': 'image'}]>");
    assert_text(strict, FIT(PARTS), "<a\nb>");
    assert_text(parts, FIT("\"a\""), "<a;>");
    assert_text(parts, FIT(PARTS), "<a;b;>");
    assert_text(both, FIT("\"a\""), "<a>");
    assert_text(both, FIT(PARTS), "<a;b;>");
    assert_text(neither, FIT(PARTS), "1");
    assert_refused(strict, "{\"messages\":[{\"content\":" PARTS "}]}", PS_INVALID, "", "");
}

/* Loads and renders with the n-th allocation failing; true once there is none so late. */
static bool survives(const struct ps_test_folder *folder, size_t n)
{
    struct ps_error error = {0};
    PS_DEFER(json_decrefp) json_t *messages = parse("[{\"content\":\"one\",\"thinking\":\"x\"}]");
    const struct ps_chat_params params = {.messages = messages, .continue_final_message = true};
    struct ps_chat *chat = NULL;
    struct ps_buffer text = {0};
    long live = ps_failing_malloc_live();
    ps_failing_malloc_start(n);
    enum ps_status status = ps_chat_load(&chat, folder->path, NULL, &error);
    if (status == PS_OK)
        status = ps_chat_render(chat, &params, &text, NULL, &error);
    bool failed = ps_failing_malloc_stop();
    assert_int_equal(status, failed ? PS_NO_MEMORY : PS_OK);
    ps_chat_destroy(chat);
    ps_buffer_close(&text);
    assert_int_equal(ps_failing_malloc_live(), live);
    return !failed;
}

static void without_memory(void **state)
{
    (void)state;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    ps_test_folder_write_text(&folder, FILE_NAME, "{{ bos_token }}{{ messages[0].content }}");
    ps_test_folder_write_text(&folder, CONFIG, "{\"bos_token\":{\"content\":\"<s>\"}}");
    ps_test_folder_make(&folder, ADDITIONAL);
    ps_test_folder_write_text(&folder, ADDITIONAL "/tool_use.jinja", "tools");
    size_t n = 1;
    while (!survives(&folder, n))
        n++;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_string_of_the_settings),
        cmocka_unit_test(a_list_of_the_settings),
        cmocka_unit_test(files_win),
        cmocka_unit_test(no_template),
        cmocka_unit_test(wrong_templates),
        cmocka_unit_test(digests),
        cmocka_unit_test(special_tokens),
        cmocka_unit_test(variables),
        cmocka_unit_test(messages_as_templates_get_them),
        cmocka_unit_test(refusals),
        cmocka_unit_test(open_messages),
        cmocka_unit_test(contents_that_fit),
        cmocka_unit_test(without_memory),
    };
    ps_test_steady_jansson();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
