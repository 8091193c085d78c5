/* Batch files: lines in, and an output that can be gone on with after a kill at any byte. */
#include "tools/batch_output.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "shared/base/hash.h"

static char folder[] = "/tmp/penstock-test-XXXXXX";
static char input_path[64];
static char output_path[64];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    (void)snprintf(input_path, sizeof input_path, "%s/in.jsonl", folder);
    (void)snprintf(output_path, sizeof output_path, "%s/out.jsonl", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(input_path);
    unlink(output_path);
    return rmdir(folder);
}

static void write_file(const char *path, const char *text, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void append_result(struct ps_buffer *out, const char *job, int code)
{
    struct ps_digest digest;
    char hex[PS_DIGEST_HEX_SIZE];
    assert_int_equal(ps_digest_of(job, strlen(job), &digest), PS_OK);
    ps_digest_hex(&digest, hex);
    hex[32] = '\0';
    assert_int_equal(ps_buffer_printf(out,
                                      "{\"id\":\"batch_req_%s\",\"custom_id\":\"x\",\"response\":"
                                      "{\"status_code\":%d,\"body\":{}},\"error\":null}\n",
                                      hex, code),
                     PS_OK);
}

static const char *const jobs[] = {"{\"a\":1}", "  {\"b\":2}", "{\"c\":3}"};

static void write_input(void)
{
    const char text[] = "{\"a\":1}\n\n \r\n  {\"b\":2}\n{\"c\":3}";
    write_file(input_path, text, sizeof text - 1);
}

static void lines_without_blank_ones(void **state)
{
    (void)state;
    static const uint64_t numbers[] = {1, 4, 5};
    struct ps_error error = {0};
    PS_DEFER(ps_batch_input_close) struct ps_batch_input input = {0};
    bool more = false;
    write_input();
    assert_int_equal(ps_batch_input_open(&input, input_path, 1000, &error), PS_OK);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(ps_batch_input_next(&input, &more, &error), PS_OK);
        assert_true(more);
        assert_string_equal(input.line.data, jobs[i]);
        assert_int_equal(input.number, numbers[i]);
    }
    assert_int_equal(ps_batch_input_next(&input, &more, &error), PS_OK);
    assert_false(more);
    assert_int_equal(input.position, input.size);
}

static void a_long_line_is_cut_and_the_next_one_is_whole(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_batch_input_close) struct ps_batch_input input = {0};
    bool more = false;
    write_file(input_path, "0123456789\nnext\n", 16);
    assert_int_equal(ps_batch_input_open(&input, input_path, 4, &error), PS_OK);
    assert_int_equal(ps_batch_input_next(&input, &more, &error), PS_OK);
    assert_string_equal(input.line.data, "0123");
    assert_int_equal(ps_batch_input_next(&input, &more, &error), PS_OK);
    assert_string_equal(input.line.data, "next");
}

static void what_cannot_be_read_is_named(void **state)
{
    (void)state;
    struct ps_error error = {0};
    struct ps_batch_input input = {0};
    assert_int_equal(ps_batch_input_open(&input, "/nonexistent/in", 4, &error), PS_NOT_FOUND);
    assert_non_null(strstr(error.message, "/nonexistent/in"));
    error = (struct ps_error){0};
    assert_int_equal(ps_batch_input_open(&input, folder, 4, &error), PS_IO);
    ps_batch_input_close(&input);
}

/* Opens both files with the output cut to size bytes; returns how many jobs are left. */
static size_t jobs_left_after_cut(const struct ps_buffer *whole, size_t size)
{
    struct ps_error error = {0};
    PS_DEFER(ps_batch_input_close) struct ps_batch_input input = {0};
    PS_DEFER(ps_batch_output_close) struct ps_batch_output output = {0};
    bool more = true;
    size_t left = 0;
    write_file(output_path, whole->data, size);
    assert_int_equal(ps_batch_input_open(&input, input_path, 1000, &error), PS_OK);
    assert_int_equal(ps_batch_output_open(&output, output_path, &input, &error), PS_OK);
    while (ps_batch_input_next(&input, &more, &error) == PS_OK && more) {
        PS_DEFER(ps_buffer_close) struct ps_buffer line = {0};
        append_result(&line, input.line.data, left == 0 ? 400 : 200);
        assert_int_equal(ps_batch_output_add(&output, line.data, line.size - 1, &error), PS_OK);
        left++;
    }
    assert_int_equal(ps_batch_output_flush(&output, &error), PS_OK);
    return left;
}

