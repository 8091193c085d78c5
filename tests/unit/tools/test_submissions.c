/* What is remembered of submissions: read, written, found, replaced; and the file it is in. */
#include "tools/submissions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/steady_jansson.h"
#include "tools/submit_state.h"
#include "tools/submit_tail.h"

#define DIGEST "abababababababababababababababababababababababababababababababab"
#define ONE                                                                                        \
    "{\"version\":1,\"submissions\":[{\"batch\":\"b\",\"topic\":\"t\",\"cluster\":\"c\","          \
    "\"digest\":\"" DIGEST "\",\"lines\":30,\"position\":12,\"complete\":false,\"ends\":[7,0,9]}"  \
    "]}\n"
#define ALLOCATIONS_MAX 2000

static struct ps_submissions submissions; /* too large for a stack under a sanitizer */

static int close_submissions(void **state)
{
    (void)state;
    ps_submissions_close(&submissions);
    return 0;
}

static void reads_and_writes(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer out = {0};
    assert_int_equal(ps_submissions_parse(&submissions, ONE, sizeof ONE - 1, &error), PS_OK);
    assert_int_equal(submissions.count, 1);
    const struct ps_submission *one = &submissions.items[0];
    assert_string_equal(one->batch, "b");
    assert_int_equal(one->num_lines, 30);
    assert_int_equal(one->position, 12);
    assert_false(one->complete);
    assert_int_equal(one->digest.bytes[31], 0xab);
    assert_int_equal(one->ends.count, 3);
    assert_int_equal(ps_kafka_positions_get(&one->ends, 2), 9);
    assert_int_equal(ps_kafka_positions_get(&one->ends, 3), 0);
    assert_int_equal(ps_submissions_render(&submissions, &out), PS_OK);
    assert_string_equal(out.data, ONE);
    ps_submissions_close(&submissions);
    assert_int_equal(ps_submissions_parse(&submissions, NULL, 0, &error), PS_OK);
    assert_int_equal(submissions.count, 0);
}

