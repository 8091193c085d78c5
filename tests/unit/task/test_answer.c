/* Answers taken apart: reasoning, content, calls of tools, in each format and however the text is
 * cut into pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "shared/task/answer.h"

/* Templates' words by which their formats are told. */
#define HERMES  "<tool_call>"
#define MISTRAL "[TOOL_CALLS]"
#define GRANITE "<|tool_call|>"
#define LLAMA3  "<|python_tag|>"

struct expected_call {
    const char *name;
    const char *arguments;
};

struct sample {
    const char *format; /* NULL: no tools were offered */
    const char *text;
    const char *reasoning; /* NULL: there is none */
    const char *content;
    struct expected_call calls[4];
};

static const struct sample samples[] = {
    /* no tools */
    {NULL, "", NULL, "", {{0}}},
    {NULL, "Hello.", NULL, "Hello.", {{0}}},
    {NULL, " \n", NULL, " \n", {{0}}},
    {NULL, "<tool_call>{}</tool_call>", NULL, "<tool_call>{}</tool_call>", {{0}}},

    /* reasoning */
    {NULL, "<think>\nwhy\n</think>\n\nbecause", "\nwhy\n", "\n\nbecause", {{0}}},
    {NULL, "\n <think>a</think>b", "a", "b", {{0}}},
    {NULL, "<think></think>b", "", "b", {{0}}},
    {NULL, "<think>it never en", "it never en", "", {{0}}},
    {NULL, "<think>a < b </thin", "a < b </thin", "", {{0}}},
    {NULL, "<think><</think>>", "<", ">", {{0}}},
    {NULL, "<think>a<think>b</think>c", "a<think>b", "c", {{0}}},
    {NULL, "<thin", NULL, "<thin", {{0}}},
    {NULL, " <thing>", NULL, " <thing>", {{0}}},
    {NULL, "what <think>is</think> that", NULL, "what <think>is</think> that", {{0}}},
    {NULL, "a</think>b", NULL, "a</think>b", {{0}}},

    /* Hermes, Qwen */
    {HERMES, "Hello.", NULL, "Hello.", {{0}}},
    {HERMES, "\n", NULL, "\n", {{0}}},
    {HERMES,
     "<tool_call>\n{\"name\": \"f\", \"arguments\": {\"x\": 1, \"a\":[ ]}}\n</tool_call>",
     NULL,
     "",
     {{"f", "{\"x\": 1, \"a\":[ ]}"}}},
    {HERMES,
     "Let me see.\n<tool_call>{\"name\": \"f\", \"arguments\": {}}</tool_call>\n<tool_call>\n"
     "{\"arguments\": {\"b\": \"}</tool_call>\"}, \"name\": \"g\"}\n</tool_call>\n",
     NULL,
     "Let me see.\n",
     {{"f", "{}"}, {"g", "{\"b\": \"}</tool_call>\"}"}}},
    {HERMES,
     "<tool_call>{\"name\": \"f\", \"arguments\": {}}</tool_call> and so on",
     NULL,
     " and so on",
     {{"f", "{}"}}},
    {HERMES,
     "<think>f?</think>\n\n<tool_call>{\"name\": \"f\", \"arguments\": {}}</tool_call>",
     "f?",
     "",
     {{"f", "{}"}}},
    {HERMES,
     "<think><tool_call>{\"name\": \"f\", \"arguments\": {}}</tool_call></think>no",
     "<tool_call>{\"name\": \"f\", \"arguments\": {}}</tool_call>",
     "no",
     {{0}}},
    /* the end tag is missing, or half of it */
    {HERMES, "<tool_call>{\"name\": \"f\", \"arguments\": {}}", NULL, "", {{"f", "{}"}}},
    {HERMES, "<tool_call>{\"name\": \"f\", \"arguments\": {}}\n</tool", NULL, "", {{"f", "{}"}}},
    /* arguments that are a string of JSON */
    {HERMES,
     "<tool_call>{\"name\": \"f\", \"arguments\": \"{\\\"x\\\": \\\"\\u00e9\\\"}\"}</tool_call>",
     NULL,
     "",
     {{"f", "{\"x\": \"\xc3\xa9\"}"}}},
    {HERMES,
     "<tool_call>{\"name\": \"f\", \"parameters\": {}}</tool_call>",
     NULL,
     "",
     {{"f", "{}"}}},
    /* no calls */
    {HERMES, "<tool_call>", NULL, "<tool_call>", {{0}}},
    {HERMES, "<tool_call>{\"name\": \"f\"", NULL, "<tool_call>{\"name\": \"f\"", {{0}}},
    {HERMES, "<tool_call> f() </tool_call>", NULL, "<tool_call> f() </tool_call>", {{0}}},
    {HERMES, "<tool_call>{}</tool_call>", NULL, "<tool_call>{}</tool_call>", {{0}}},
    {HERMES,
     "<tool_call>{\"name\": \"f\"}</tool_call>",
     NULL,
     "<tool_call>{\"name\": \"f\"}</tool_call>",
     {{0}}},
    {HERMES,
     "<tool_call>{\"name\": \"\", \"arguments\": {}}</tool_call>",
     NULL,
     "<tool_call>{\"name\": \"\", \"arguments\": {}}</tool_call>",
     {{0}}},
    {HERMES,
     "<tool_call>{\"name\": \"f\", \"arguments\": [1]}</tool_call>",
     NULL,
     "<tool_call>{\"name\": \"f\", \"arguments\": [1]}</tool_call>",
     {{0}}},
    {HERMES,
     "<tool_call>{\"name\": \"f\", \"arguments\": {}} x</tool_call>",
     NULL,
     "<tool_call>{\"name\": \"f\", \"arguments\": {}} x</tool_call>",
     {{0}}},
    {HERMES,
     "<tool_call>{'name': 'f', 'arguments': {}}</tool_call>",
     NULL,
     "<tool_call>{'name': 'f', 'arguments': {}}</tool_call>",
     {{0}}},
    {HERMES, "<tool_calls> <<tool_", NULL, "<tool_calls> <<tool_", {{0}}},
    /* a wrong one, then a right one */
    {HERMES,
     "<tool_call>{\"name\": 1}<tool_call>{\"name\": \"f\", \"arguments\": {}}</tool_call>",
     NULL,
     "<tool_call>{\"name\": 1}",
     {{"f", "{}"}}},
    {HERMES,
     "<<tool_call>{\"name\": \"f\", \"arguments\": {}}</tool_call>",
     NULL,
     "<",
     {{"f", "{}"}}},

    /* Mistral */
    {MISTRAL,
     "[TOOL_CALLS][{\"name\": \"f\", \"arguments\": {\"x\": [{}]}, \"id\": \"123456789\"}, "
     "{\"name\": \"g\", \"arguments\": {}}]",
     NULL,
     "",
     {{"f", "{\"x\": [{}]}"}, {"g", "{}"}}},
    {MISTRAL,
     "Well: [TOOL_CALLS] [{\"name\": \"f\", \"arguments\": {}}] ",
     NULL,
     "Well: ",
     {{"f", "{}"}}},
    {MISTRAL, "[TOOL_CALLS]f[ARGS]{\"x\": 1}", NULL, "", {{"f", "{\"x\": 1}"}}},
    {MISTRAL,
     "[TOOL_CALLS]f[ARGS]{\"x\": 1}[TOOL_CALLS]a_b-c.d{\"y\": 2}",
     NULL,
     "",
     {{"f", "{\"x\": 1}"}, {"a_b-c.d", "{\"y\": 2}"}}},
    {MISTRAL, "[TOOL_CALLS][]", NULL, "[TOOL_CALLS][]", {{0}}},
    {MISTRAL, "[TOOL_CALLS][1]", NULL, "[TOOL_CALLS][1]", {{0}}},
    {MISTRAL, "[TOOL_CALLS][{\"name\": \"f\"", NULL, "[TOOL_CALLS][{\"name\": \"f\"", {{0}}},
    {MISTRAL, "[TOOL_CALLS]f g{}", NULL, "[TOOL_CALLS]f g{}", {{0}}},
    {MISTRAL, "[TOOL_CALLS]f[ARGS]{x}", NULL, "[TOOL_CALLS]f[ARGS]{x}", {{0}}},
    {MISTRAL, "[TOOL_CALLS]f[ARG]{}", NULL, "[TOOL_CALLS]f[ARG]{}", {{0}}},
    {MISTRAL, "[1, 2] [TOOL", NULL, "[1, 2] [TOOL", {{0}}},

    /* Granite */
    {GRANITE,
     "<|tool_call|>[{\"name\": \"f\", \"arguments\": {\"x\": 1}}]",
     NULL,
     "",
     {{"f", "{\"x\": 1}"}}},

    /* Llama 3 */
    {LLAMA3, "{\"name\": \"f\", \"parameters\": {\"x\": 1}}", NULL, "", {{"f", "{\"x\": 1}"}}},
    {LLAMA3,
     "{\"name\": \"f\", \"parameters\": {}}; {\"name\": \"g\", \"parameters\": {}}",
     NULL,
     "",
     {{"f", "{}"}, {"g", "{}"}}},
    {LLAMA3,
     "Sure. <|python_tag|>{\"name\": \"f\", \"parameters\": {}}",
     NULL,
     "Sure. ",
     {{"f", "{}"}}},
    {LLAMA3,
     "<|python_tag|>{\"type\": \"function\", \"name\": \"f\", \"parameters\": {}}\n{\"name\": "
     "\"g\", "
     "\"arguments\": {}}",
     NULL,
     "",
     {{"f", "{}"}, {"g", "{}"}}},
    {LLAMA3, "{\"a\": 1}", NULL, "{\"a\": 1}", {{0}}},
    {LLAMA3, " {\"a\": 1", NULL, " {\"a\": 1", {{0}}},
    {LLAMA3,
     "so {\"name\": \"f\", \"parameters\": {}}",
     NULL,
     "so {\"name\": \"f\", \"parameters\": {}}",
     {{0}}},
    {LLAMA3,
     "{} {\"name\": \"f\", \"parameters\": {}}",
     NULL,
     "{} {\"name\": \"f\", \"parameters\": {}}",
     {{0}}},
    {LLAMA3, "{\"name\": \"f\", \"parameters\": {}}; done", NULL, "; done", {{"f", "{}"}}},
    {LLAMA3,
     "<|python_tag|>search.call(query=\"x\")",
     NULL,
     "<|python_tag|>search.call(query=\"x\")",
     {{0}}},
};