static void a_cut_at_any_byte_is_gone_on_with(void **state)
{
    (void)state;
    PS_DEFER(ps_buffer_close) struct ps_buffer whole = {0};
    write_input();
    size_t ends[4] = {0};
    for (size_t i = 0; i < 3; i++) {
        append_result(&whole, jobs[i], 200);
        ends[i + 1] = whole.size;
    }
    for (size_t cut = 0; cut <= whole.size; cut++) {
        size_t complete =
            (size_t)(cut >= ends[1]) + (size_t)(cut >= ends[2]) + (size_t)(cut >= ends[3]);
        assert_int_equal(jobs_left_after_cut(&whole, cut), 3 - complete);
        PS_DEFER(ps_buffer_close) struct ps_buffer now = {0};
        assert_int_equal(ps_file_read(output_path, 1 << 20, &now, NULL), PS_OK);
        assert_int_equal(now.size, whole.size); /* 200 and 400 have the same length */
        assert_memory_equal(now.data, whole.data, ends[complete]);
    }
}

static void foreign_lines_are_refused(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_batch_input_close) struct ps_batch_input input = {0};
    PS_DEFER(ps_batch_output_close) struct ps_batch_output output = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer lines = {0};
    write_input();
    append_result(&lines, jobs[0], 200);
    append_result(&lines, jobs[2], 200);
    write_file(output_path, lines.data, lines.size);
    assert_int_equal(ps_batch_input_open(&input, input_path, 1000, &error), PS_OK);
    assert_int_equal(ps_batch_output_open(&output, output_path, &input, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "line 2"));
    PS_DEFER(ps_buffer_close) struct ps_buffer now = {0};
    assert_int_equal(ps_file_read(output_path, 1 << 20, &now, NULL), PS_OK);
    assert_int_equal(now.size, lines.size);
}

static void a_file_of_something_else_is_not_read_through(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_batch_input_close) struct ps_batch_input input = {0};
    PS_DEFER(ps_batch_output_close) struct ps_batch_output output = {0};
    write_input();
    write_file(output_path, "no results", 10);
    assert_int_equal(ps_batch_input_open(&input, input_path, 1000, &error), PS_OK);
    assert_int_equal(ps_batch_output_open(&output, output_path, &input, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "line 1"));
    assert_int_equal(input.number, 0);
}

static void errors_among_what_was_there_are_counted(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_batch_input_close) struct ps_batch_input input = {0};
    PS_DEFER(ps_batch_output_close) struct ps_batch_output output = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer lines = {0};
    write_input();
    append_result(&lines, jobs[0], 200);
    append_result(&lines, jobs[1], 404);
    write_file(output_path, lines.data, lines.size);
    assert_int_equal(ps_batch_input_open(&input, input_path, 1000, &error), PS_OK);
    assert_int_equal(ps_batch_output_open(&output, output_path, &input, &error), PS_OK);
    assert_int_equal(output.num_resumed, 2);
    assert_int_equal(output.num_failed, 1);
}

static void two_runs_do_not_write_one_file(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_batch_input_close) struct ps_batch_input input = {0};
    PS_DEFER(ps_batch_output_close) struct ps_batch_output first = {0};
    PS_DEFER(ps_batch_output_close) struct ps_batch_output second = {0};
    write_input();
    unlink(output_path);
    assert_int_equal(ps_batch_input_open(&input, input_path, 1000, &error), PS_OK);
    assert_int_equal(ps_batch_output_open(&first, output_path, &input, &error), PS_OK);
    assert_int_equal(ps_batch_output_open(&second, output_path, &input, &error), PS_FULL);
}

/* /dev/full reads as zeros without end: nothing of a device is a result to go on behind. */
static void a_device_is_not_read_for_results(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_batch_input_close) struct ps_batch_input input = {0};
    PS_DEFER(ps_batch_output_close) struct ps_batch_output output = {0};
    write_input();
    assert_int_equal(ps_batch_input_open(&input, input_path, 1000, &error), PS_OK);
    assert_int_equal(ps_batch_output_open(&output, "/dev/full", &input, &error), PS_OK);
    assert_int_equal(output.num_resumed, 0);
    assert_int_equal(ps_batch_output_add(&output, "{}", 2, &error), PS_OK);
    assert_int_equal(ps_batch_output_flush(&output, &error), PS_IO);
    assert_non_null(strstr(error.message, "No space left on device"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_without_blank_ones),
        cmocka_unit_test(a_long_line_is_cut_and_the_next_one_is_whole),
        cmocka_unit_test(what_cannot_be_read_is_named),
        cmocka_unit_test(a_cut_at_any_byte_is_gone_on_with),
        cmocka_unit_test(foreign_lines_are_refused),
        cmocka_unit_test(a_file_of_something_else_is_not_read_through),
        cmocka_unit_test(errors_among_what_was_there_are_counted),
        cmocka_unit_test(two_runs_do_not_write_one_file),
        cmocka_unit_test(a_device_is_not_read_for_results),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
