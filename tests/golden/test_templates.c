/* Chat templates render conversations as transformers does: the same bytes, or a refusal. Those of
 * real models by their digests, our own by their text (see make_templates.py). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "shared/base/file.h"
#include "shared/base/hash.h"
#include "shared/model/chat.h"

#define DATA "tests/golden/data/templates"

enum {
    TEMPLATE_SIZE_MAX = 1 << 20,
};

/* What the tests share. */
struct corpus {
    json_t *conversations; /* an array */
    json_t *expected;      /* expected.json */
};

static json_t *read_json(const char *path)
{
    json_error_t error;
    json_t *json = json_load_file(path, 0, &error);
    if (!json)
        fail_msg("%s: %s, line %d", path, error.text, error.line);
    return json;
}

static int set_up(void **state)
{
    static struct corpus corpus;
    corpus.conversations = read_json(DATA "/conversations.json");
    corpus.expected = read_json(DATA "/expected.json");
    *state = &corpus;
    return 0;
}

static int tear_down(void **state)
{
    struct corpus *corpus = *state;
    json_decref(corpus->conversations);
    json_decref(corpus->expected);
    return 0;
}

static const json_t *find_conversation(const struct corpus *corpus, const char *name)
{
    for (size_t i = 0; i < json_array_size(corpus->conversations); i++) {
        const json_t *conversation = json_array_get(corpus->conversations, i);
        if (strcmp(json_string_value(json_object_get(conversation, "name")), name) == 0)
            return conversation;
    }
    fail_msg("conversations.json has no %s: run make_templates.py", name);
    return NULL;
}

/* One conversation by one template; text is empty where it is refused. */
static enum ps_status render(const struct corpus *corpus, const struct ps_buffer *source,
                             const json_t *conversation, struct ps_buffer *text,
                             struct ps_error *error)
{
    PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = NULL;
    const struct ps_chat_params params = {
        .messages = json_object_get(conversation, "messages"),
        .tools = json_object_get(conversation, "tools"),
        .documents = json_object_get(conversation, "documents"),
        .kwargs = json_object_get(conversation, "kwargs"),
        .add_generation_prompt =
            json_is_true(json_object_get(conversation, "add_generation_prompt")),
        .continue_final_message =
            json_is_true(json_object_get(conversation, "continue_final_message")),
        .now_s = json_integer_value(json_object_get(corpus->expected, "now")),
    };
    PS_TRY(ps_chat_create(&chat, source->data, source->size,
                          json_object_get(corpus->expected, "special_tokens"), error));
    return ps_chat_render(chat, &params, text, NULL, error);
}

static void print_difference(const char *template, const char *conversation,
                             const struct ps_buffer *text, enum ps_status status,
                             const struct ps_error *error, const char *wanted)
{
    print_error("%s, %s\n  wanted: %s\n", template, conversation, wanted);
    if (status == PS_OK)
        print_error("  got: %.4000s\n", text->data ? text->data : "");
    else
        print_error("  got a refusal: %s\n", error->message);
}

static bool has_digest(const struct ps_buffer *text, const char *wanted)
{
    struct ps_digest digest;
    char hex[PS_DIGEST_HEX_SIZE];
    assert_int_equal(ps_digest_of(text->data ? text->data : "", text->size, &digest), PS_OK);
    ps_digest_hex(&digest, hex);
    return strcmp(hex, wanted) == 0;
}

/* wanted: the text's digest, or null for a refusal. */
static bool check_digest(const struct corpus *corpus, const char *template,
                         const struct ps_buffer *source, const char *name, const json_t *wanted)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    struct ps_error error = {0};
    enum ps_status status = render(corpus, source, find_conversation(corpus, name), &text, &error);
    bool equal = json_is_null(wanted)
                     ? status == PS_INVALID || status == PS_UNSUPPORTED
                     : status == PS_OK && has_digest(&text, json_string_value(wanted));
    if (!equal)
        print_difference(template, name, &text, status, &error,
                         json_is_null(wanted) ? "a refusal" : "a text of another digest");
    return equal;
}

/* wanted: the text, or {"refused": what the template itself says of it, or ""}. */
static bool check_text(const struct corpus *corpus, const char *template,
                       const struct ps_buffer *source, const char *name, const json_t *wanted)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    struct ps_error error = {0};
    enum ps_status status = render(corpus, source, find_conversation(corpus, name), &text, &error);
    const char *refusal = json_string_value(json_object_get(wanted, "refused"));
    bool equal = false;
    if (refusal)
        equal = (status == PS_INVALID || status == PS_UNSUPPORTED) &&
                strstr(error.message, refusal) != NULL;
    else if (status == PS_OK)
        equal = text.size == json_string_length(wanted) &&
                memcmp(text.data ? text.data : "", json_string_value(wanted), text.size) == 0;
    if (!equal)
        print_difference(template, name, &text, status, &error,
                         refusal ? refusal : json_string_value(wanted));
    return equal;
}

typedef bool check_function(const struct corpus *corpus, const char *template,
                            const struct ps_buffer *source, const char *name, const json_t *wanted);

/* Each template of folder over each of its conversations. */
static void check_all(const struct corpus *corpus, const char *folder, const json_t *templates,
                      check_function *check)
{
    size_t num_checked = 0, num_wrong = 0;
    const char *template, *name;
    json_t *conversations, *wanted;
    json_object_foreach((json_t *)(uintptr_t)templates, template, conversations)
    {
        PS_DEFER(ps_buffer_close) struct ps_buffer file = {0};
        PS_DEFER(ps_buffer_close) struct ps_buffer source = {0};
        struct ps_error error = {0};
        assert_int_equal(ps_buffer_printf(&file, "%s/%s.jinja", folder, template), PS_OK);
        if (ps_file_read(file.data, TEMPLATE_SIZE_MAX, &source, &error) != PS_OK)
            fail_msg("%s", error.message);
        json_object_foreach(conversations, name, wanted)
        {
            num_checked++;
            num_wrong += check(corpus, template, &source, name, wanted) ? 0 : 1;
        }
    }
    print_message("%zu texts of %zu templates\n", num_checked, json_object_size(templates));
    assert_true(num_checked > 0);
    assert_int_equal(num_wrong, 0);
}

static void of_real_models(void **state)
{
    const struct corpus *corpus = *state;
    const char *fixtures = getenv("PENSTOCK_FIXTURES");
    if (!fixtures) {
        print_message("skipped: PENSTOCK_FIXTURES is not set\n");
        skip();
    }
    PS_DEFER(ps_freep) char *folder = ps_path_join(fixtures, "templates");
    check_all(corpus, folder, json_object_get(corpus->expected, "fixtures"), check_digest);
}

static void of_our_own(void **state)
{
    const struct corpus *corpus = *state;
    check_all(corpus, DATA "/own", json_object_get(corpus->expected, "own"), check_text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_real_models),
        cmocka_unit_test(of_our_own),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