static void check_calls(const struct sample *sample, const json_t *calls)
{
    size_t count = 0;
    while (count < 4 && sample->calls[count].name)
        count++;
    if (json_array_size(calls) != count)
        fail_msg("%zu calls, expected %zu: %s", json_array_size(calls), count, sample->text);
    for (size_t i = 0; i < count; i++) {
        const json_t *call = json_array_get(calls, i);
        const json_t *function = json_object_get(call, "function");
        const char *id = json_string_value(json_object_get(call, "id"));
        assert_string_equal(json_string_value(json_object_get(call, "type")), "function");
        assert_string_equal(json_string_value(json_object_get(function, "name")),
                            sample->calls[i].name);
        assert_string_equal(json_string_value(json_object_get(function, "arguments")),
                            sample->calls[i].arguments);
        if (strcmp(sample->format, MISTRAL) == 0)
            assert_int_equal(strlen(id), 9);
        else
            assert_memory_equal(id, "call_", 5);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(
                id, json_string_value(json_object_get(json_array_get(calls, j), "id")));
    }
}

static void check_text(const struct sample *sample, const struct ps_buffer *found,
                       const char *expected)
{
    const char *text = found->data ? found->data : "";
    if (found->size != strlen(expected) || memcmp(text, expected, found->size) != 0)
        fail_msg("\"%.*s\", expected \"%s\": %s", (int)found->size, text, expected, sample->text);
}

