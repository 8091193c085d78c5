/* A tiny decoder with a chat template, and with special tokens that mark calls and reasoning. */
#ifndef PENSTOCK_TESTS_SUPPORT_CHAT_MODEL_H
#define PENSTOCK_TESTS_SUPPORT_CHAT_MODEL_H

#include "shared/model/model.h"
#include "tests/support/folder.h"

/* Writes each message as <ROLE>CONTENT, with what is in its calls, and the tools before them. */
#define PS_TEST_CHAT_TEMPLATE                                                                      \
    "{%- if tools %}Use <tool_call> for {% for tool in tools %}{{ tool.function.name }} "          \
    "{% endfor %}{% endif -%}"                                                                     \
    "{%- for message in messages %}<{{ message.role }}>{{ message.content or '' }}"                \
    "{% for call in message.tool_calls or [] %}{{ call.function.name }}:"                          \
    "{{ call.function.arguments.x }}{% endfor %}{% endfor -%}"                                     \
    "{%- if add_generation_prompt %}<assistant>{% if thinks %}<think>\n{% endif %}{% endif -%}"

/* Ids of its special tokens beside the three that any of the tiny decoders has. */
enum { PS_TEST_CHAT_THINK = 255, PS_TEST_CHAT_THINK_END, PS_TEST_CHAT_CALL, PS_TEST_CHAT_CALL_END };

struct ps_test_chat_model {
    struct ps_test_folder folder;
    struct ps_model *model;
};

/* template NULL: it has none. */
void ps_test_chat_model_init(struct ps_test_chat_model *chat, const char *template);
void ps_test_chat_model_close(struct ps_test_chat_model *chat);

#endif
