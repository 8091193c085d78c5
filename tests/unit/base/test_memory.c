/* Buffers, arenas, errors, paths and files, with and without memory. */
#include "shared/base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "shared/base/hash.h"
#include "shared/base/queue.h"
#include "tests/support/failing_malloc.h"

static void a_buffer_grows_and_ends_in_nul(void **state)
{
    (void)state;
    PS_DEFER(ps_buffer_close) struct ps_buffer buffer = {0};
    for (int i = 0; i < 1000; i++)
        assert_int_equal(ps_buffer_printf(&buffer, "%d,", i), PS_OK);
    assert_int_equal(buffer.data[buffer.size], '\0');
    assert_int_equal(buffer.size, 3890);
    assert_int_equal(strlen(buffer.data), buffer.size);
    ps_buffer_clear(&buffer);
    assert_string_equal(buffer.data, "");
    assert_int_equal(ps_buffer_append(&buffer, "a\0b", 3), PS_OK);
    assert_memory_equal(buffer.data, "a\0b", 4);
}

static void a_buffer_without_memory_stays_as_it_was(void **state)
{
    (void)state;
    PS_DEFER(ps_buffer_close) struct ps_buffer buffer = {0};
    assert_int_equal(ps_buffer_append_string(&buffer, "kept"), PS_OK);
    assert_int_equal(ps_buffer_reserve(&buffer, SIZE_MAX), PS_NO_MEMORY);
    assert_int_equal(ps_buffer_reserve(&buffer, SIZE_MAX - 100), PS_NO_MEMORY);
    ps_failing_malloc_start(1);
    enum ps_status status = ps_buffer_reserve(&buffer, 1000);
    if (ps_failing_malloc_stop())
        assert_int_equal(status, PS_NO_MEMORY);
    assert_string_equal(buffer.data, "kept");
}

static void taking_leaves_an_empty_buffer(void **state)
{
    (void)state;
    struct ps_buffer buffer = {0};
    PS_DEFER(ps_freep) char *empty = ps_buffer_take(&buffer);
    assert_string_equal(empty, "");
    assert_int_equal(ps_buffer_append_string(&buffer, "text"), PS_OK);
    PS_DEFER(ps_freep) char *text = ps_buffer_take(&buffer);
    assert_string_equal(text, "text");
    assert_null(buffer.data);
}

static void an_arena_gives_zeroed_aligned_memory(void **state)
{
    (void)state;
    PS_DEFER(ps_arena_close) struct ps_arena arena = {0};
    for (size_t size = 1; size < 200000; size = size * 3 + 1) {
        unsigned char *memory = ps_arena_alloc(&arena, size, 1);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % 64, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xFF, size);
    }
    assert_null(ps_arena_alloc(&arena, SIZE_MAX, 2));
    assert_null(ps_arena_alloc(&arena, SIZE_MAX - 8, 1));
    assert_string_equal(ps_arena_string(&arena, "abcdef", 3), "abc");
    assert_non_null(ps_arena_alloc(&arena, 0, 8));
}

static void the_first_error_wins(void **state)
{
    (void)state;
    struct ps_error error = {0};
    assert_int_equal(ps_error_set_param(&error, PS_INVALID, "top_p", "found %d", 7), PS_INVALID);
    assert_int_equal(ps_error_set(&error, PS_IO, "later"), PS_IO);
    ps_error_set_code(&error, "first");
    ps_error_set_code(&error, "second");
    ps_error_prefix(&error, "line %d", 3);
    assert_int_equal(error.status, PS_INVALID);
    assert_string_equal(error.param, "top_p");
    assert_string_equal(error.message, "line 3: found 7");
    assert_string_equal(error.code, "first");
    assert_int_equal(ps_error_set(NULL, PS_IO, "no one listens"), PS_IO);
}

static void an_error_is_cut_between_characters_and_is_valid(void **state)
{
    (void)state;
    char text[3 * PS_ERROR_MESSAGE_SIZE] = "";
    for (size_t i = 0; i + 4 < sizeof text; i += 3)
        memcpy(text + i, "\xe2\x82\xac", 4); /* euro signs */
    struct ps_error error = {0};
    (void)ps_error_set(&error, PS_INVALID, "%s", text);
    assert_int_equal(strlen(error.message), (PS_ERROR_MESSAGE_SIZE - 1) / 3 * 3);
    struct ps_error broken = {0};
    (void)ps_error_set(&broken, PS_INVALID, "a\xff\xc3(\n\x7f");
    assert_string_equal(broken.message, "a?\?(?\?");
}

static void every_status_has_a_name(void **state)
{
    (void)state;
    for (int status = PS_OK; status <= PS_INTERNAL; status++)
        assert_non_null(ps_status_name((enum ps_status)status));
}

static void files_are_read_and_mapped(void **state)
{
    (void)state;
    char path[] = "/tmp/penstock-test-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, "0123456789", 10), 10);
    close(descriptor);
    struct ps_error error = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    assert_int_equal(ps_file_read(path, 10, &text, &error), PS_OK);
    assert_string_equal(text.data, "0123456789");
    assert_int_equal(ps_file_read(path, 9, &text, &error), PS_TOO_LARGE);
    assert_non_null(strstr(error.message, path));
    struct ps_mapping mapping = {0};
    assert_int_equal(ps_mapping_open(&mapping, path, &error), PS_OK);
    assert_int_equal(mapping.size, 10);
    assert_memory_equal(mapping.data, "0123456789", 10);
    ps_mapping_close(&mapping);
    unlink(path);
    struct ps_error missing = {0};
    assert_int_equal(ps_mapping_open(&mapping, path, &missing), PS_NOT_FOUND);
    assert_int_equal(ps_file_read("/tmp", 10, &text, NULL), PS_IO);
    assert_false(ps_file_exists(path));
}

static void creation_without_memory_leaks_nothing(void **state)
{
    (void)state;
    long before = ps_failing_malloc_live();
    for (size_t n = 1;; n++) {
        ps_failing_malloc_start(n);
        struct ps_queue *queue = ps_queue_create(8);
        bool failed = ps_failing_malloc_stop();
        assert_true(failed == (queue == NULL));
        ps_queue_destroy(queue);
        assert_int_equal(ps_failing_malloc_live(), before);
        if (!failed)
            break;
    }
}

static void digests_are_sha256(void **state)
{
    (void)state;
    struct ps_digest digest, streamed;
    char hex[PS_DIGEST_HEX_SIZE];
    assert_int_equal(ps_digest_of("abc", 3, &digest), PS_OK);
    ps_digest_hex(&digest, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_true(ps_digest_number(&digest) == UINT64_C(0xeacf018fbf1678ba));
    struct ps_hasher *hasher = ps_hasher_create();
    assert_non_null(hasher);
    ps_hasher_update(hasher, "a", 1);
    ps_hasher_update(hasher, "bc", 2);
    assert_int_equal(ps_hasher_finish(hasher, &streamed), PS_OK);
    ps_hasher_destroy(hasher);
    assert_memory_equal(&digest, &streamed, sizeof digest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buffer_grows_and_ends_in_nul),
        cmocka_unit_test(a_buffer_without_memory_stays_as_it_was),
        cmocka_unit_test(taking_leaves_an_empty_buffer),
        cmocka_unit_test(an_arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(the_first_error_wins),
        cmocka_unit_test(an_error_is_cut_between_characters_and_is_valid),
        cmocka_unit_test(every_status_has_a_name),
        cmocka_unit_test(files_are_read_and_mapped),
        cmocka_unit_test(creation_without_memory_leaks_nothing),
        cmocka_unit_test(digests_are_sha256),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
