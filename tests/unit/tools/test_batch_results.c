/* A batch's output and error file, in the order of its input; and dead letters as lines. */
#include "tools/batch_results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/steady_jansson.h"
#include "tools/dead_letter_line.h"
#include "tools/results_options.h"

#define ALLOCATIONS_MAX 500
#define NUM_MANY        3000

static char folder[] = "/tmp/penstock-test-XXXXXX";
static char input_path[64], output_path[64], errors_path[64];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    (void)snprintf(input_path, sizeof input_path, "%s/input", folder);
    (void)snprintf(output_path, sizeof output_path, "%s/output", folder);
    (void)snprintf(errors_path, sizeof errors_path, "%s/errors", folder);
    return 0;
}

static int empty_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"input",          "output",         "errors",
                                        "output.partial", "errors.partial", "output.ordered"};
    char path[96];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static void write_input(const char *text)
{
    FILE *file = fopen(input_path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void assert_file(const char *path, const char *text)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer found = {0};
    assert_int_equal(ps_file_read(path, 1 << 20, &found, NULL), PS_OK);
    assert_string_equal(found.size > 0 ? found.data : "", text);
}

static enum ps_status add(struct ps_batch_results *results, const char *line, const char *name,
                          bool is_custom_id, bool succeeded)
{
    struct ps_error error = {0};
    const struct ps_batch_result result = {
        .line = line,
        .size = strlen(line),
        .succeeded = succeeded,
        .name = name,
        .name_size = strlen(name),
        .is_custom_id = is_custom_id,
    };
    return ps_batch_results_add(results, &result, &error);
}

static enum ps_status collect(const char *errors, const char *batch_file, bool finish)
{
    struct ps_error error = {0};
    PS_DEFER(ps_batch_results_close) struct ps_batch_results results = {0};
    const struct ps_batch_results_config config = {
        .output = output_path, .errors = errors, .batch_file = batch_file};
    PS_TRY(ps_batch_results_open(&results, &config, &error));
    PS_TRY(add(&results, "C", "c", true, true));
    PS_TRY(add(&results, "bad", "not a job", false, false));
    PS_TRY(add(&results, "unknown", "z", true, true));
    PS_TRY(add(&results, "A", "a", true, true));
    PS_TRY(add(&results, "wrong", "b", true, false));
    PS_TRY(add(&results, "A again", "a", true, true));
    return finish ? ps_batch_results_finish(&results, &error)
                  : ps_batch_results_flush(&results, &error);
}

static void as_they_come(void **state)
{
    (void)state;
    assert_int_equal(collect(errors_path, NULL, true), PS_OK);
    assert_file(output_path, "C\nunknown\nA\nA again\n");
    assert_file(errors_path, "bad\nwrong\n");
    assert_int_equal(collect(NULL, NULL, true), PS_OK);
    assert_file(output_path, "C\nbad\nunknown\nA\nwrong\nA again\n");
}

static void in_the_order_of_the_input(void **state)
{
    (void)state;
    char partial[96];
    (void)snprintf(partial, sizeof partial, "%s.partial", output_path);
    write_input("{\"custom_id\":\"a\"}\n\n{\"custom_id\":\"b\"}\nnot a job\n{\"custom_id\":\"a\"}\n"
                "{\"custom_id\":\"missing\"}\n{\"custom_id\":\"c\"}");
    assert_int_equal(collect(errors_path, input_path, true), PS_OK);
    assert_file(output_path, "A\nA again\nC\nunknown\n");
    assert_file(errors_path, "wrong\nbad\n");
    assert_false(ps_file_exists(partial));
}

static void nothing_has_its_name_before_the_end(void **state)
{
    (void)state;
    char partial[96];
    (void)snprintf(partial, sizeof partial, "%s.partial", output_path);
    assert_int_equal(collect(errors_path, NULL, false), PS_OK);
    assert_false(ps_file_exists(output_path));
    assert_false(ps_file_exists(errors_path));
    assert_file(partial, "C\nunknown\nA\nA again\n");
    assert_int_equal(collect(errors_path, NULL, true), PS_OK); /* what was there is begun anew */
    assert_file(output_path, "C\nunknown\nA\nA again\n");
}

static void one_writer_at_a_time(void **state)
{
    (void)state;
    struct ps_error error = {0};
    struct ps_error refusal = {0};
    PS_DEFER(ps_result_file_close) struct ps_result_file one = {0};
    PS_DEFER(ps_result_file_close) struct ps_result_file two = {0};
    assert_int_equal(ps_result_file_open(&one, output_path, ".partial", &error), PS_OK);
    assert_int_equal(ps_result_file_open(&two, output_path, ".partial", &refusal), PS_FULL);
    assert_non_null(strstr(refusal.message, output_path));
    refusal = (struct ps_error){0};
    assert_int_equal(ps_result_file_open(&two, folder, ".partial", &refusal), PS_INVALID);
    refusal = (struct ps_error){0};
    assert_int_equal(ps_result_file_open(&two, "/nowhere/x", ".partial", &refusal), PS_INVALID);
    assert_non_null(strstr(refusal.message, "/nowhere/x"));
    assert_int_equal(ps_result_file_open(&two, "/dev/null", ".partial", &error), PS_OK);
    assert_null(two.partial);
    assert_int_equal(ps_result_file_finish(&two, &error), PS_OK);
}

static void many_lines(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer input = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer expected = {0};
    PS_DEFER(ps_batch_results_close) struct ps_batch_results results = {0};
    const struct ps_batch_results_config config = {.output = output_path, .batch_file = input_path};
    char name[16];
    for (int i = 0; i < NUM_MANY; i++) {
        assert_int_equal(ps_buffer_printf(&input, "{\"custom_id\":\"%d\"}\n", i), PS_OK);
        assert_int_equal(ps_buffer_printf(&expected, "%d\n", i), PS_OK);
    }
    write_input(input.data);
    assert_int_equal(ps_batch_results_open(&results, &config, &error), PS_OK);
    for (int i = 0; i < NUM_MANY; i++) {
        (void)snprintf(name, sizeof name, "%d", i * 7 % NUM_MANY);
        assert_int_equal(add(&results, name, name, true, true), PS_OK);
    }
    assert_int_equal(ps_batch_results_finish(&results, &error), PS_OK);
    assert_file(output_path, expected.data);
}

static void each_allocation_fails_once(void **state)
{
    (void)state;
    ps_test_steady_jansson();
    write_input("{\"custom_id\":\"a\"}\n");
    for (size_t n = 1; n < ALLOCATIONS_MAX; n++) {
        long live = ps_failing_malloc_live();
        ps_failing_malloc_start(n);
        enum ps_status status = collect(NULL, input_path, true);
        if (!ps_failing_malloc_stop()) {
            assert_int_equal(status, PS_OK);
            return;
        }
        assert_true(status == PS_NO_MEMORY || status == PS_IO || status == PS_INVALID ||
                    status == PS_INTERNAL || status == PS_OK);
        if (status == PS_OK) /* the C library does without a buffer for a stream */
            assert_file(output_path, "A\nC\nbad\nunknown\nwrong\nA again\n");
        assert_true(ps_failing_malloc_live() <= live);
    }
    fail_msg("more than %d allocations", ALLOCATIONS_MAX);
}

static void assert_dead(const struct ps_dead_letter *letter, const char *expected)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer line = {0};
    assert_int_equal(ps_dead_letter_render(letter, &line), PS_OK);
    if (!strstr(line.data, expected))
        fail_msg("%s\nexpected %s", line.data, expected);
}

