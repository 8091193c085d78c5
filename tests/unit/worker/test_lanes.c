/* Which entry of topics.jobs a topic belongs to. */
#include "worker/lanes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct ps_config_topic entries[] = {
    {(char[]){"penstock.jobs"}, 2},
    {(char[]){"^penstock\\.(urgent|now)$"}, 5},
    {(char[]){"^penstock\\..*"}, 1},
    {(char[]){"penstock.now"}, 7},
};

static void names_come_before_patterns_and_the_first_counts(void **state)
{
    (void)state;
    static const struct {
        const char *topic;
        size_t lane;
    } cases[] = {
        {"penstock.jobs", 0}, {"penstock.urgent", 1}, {"penstock.other", 2},
        {"penstock.now", 3},  {"penstock", 4},        {"", 4},
    };
    const struct ps_config_topics topics = {entries, 4};
    struct ps_lanes *lanes = NULL;
    struct ps_error error = {0};
    assert_int_equal(ps_lanes_create(&lanes, &topics, &error), PS_OK);
    assert_int_equal(ps_lanes_count(lanes), 4);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(ps_lanes_match(lanes, cases[i].topic), cases[i].lane);
        assert_int_equal(ps_lanes_find(lanes, cases[i].topic), cases[i].lane % 4);
    }
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(ps_lanes_weights(lanes)[i], entries[i].weight);
        assert_string_equal(ps_lanes_name(lanes, i), entries[i].name);
    }
    ps_lanes_destroy(lanes);
}

static void a_pattern_that_is_none_is_named(void **state)
{
    (void)state;
    struct ps_config_topic wrong[] = {{(char[]){"^a.*"}, 1}, {(char[]){"^(b"}, 1}};
    const struct ps_config_topics topics = {wrong, 2};
    struct ps_lanes *lanes = NULL;
    struct ps_error error = {0};
    assert_int_equal(ps_lanes_create(&lanes, &topics, &error), PS_INVALID);
    assert_null(lanes);
    assert_string_equal(error.param, "topics.jobs");
    assert_non_null(strstr(error.message, "found \"^(b\""));
}

static void an_entry_may_be_there_once(void **state)
{
    (void)state;
    struct ps_config_topic twice[] = {{(char[]){"a"}, 1}, {(char[]){"b"}, 1}, {(char[]){"a"}, 2}};
    const struct ps_config_topics topics = {twice, 3};
    struct ps_lanes *lanes = NULL;
    struct ps_error error = {0};
    assert_int_equal(ps_lanes_create(&lanes, &topics, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "topics.jobs[2]: found \"a\", which topics.jobs[0]"));
}

static void the_others_are_made_of_what_is_right(void **state)
{
    (void)state;
    struct ps_config_topic mixed[] = {{(char[]){"^("}, 1},
                                      {NULL, 0},
                                      {(char[]){"a"}, 3},
                                      {(char[]){"a"}, 1},
                                      {(char[]){"^["}, 1}};
    const struct ps_config_topics topics = {mixed, 5};
    PS_DEFER(ps_problems_close) struct ps_problems problems = {0};
    PS_DEFER(ps_lanes_destroyp) struct ps_lanes *lanes = NULL;
    assert_int_equal(ps_lanes_read(&lanes, &topics, &problems), PS_INVALID);
    assert_int_equal(problems.count, 3);
    assert_non_null(strstr(problems.items[0].message, "\"^(\""));
    assert_non_null(strstr(problems.items[1].message, "topics.jobs[3]"));
    assert_non_null(strstr(problems.items[2].message, "\"^[\""));
    assert_int_equal(ps_lanes_match(lanes, "a"), 2);
    assert_int_equal(ps_lanes_match(lanes, "b"), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_come_before_patterns_and_the_first_counts),
        cmocka_unit_test(an_entry_may_be_there_once),
        cmocka_unit_test(a_pattern_that_is_none_is_named),
        cmocka_unit_test(the_others_are_made_of_what_is_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