/* One replaced text each, and what the message must name. */
static void refuses_what_is_wrong(void **state)
{
    (void)state;
    static const char *const wrong[][3] = {
        {"\"version\":1", "\"version\":2", "version"},
        {"\"version\":1", "\"version\":\"1\"", "version"},
        {"\"batch\":\"b\"", "\"batch\":\"\"", "batch"},
        {"\"topic\":\"t\"", "\"topic\":7", "topic"},
        {"\"cluster\":\"c\"", "\"cluster\":null", "cluster"},
        {"abab", "xbab", "digest"},
        {"abab", "ab", "digest"},
        {"\"lines\":30", "\"lines\":-1", "lines"},
        {"\"position\":12", "\"position\":1.5", "position"},
        {"\"complete\":false", "\"complete\":0", "complete"},
        {"[7,0,9]", "[7,-1,9]", "ends"},
        {"[7,0,9]", "7", "ends"},
        {"\"submissions\":[", "\"others\":[", "submissions"},
        {"[7,0,9]", "[7,0,9", "line 1"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct ps_error error = {0};
        PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
        const char *at = strstr(ONE, wrong[i][0]);
        assert_non_null(at);
        assert_int_equal(ps_buffer_printf(&text, "%.*s%s%s", (int)(at - ONE), ONE, wrong[i][1],
                                          at + strlen(wrong[i][0])),
                         PS_OK);
        enum ps_status status = ps_submissions_parse(&submissions, text.data, text.size, &error);
        assert_int_equal(status, i == 0 ? PS_UNSUPPORTED : PS_INVALID);
        if (!strstr(error.message, wrong[i][2]))
            fail_msg("%s: %s", text.data, error.message);
        ps_submissions_close(&submissions);
    }
}

static void add(const char *batch, const char *topic, bool complete, uint64_t position, int digest)
{
    struct ps_submission submission = {.position = position, .complete = complete};
    (void)snprintf(submission.batch, sizeof submission.batch, "%s", batch);
    (void)snprintf(submission.topic, sizeof submission.topic, "%s", topic);
    (void)snprintf(submission.cluster, sizeof submission.cluster, "c");
    submission.digest.bytes[0] = (uint8_t)digest;
    assert_int_equal(ps_kafka_positions_raise(&submission.ends, 1, 5), PS_OK);
    const struct ps_submission *added = ps_submissions_add(&submissions, &submission);
    assert_string_equal(added->batch, batch);
    assert_null(submission.ends.offsets);
}

static void finds_by_batch_topic_and_cluster(void **state)
{
    (void)state;
    const struct ps_digest digest = {.bytes = {1}};
    add("a", "t", true, 3, 1);
    add("a", "u", false, 4, 1);
    add("b", "t", false, 5, 2);
    assert_int_equal(ps_submissions_find(&submissions, "a", "u", "c")->position, 4);
    assert_null(ps_submissions_find(&submissions, "a", "u", "d"));
    add("a", "u", true, 9, 1);
    assert_int_equal(submissions.count, 3);
    assert_int_equal(ps_submissions_find(&submissions, "a", "u", "c")->position, 9);
    assert_string_equal(ps_submissions_find_unfinished(&submissions, "t", "c", &digest)->batch,
                        "b");
    assert_null(ps_submissions_find_unfinished(&submissions, "u", "c", &digest));
    ps_submissions_forget_unfinished(&submissions, "t", "c", &digest);
    assert_null(ps_submissions_find(&submissions, "b", "t", "c"));
    assert_int_equal(submissions.count, 2);
}

static void forgets_the_oldest_that_is_complete(void **state)
{
    (void)state;
    char name[16];
    add("first", "t", false, 1, 1);
    for (int i = 0; i < PS_SUBMISSIONS_MAX; i++) {
        (void)snprintf(name, sizeof name, "%d", i);
        add(name, "t", true, 1, 1);
    }
    assert_int_equal(submissions.count, PS_SUBMISSIONS_MAX);
    assert_non_null(ps_submissions_find(&submissions, "first", "t", "c"));
    assert_null(ps_submissions_find(&submissions, "0", "t", "c"));
    assert_non_null(ps_submissions_find(&submissions, "1", "t", "c"));
}

static enum ps_status read_and_write(void)
{
    struct ps_error error = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer out = {0};
    enum ps_status status = ps_submissions_parse(&submissions, ONE, sizeof ONE - 1, &error);
    assert_true((status == PS_OK) == (error.message[0] == '\0'));
    if (status == PS_OK)
        status = ps_submissions_render(&submissions, &out);
    if (status == PS_OK)
        assert_string_equal(out.data, ONE);
    ps_submissions_close(&submissions);
    return status;
}

static void each_allocation_fails_once(void **state)
{
    (void)state;
    ps_test_steady_jansson();
    for (size_t n = 1; n < ALLOCATIONS_MAX; n++) {
        long live = ps_failing_malloc_live();
        ps_failing_malloc_start(n);
        enum ps_status status = read_and_write();
        if (!ps_failing_malloc_stop()) {
            assert_int_equal(status, PS_OK);
            return;
        }
        assert_int_equal(status, PS_NO_MEMORY);
        assert_int_equal(ps_failing_malloc_live(), live);
    }
    fail_msg("more than %d allocations", ALLOCATIONS_MAX);
}

static void the_file_is_locked_and_replaced(void **state)
{
    (void)state;
    char folder[] = "/tmp/penstock-test-XXXXXX";
    char file[64], path[96];
    struct stat before, after;
    struct ps_error error = {0};
    PS_DEFER(ps_submit_state_close) struct ps_submit_state one = {0};
    PS_DEFER(ps_submit_state_close) struct ps_submit_state two = {0};
    assert_non_null(mkdtemp(folder));
    (void)snprintf(file, sizeof file, "%s/jobs.jsonl", folder);
    (void)snprintf(path, sizeof path, "%s.penstock-submit", file);
    assert_int_equal(ps_submit_state_open(&one, file, NULL, &error), PS_OK);
    assert_string_equal(one.path, path);
    assert_int_equal(stat(path, &before), 0);
    for (int i = 0; i < 2; i++) { /* as it was made, and as it was replaced */
        struct ps_error refusal = {0};
        assert_int_equal(ps_submit_state_open(&two, file, NULL, &refusal), PS_FULL);
        assert_non_null(strstr(refusal.message, path));
        ps_submit_state_close(&two);
        add("b", "t", i == 1, 4, 1);
        assert_non_null(ps_submissions_add(&one.submissions, &submissions.items[0]));
        assert_int_equal(ps_submit_state_save(&one, &error), PS_OK);
    }
    assert_int_equal(stat(path, &after), 0);
    assert_true(before.st_ino != after.st_ino || before.st_size != after.st_size);
    assert_false(ps_file_exists(one.path_new));
    ps_submit_state_close(&one);
    /* In a folder of its own, by the file's last name. */
    assert_int_equal(ps_submit_state_open(&two, "elsewhere/jobs.jsonl", folder, &error), PS_OK);
    assert_string_equal(two.path, path);
    assert_int_equal(two.submissions.count, 1);
    assert_true(two.submissions.items[0].complete);
    unlink(path);
    rmdir(folder);
}

static void lines_behind_the_position(void **state)
{
    (void)state;
    uint8_t found[3] = {0};
    struct ps_submit_tail tail = {.found = found, .first = 11, .num_lines = 20};
    static const uint64_t there[] = {11, 18, 19, 30, 30};
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        ps_submit_tail_note(&tail, there[i]);
    ps_submit_tail_note(&tail, 10);
    ps_submit_tail_note(&tail, 31);
    ps_submit_tail_note(&tail, 0);
    ps_submit_tail_note(&tail, UINT64_MAX);
    assert_int_equal(tail.num_found, 4);
    for (uint64_t line = 0; line < 40; line++)
        assert_int_equal(ps_submit_tail_has(&tail, line),
                         line == 11 || line == 18 || line == 19 || line == 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(reads_and_writes, close_submissions),
        cmocka_unit_test_teardown(refuses_what_is_wrong, close_submissions),
        cmocka_unit_test_teardown(finds_by_batch_topic_and_cluster, close_submissions),
        cmocka_unit_test_teardown(forgets_the_oldest_that_is_complete, close_submissions),
        cmocka_unit_test_teardown(each_allocation_fails_once, close_submissions),
        cmocka_unit_test_teardown(the_file_is_locked_and_replaced, close_submissions),
        cmocka_unit_test(lines_behind_the_position),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
