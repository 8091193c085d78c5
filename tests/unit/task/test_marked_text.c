/* A sequence's text with the special tokens in it that mark calls and reasoning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/task/marked_text.h"
#include "shared/text/detokenizer.h"
#include "tests/support/chat_model.h"

static struct ps_test_chat_model chat;

/* Tokens as a model writes them: pieces of text, and special tokens between them. */
struct written {
    int32_t tokens[256];
    size_t count;
};

/* Letters have tokens of their own; other bytes are spelled as bytes, which a decoder holds back
 * until what follows is none. */
static void write_text(struct written *written, const char *text)
{
    const struct ps_tokenizer *tokenizer = ps_model_tokenizer(chat.model);
    for (; *text; text++) {
        char letter[2] = {*text};
        int32_t token = 3 + (unsigned char)*text;
        for (int32_t id = 3 + 256; id < (int32_t)ps_tokenizer_size(tokenizer); id++) {
            if (strcmp(ps_tokenizer_token(tokenizer, id), letter) == 0)
                token = id;
        }
        written->tokens[written->count++] = token;
    }
}

static void write_token(struct written *written, int32_t token)
{
    written->tokens[written->count++] = token;
}

/* What the engine would have made of the first tokens; held bytes of the text are not out yet. */
static void follow(struct ps_sequence *sequence, const struct written *written, size_t count,
                   size_t held)
{
    struct ps_error error = {0};
    sequence->tokens = (int32_t *)(uintptr_t)written->tokens;
    sequence->num_tokens = count;
    ps_buffer_clear(&sequence->text);
    struct ps_detokenizer *detokenizer =
        ps_detokenizer_create(ps_model_tokenizer(chat.model), true);
    assert_int_equal(
        ps_detokenizer_prime(detokenizer, sequence->prompt, sequence->num_prompt, &error), PS_OK);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(
            ps_detokenizer_push(detokenizer, written->tokens[i], &sequence->text, &error), PS_OK);
    if (count == written->count)
        assert_int_equal(ps_detokenizer_finish(detokenizer, &sequence->text, &error), PS_OK);
    ps_detokenizer_destroy(detokenizer);
    sequence->text.size -= held < sequence->text.size ? held : sequence->text.size;
}

/* held: bytes that are out one step later, as behind the beginning of a stop string. */
static void read_all(const struct written *written, size_t step, size_t held,
                     struct ps_answer *answer)
{
    int32_t prompt[] = {1, 300, 301};
    struct ps_sequence sequence = {.prompt = prompt, .num_prompt = 3};
    struct ps_marked_text marked = {0};
    struct ps_error error = {0};
    answer->rest.format = ps_tool_format_of("<tool_call>");
    for (size_t count = 0; count < written->count;) {
        count = count + step < written->count ? count + step : written->count;
        follow(&sequence, written, count, count < written->count ? held : 0);
        assert_int_equal(
            ps_marked_text_read(&marked, &sequence, ps_model_tokenizer(chat.model), answer, &error),
            PS_OK);
    }
    assert_int_equal(ps_answer_finish(answer), PS_OK);
    ps_buffer_close(&sequence.text);
}

static void marks(void **state)
{
    (void)state;
    struct written written = {0};
    write_token(&written, PS_TEST_CHAT_THINK);
    write_text(&written, "hm\xf0\x9f\x98\x8a");
    write_token(&written, PS_TEST_CHAT_THINK_END);
    write_text(&written, "well");
    write_token(&written, 1); /* a special token that is no mark */
    write_text(&written, "then");
    write_token(&written, PS_TEST_CHAT_CALL);
    write_text(&written, "{\"name\": \"f\", \"arguments\": {\"x\": 1}}");
    write_token(&written, PS_TEST_CHAT_CALL_END);
    write_token(&written, PS_TEST_CHAT_CALL);
    write_text(&written, "no call");
    write_token(&written, PS_TEST_CHAT_CALL_END);
    for (size_t step = 1; step <= written.count; step++) {
        for (size_t held = 0; held < 4; held++) {
            struct ps_answer answer = {0};
            read_all(&written, step, held, &answer);
            assert_string_equal(answer.reasoning.data, "hm\xf0\x9f\x98\x8a");
            assert_string_equal(answer.rest.content.data, "wellthenno call");
            assert_int_equal(json_array_size(answer.rest.calls), 1);
            ps_answer_close(&answer);
        }
    }
}

static void no_marks(void **state)
{
    (void)state;
    struct written written = {0};
    write_text(&written, "no marks at all");
    write_token(&written, 2);
    struct ps_answer answer = {0};
    read_all(&written, 2, 0, &answer);
    assert_string_equal(answer.rest.content.data, "no marks at all");
    assert_false(answer.has_reasoning);
    ps_answer_close(&answer);
}

static int setup(void **state)
{
    (void)state;
    ps_test_chat_model_init(&chat, NULL);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    ps_test_chat_model_close(&chat);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks),
        cmocka_unit_test(no_marks),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
