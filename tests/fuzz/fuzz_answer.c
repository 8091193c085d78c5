/* Answers of a model: the first byte chooses the format of calls, the second how the text is cut
 * into pieces, the rest is text in which the bytes 1 to 6 stand for special tokens. However it is
 * cut, the same comes out. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/task/answer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const marks[] = {"<think>",      "</think>",     "<tool_call>",
                                    "</tool_call>", "[TOOL_CALLS]", "[ARGS]"};

static void read_byte_or_mark(struct ps_answer *answer, uint8_t byte)
{
    enum ps_status status;
    if (byte >= 1 && byte <= 6)
        status = ps_answer_read(answer, marks[byte - 1], strlen(marks[byte - 1]), true);
    else
        status = ps_answer_read(answer, (const char *)&byte, 1, false);
    if (status != PS_OK)
        abort();
}

/* Marks are read one by one, text in pieces. */
static void read_all(struct ps_answer *answer, const uint8_t *text, size_t size, size_t piece)
{
    for (size_t i = 0; i < size;) {
        size_t count = 0;
        while (count < piece && i + count < size && (text[i + count] < 1 || text[i + count] > 6))
            count++;
        if (count == 0) {
            read_byte_or_mark(answer, text[i++]);
            continue;
        }
        if (ps_answer_read(answer, (const char *)text + i, count, false) != PS_OK)
            abort();
        i += count;
    }
    if (ps_answer_finish(answer) != PS_OK)
        abort();
}

static void expect_same(const struct ps_buffer *a, const struct ps_buffer *b)
{
    if (a->size != b->size || (a->size > 0 && memcmp(a->data, b->data, a->size) != 0))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const sources[] = {"", "<tool_call>", "[TOOL_CALLS]", "<|tool_call|>",
                                          "<|python_tag|>"};
    if (size < 2)
        return 0;
    const struct ps_tool_format *format = ps_tool_format_of(sources[data[0] % 5]);
    struct ps_answer whole = {.rest = {.format = format}};
    struct ps_answer cut = {.rest = {.format = format}};
    read_all(&whole, data + 2, size - 2, SIZE_MAX);
    read_all(&cut, data + 2, size - 2, 1 + data[1] % 16);
    expect_same(&whole.reasoning, &cut.reasoning);
    expect_same(&whole.rest.content, &cut.rest.content);
    if (!json_equal(whole.rest.calls, cut.rest.calls) && whole.rest.calls)
        abort();
    ps_answer_close(&whole);
    ps_answer_close(&cut);
    return 0;
}