/* The text in pieces of so many bytes. */
static void read_in_pieces(struct ps_answer *answer, const char *text, size_t piece)
{
    size_t size = strlen(text);
    for (size_t i = 0; i < size; i += piece) {
        size_t count = size - i < piece ? size - i : piece;
        assert_int_equal(ps_answer_read(answer, text + i, count, false), PS_OK);
    }
    assert_int_equal(ps_answer_finish(answer), PS_OK);
}

static void taken_apart(void **state)
{
    (void)state;
    static const size_t pieces[] = {1, 2, 3, 7, 1000};
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        const struct sample *sample = &samples[i];
        for (size_t j = 0; j < sizeof pieces / sizeof pieces[0]; j++) {
            struct ps_answer answer = {
                .rest = {.format = ps_tool_format_of(sample->format), .identity = 7}};
            read_in_pieces(&answer, sample->text, pieces[j]);
            assert_int_equal(answer.has_reasoning, sample->reasoning != NULL);
            check_text(sample, &answer.reasoning, sample->reasoning ? sample->reasoning : "");
            check_text(sample, &answer.rest.content, sample->content);
            check_calls(sample, answer.rest.calls);
            ps_answer_close(&answer);
        }
    }
}

/* What is told so far never has to be taken back. */
static void only_grows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        const struct sample *sample = &samples[i];
        struct ps_answer answer = {.rest = {.format = ps_tool_format_of(sample->format)}};
        size_t length = strlen(sample->content);
        for (size_t j = 0; j < strlen(sample->text); j++) {
            assert_int_equal(ps_answer_read(&answer, &sample->text[j], 1, false), PS_OK);
            const struct ps_buffer *content = &answer.rest.content;
            assert_true(content->size <= length);
            if (content->size > 0)
                assert_memory_equal(content->data, sample->content, content->size);
        }
        ps_answer_close(&answer);
    }
}

