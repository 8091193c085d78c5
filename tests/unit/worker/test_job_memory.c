/* What jobs are reckoned to take: never less than they do, whatever their records are made of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdlib.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "worker/job_memory.h"

#define RECORD_BYTES ((size_t)1 << 18)
#define BLOCK_BYTES  16 /* what malloc adds to a block, at most */

static size_t taken;

static void *count_malloc(size_t size)
{
    taken += size + BLOCK_BYTES;
    return malloc(size);
}

/* The bytes that Jansson asks for to parse a list of as many items as fit, none given back. */
static void check(const char *item)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    assert_int_equal(ps_buffer_append_byte(&text, '['), PS_OK);
    while (text.size < RECORD_BYTES)
        assert_int_equal(ps_buffer_printf(&text, "%s%s", text.size > 1 ? "," : "", item), PS_OK);
    assert_int_equal(ps_buffer_append_byte(&text, ']'), PS_OK);
    size_t reckoned = ps_job_memory_of_record(text.data, text.size, 0);
    taken = 0;
    json_t *parsed = json_loadb(text.data, text.size, 0, NULL);
    assert_non_null(parsed);
    json_decref(parsed);
    /* A list that grows is copied: what it had before goes back at once. */
    if (reckoned < taken / 2)
        fail_msg("%s: reckoned %zu, taken %zu", item, reckoned, taken);
    assert_true(reckoned < 200 * text.size);
}

static void lists_of_anything(void **state)
{
    (void)state;
    static const char *const items[] = {
        "1",  "1.5", "null", "\"\"",      "\"word\"",
        "[]", "{}",  "[[]]", "{\"a\":1}", "{\"role\":\"user\",\"content\":\"a\"}"};
    json_set_alloc_funcs(count_malloc, free);
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        check(items[i]);
    json_set_alloc_funcs(malloc, free);
}

static void texts_and_nothing(void **state)
{
    (void)state;
    char text[10000];
    memset(text, 'a', sizeof text);
    size_t of_text = ps_job_memory_of_record(text, sizeof text, 0);
    assert_in_range(of_text, 2 * sizeof text, 3 * sizeof text);
    assert_int_equal(ps_job_memory_of_record(text, sizeof text, 100), of_text + 100);
    assert_true(ps_job_memory_of_record(NULL, 0, 0) > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_of_anything),
        cmocka_unit_test(texts_and_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
