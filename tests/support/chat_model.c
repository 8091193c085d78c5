/* The tokens for bytes that UTF-8 doesn't have become special ones. */
#include "tests/support/chat_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/support/engine_jobs.h"

static void make_special(json_t *tokenizer, const char *byte, const char *name, int id)
{
    json_t *vocabulary = json_object_get(json_object_get(tokenizer, "model"), "vocab");
    assert_int_equal(json_integer_value(json_object_get(vocabulary, byte)), id);
    assert_int_equal(json_object_del(vocabulary, byte), 0);
    assert_int_equal(json_object_set_new(vocabulary, name, json_integer(id)), 0);
    json_t *token =
        json_pack("{s:i, s:s, s:b, s:b, s:b, s:b, s:b}", "id", id, "content", name, "single_word",
                  0, "lstrip", 0, "rstrip", 0, "normalized", 0, "special", 1);
    assert_int_equal(json_array_append_new(json_object_get(tokenizer, "added_tokens"), token), 0);
}

static void write_tokenizer(const struct ps_test_folder *folder)
{
    json_error_t problem;
    json_t *tokenizer = json_load_file(PS_TEST_LLAMA "/tokenizer.json", 0, &problem);
    if (!tokenizer)
        fail_msg("%s", problem.text);
    make_special(tokenizer, "<0xFC>", "<think>", PS_TEST_CHAT_THINK);
    make_special(tokenizer, "<0xFD>", "</think>", PS_TEST_CHAT_THINK_END);
    make_special(tokenizer, "<0xFE>", "<tool_call>", PS_TEST_CHAT_CALL);
    make_special(tokenizer, "<0xFF>", "</tool_call>", PS_TEST_CHAT_CALL_END);
    char *text = json_dumps(tokenizer, 0);
    assert_non_null(text);
    ps_test_folder_write_text(folder, "tokenizer.json", text);
    free(text);
    json_decref(tokenizer);
}

void ps_test_chat_model_init(struct ps_test_chat_model *chat, const char *template)
{
    ps_test_folder_init(&chat->folder);
    ps_test_folder_copy(&chat->folder, PS_TEST_LLAMA);
    write_tokenizer(&chat->folder);
    ps_test_folder_write_text(&chat->folder, "tokenizer_config.json", "{}");
    if (template)
        ps_test_folder_write_text(&chat->folder, "chat_template.jinja", template);
    chat->model = ps_test_load_model(chat->folder.path);
}

void ps_test_chat_model_close(struct ps_test_chat_model *chat)
{
    ps_model_destroy(chat->model);
    ps_test_folder_close(&chat->folder);
}