/* Special tokens open and close calls as their text does, but are never content. */
static void marks_that_are_no_text(void **state)
{
    (void)state;
    static const char call[] = "{\"name\": \"f\", \"arguments\": {}}";
    static const char *const wrong[] = {"", "{\"name\": 1}", "f("};
    struct ps_answer answer = {.rest = {.format = ps_tool_format_of(HERMES)}};
    assert_int_equal(ps_answer_read(&answer, "<think>", 7, true), PS_OK);
    assert_int_equal(ps_answer_read(&answer, "a<", 2, false), PS_OK);
    assert_int_equal(ps_answer_read(&answer, "</think>", 8, true), PS_OK);
    assert_int_equal(ps_answer_read(&answer, "b", 1, false), PS_OK);
    assert_int_equal(ps_answer_read(&answer, "<tool_call>", 11, true), PS_OK);
    assert_int_equal(ps_answer_read(&answer, call, strlen(call), false), PS_OK);
    assert_int_equal(ps_answer_read(&answer, "</tool_call>", 12, true), PS_OK);
    assert_int_equal(json_array_size(answer.rest.calls), 1);
    assert_string_equal(answer.reasoning.data, "a<");
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(ps_answer_read(&answer, "<tool_call>", 11, true), PS_OK);
        assert_int_equal(ps_answer_read(&answer, wrong[i], strlen(wrong[i]), false), PS_OK);
        assert_int_equal(ps_answer_read(&answer, "</tool_call>", 12, true), PS_OK);
        assert_int_equal(ps_answer_read(&answer, "</think>", 8, true), PS_OK);
    }
    assert_int_equal(ps_answer_finish(&answer), PS_OK);
    assert_string_equal(answer.rest.content.data, "b{\"name\": 1}f(");
    assert_int_equal(json_array_size(answer.rest.calls), 1);
    ps_answer_close(&answer);
}

static void a_mark_that_is_no_text_at_the_beginning(void **state)
{
    (void)state;
    static const char call[] = "{\"name\": \"f\", \"arguments\": {}}";
    struct ps_answer answer = {.rest = {.format = ps_tool_format_of(HERMES)}};
    assert_int_equal(ps_answer_read(&answer, "<tool_call>", 11, true), PS_OK);
    assert_int_equal(ps_answer_read(&answer, call, strlen(call), false), PS_OK);
    assert_int_equal(ps_answer_finish(&answer), PS_OK);
    assert_int_equal(json_array_size(answer.rest.calls), 1);
    assert_int_equal(answer.rest.content.size, 0);
    ps_answer_close(&answer);
}

static void one_call_at_most(void **state)
{
    (void)state;
    struct ps_answer answer = {.rest = {.format = ps_tool_format_of(LLAMA3), .only_one = true}};
    read_in_pieces(&answer,
                   "{\"name\": \"f\", \"parameters\": {}};{\"name\": \"g\", \"parameters\": {}}",
                   1000);
    assert_int_equal(json_array_size(answer.rest.calls), 1);
    assert_int_equal(answer.rest.content.size, 0);
    ps_answer_close(&answer);
}

/* Of the answer and the call, of nothing else. */
static void ids_of_calls(void **state)
{
    (void)state;
    static const char text[] = "<tool_call>{\"name\": \"f\", \"arguments\": {}}</tool_call>";
    char ids[3][64];
    for (size_t i = 0; i < 3; i++) {
        struct ps_answer answer = {
            .rest = {.format = ps_tool_format_of(HERMES), .identity = i / 2}};
        read_in_pieces(&answer, text, i + 1);
        (void)snprintf(
            ids[i], sizeof ids[i], "%s",
            json_string_value(json_object_get(json_array_get(answer.rest.calls, 0), "id")));
        ps_answer_close(&answer);
    }
    assert_string_equal(ids[0], ids[1]);
    assert_string_not_equal(ids[0], ids[2]);
}

static void formats(void **state)
{
    (void)state;
    assert_null(ps_tool_format_of(NULL));
    assert_null(ps_tool_format_of("{{ messages[0].content }}"));
    assert_string_equal(ps_tool_format_of("<tool_call> <|tool_call|>")->name, "hermes");
    assert_string_equal(ps_tool_format_of("with <|tool_call|> followed by")->name, "granite");
    assert_string_equal(ps_tool_format_of("{{ \"[TOOL_CALLS][\" }}")->name, "mistral");
    assert_string_equal(ps_tool_format_of("{\"name\": function name, \"parameters\": dict}")->name,
                        "llama3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(taken_apart),
        cmocka_unit_test(only_grows),
        cmocka_unit_test(marks_that_are_no_text),
        cmocka_unit_test(a_mark_that_is_no_text_at_the_beginning),
        cmocka_unit_test(one_call_at_most),
        cmocka_unit_test(ids_of_calls),
        cmocka_unit_test(formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