static void dead_letters(void **state)
{
    (void)state;
    static const char job[] = "{\"custom_id\":\"x\",\"method\":\"POST\",\"url\":\"/v1/embeddings\","
                              "\"body\":{\"model\":\"m\",\"input\":\"i\"}}";
    const struct ps_dead_letter garbage = {
        .value = "garbage", .size = 7, .code = "not_json", .message = "m", .batch_line = 3};
    const struct ps_dead_letter crashed = {.value = job,
                                           .size = sizeof job - 1,
                                           .code = "crashed_worker",
                                           .message = "it crashed \"three\" workers"};
    const struct ps_dead_letter cut = {
        .value = "{\"custom_id\":",
        .size = 13,
        .code = "too_large",
        .message = "it is too large",
        .sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"};
    const struct ps_dead_letter empty = {.value = NULL};
    assert_dead(&garbage, "\"custom_id\":null,\"response\":{\"status_code\":400,");
    assert_dead(&garbage, "\"message\":\"line 3: ");
    assert_dead(&garbage, "\"code\":\"not_json\"");
    assert_dead(&crashed, "\"custom_id\":\"x\",\"response\":{\"status_code\":500,");
    assert_dead(&crashed, "\"message\":\"it crashed \\\"three\\\" workers\",\"type\":"
                          "\"server_error\",\"param\":null,\"code\":\"crashed_worker\"");
    assert_dead(&cut, "{\"id\":\"batch_req_0123456789abcdef0123456789abcdef\",\"custom_id\":null,"
                      "\"response\":{\"status_code\":413,");
    assert_dead(&empty, "the job became a dead letter");
}

static enum ps_status parse(struct ps_error *error, const char *const *words, size_t num_words)
{
    struct ps_results_options options;
    char *arguments[16] = {0};
    char text[256];
    size_t used = 0;
    for (size_t i = 0; i < num_words; i++) {
        arguments[i] = text + used;
        used += (size_t)snprintf(text + used, sizeof text - used, "%s", words[i]) + 1;
    }
    return ps_results_options_parse(&options, (int)num_words, arguments, error);
}

static void options_that_exclude_each_other(void **state)
{
    (void)state;
    static const struct {
        const char *words[10];
        const char *named; /* NULL: it is right */
    } cases[] = {
        {{"results", "--batch", "b", "-o", "x", "-e", "y", "-i", "z"}, NULL},
        {{"results", "--batch", "b", "-e", "y"}, NULL},
        {{"results", "--batch", "b", "-o", "x", "-n", "3"}, NULL},
        {{"results", "-e", "y"}, "--errors"},
        {{"results", "-i", "y"}, "--input"},
        {{"results", "--batch", "b", "-i", "y"}, "--input"},
        {{"results", "--batch", "b", "-e", "y", "-n", "3"}, "--max"},
        {{"results", "--batch", "b", "-o", "x", "-e", "x"}, "--errors"},
        {{"results", "--batch", "b", "-o", "x", "-i", "x"}, "--input"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ps_error error = {0};
        size_t num_words = 0;
        while (num_words < 10 && cases[i].words[num_words])
            num_words++;
        enum ps_status status = parse(&error, cases[i].words, num_words);
        assert_int_equal(status, cases[i].named ? PS_INVALID : PS_OK);
        if (cases[i].named)
            assert_non_null(strstr(error.message, cases[i].named));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(as_they_come, empty_folder),
        cmocka_unit_test_teardown(in_the_order_of_the_input, empty_folder),
        cmocka_unit_test_teardown(nothing_has_its_name_before_the_end, empty_folder),
        cmocka_unit_test_teardown(one_writer_at_a_time, empty_folder),
        cmocka_unit_test_teardown(many_lines, empty_folder),
        cmocka_unit_test_teardown(each_allocation_fails_once, empty_folder),
        cmocka_unit_test(dead_letters),
        cmocka_unit_test(options_that_exclude_each_other),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
