/* A first look at a batch file, and what a batch may be called. */
#include "tools/batch_scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tools/batch_name.h"

static char path[64];

static int make_path(void **state)
{
    (void)state;
    (void)snprintf(path, sizeof path, "/tmp/penstock-scan-XXXXXX");
    int descriptor = mkstemp(path);
    return descriptor < 0 ? -1 : close(descriptor);
}

static int remove_path(void **state)
{
    (void)state;
    return unlink(path);
}

static struct ps_batch_scan scan(const char *text, size_t size)
{
    struct ps_batch_scan result;
    struct ps_error error = {0};
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(ps_batch_scan_file(&result, path, &error), PS_OK);
    assert_true(result.regular);
    struct ps_digest digest;
    assert_int_equal(ps_digest_of(text, size, &digest), PS_OK);
    assert_memory_equal(&digest, &result.digest, sizeof digest);
    return result;
}

static void test_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t num_lines, longest_line, longest_line_size;
    } cases[] = {
        {"", 0, 0, 0},
        {"\n\n", 0, 0, 0},
        {"a", 1, 1, 1},
        {"a\n", 1, 1, 1},
        {"a\nbbb\ncc", 3, 2, 3},
        {"  \t\r\na\r\n", 1, 2, 2},
        {"\n\n  b  \n            ", 1, 3, 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ps_batch_scan found = scan(cases[i].text, strlen(cases[i].text));
        assert_int_equal(found.num_lines, cases[i].num_lines);
        assert_int_equal(found.longest_line, cases[i].longest_line);
        assert_int_equal(found.longest_line_size, cases[i].longest_line_size);
    }
}

/* Lines that cross the ends of what is read at once. */
static void test_long_lines(void **state)
{
    (void)state;
    size_t size = 300000;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, 'x', size);
    text[65535] = '\n';
    text[65536] = '\n';
    text[131073] = '\n';
    struct ps_batch_scan found = scan(text, size);
    assert_int_equal(found.num_lines, 3);
    assert_int_equal(found.longest_line, 4);
    assert_int_equal(found.longest_line_size, size - 131074);
    free(text);
}

static void test_what_is_no_regular_file(void **state)
{
    (void)state;
    struct ps_batch_scan found;
    struct ps_error error = {0};
    assert_int_equal(ps_batch_scan_file(&found, "-", &error), PS_OK);
    assert_false(found.regular);
    assert_int_equal(ps_batch_scan_file(&found, "/dev/null", &error), PS_OK);
    assert_false(found.regular);
    assert_int_equal(ps_batch_scan_file(&found, "/nonexistent/file", &error), PS_NOT_FOUND);
    assert_non_null(strstr(error.message, "/nonexistent/file"));
}

static void test_names(void **state)
{
    (void)state;
    struct ps_error error = {0};
    char name[66];
    memset(name, 'f', sizeof name);
    name[65] = '\0';
    assert_int_equal(ps_batch_name_check(name, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "--batch"));
    name[64] = '\0';
    assert_int_equal(ps_batch_name_check(name, NULL), PS_OK);
    assert_int_equal(ps_batch_name_check("", NULL), PS_INVALID);
    assert_int_equal(ps_batch_name_check("a b", NULL), PS_INVALID);
    assert_int_equal(ps_batch_name_check("caf\xc3\xa9", NULL), PS_INVALID);
    assert_int_equal(ps_batch_name_check("Morning_2-b", NULL), PS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_what_is_no_regular_file),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, make_path, remove_path);
}
