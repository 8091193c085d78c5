/* Every transition of the life of a job: each state meets each event. */
#include "shared/job/life.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum {
    NUM_STATES = PS_LIFE_ENDED + 1,
    NUM_EVENTS = PS_EVENT_REVOKED + 1,
};

struct transition {
    enum ps_life_state from;
    enum ps_life_event event;
    enum ps_action action;
    enum ps_life_state to;
    enum ps_life_outcome outcome;
    bool leaves_engine;
};

/* What changes something. Every pair of state and event that isn't here must change nothing. */
static const struct transition transitions[] = {
    {PS_LIFE_ARRIVED, PS_EVENT_REFUSED, PS_ACTION_STORE, PS_LIFE_STORING, PS_OUTCOME_FAILED, 0},
    {PS_LIFE_ARRIVED, PS_EVENT_FAILED, PS_ACTION_STORE, PS_LIFE_STORING, PS_OUTCOME_FAILED, 0},
    {PS_LIFE_ARRIVED, PS_EVENT_DEAD, PS_ACTION_DEAD_LETTER, PS_LIFE_PUBLISHING, PS_OUTCOME_DEAD, 0},
    {PS_LIFE_ARRIVED, PS_EVENT_MARKER, PS_ACTION_STORE, PS_LIFE_STORING, PS_OUTCOME_MARKER, 0},
    {PS_LIFE_ARRIVED, PS_EVENT_DEADLINE, PS_ACTION_PUBLISH, PS_LIFE_PUBLISHING, PS_OUTCOME_EXPIRED,
     0},
    {PS_LIFE_ARRIVED, PS_EVENT_CANCELLED, PS_ACTION_PUBLISH, PS_LIFE_PUBLISHING,
     PS_OUTCOME_CANCELLED, 0},
    {PS_LIFE_ARRIVED, PS_EVENT_REVOKED, PS_ACTION_DROP, PS_LIFE_ENDED, PS_OUTCOME_NONE, 0},

    {PS_LIFE_ASKING, PS_EVENT_HIT, PS_ACTION_STORE, PS_LIFE_STORING, PS_OUTCOME_COMPLETED, 0},
    {PS_LIFE_ASKING, PS_EVENT_MISS, PS_ACTION_PREPARE, PS_LIFE_PREPARING, PS_OUTCOME_NONE, 0},
    {PS_LIFE_ASKING, PS_EVENT_FAILED, PS_ACTION_STORE, PS_LIFE_STORING, PS_OUTCOME_FAILED, 0},
    {PS_LIFE_ASKING, PS_EVENT_DEADLINE, PS_ACTION_PUBLISH, PS_LIFE_PUBLISHING, PS_OUTCOME_EXPIRED,
     0},
    {PS_LIFE_ASKING, PS_EVENT_CANCELLED, PS_ACTION_PUBLISH, PS_LIFE_PUBLISHING,
     PS_OUTCOME_CANCELLED, 0},
    {PS_LIFE_ASKING, PS_EVENT_REVOKED, PS_ACTION_DROP, PS_LIFE_ENDED, PS_OUTCOME_NONE, 0},

    {PS_LIFE_PREPARING, PS_EVENT_PREPARED, PS_ACTION_ADMIT, PS_LIFE_RUNNING, PS_OUTCOME_NONE, 0},
    {PS_LIFE_PREPARING, PS_EVENT_REFUSED, PS_ACTION_STORE, PS_LIFE_STORING, PS_OUTCOME_FAILED, 0},
    {PS_LIFE_PREPARING, PS_EVENT_FAILED, PS_ACTION_STORE, PS_LIFE_STORING, PS_OUTCOME_FAILED, 0},
    {PS_LIFE_PREPARING, PS_EVENT_DEADLINE, PS_ACTION_PUBLISH, PS_LIFE_PUBLISHING,
     PS_OUTCOME_EXPIRED, 0},
    {PS_LIFE_PREPARING, PS_EVENT_CANCELLED, PS_ACTION_PUBLISH, PS_LIFE_PUBLISHING,
     PS_OUTCOME_CANCELLED, 0},
    {PS_LIFE_PREPARING, PS_EVENT_REVOKED, PS_ACTION_DROP, PS_LIFE_ENDED, PS_OUTCOME_NONE, 0},

    {PS_LIFE_RUNNING, PS_EVENT_FINISHED, PS_ACTION_STORE, PS_LIFE_STORING, PS_OUTCOME_COMPLETED, 0},
    {PS_LIFE_RUNNING, PS_EVENT_FAILED, PS_ACTION_STORE, PS_LIFE_STORING, PS_OUTCOME_FAILED, 1},
    {PS_LIFE_RUNNING, PS_EVENT_DEADLINE, PS_ACTION_PUBLISH, PS_LIFE_PUBLISHING, PS_OUTCOME_EXPIRED,
     1},
    {PS_LIFE_RUNNING, PS_EVENT_CANCELLED, PS_ACTION_PUBLISH, PS_LIFE_PUBLISHING,
     PS_OUTCOME_CANCELLED, 1},
    {PS_LIFE_RUNNING, PS_EVENT_REVOKED, PS_ACTION_DROP, PS_LIFE_ENDED, PS_OUTCOME_NONE, 1},

    {PS_LIFE_STORING, PS_EVENT_STORED, PS_ACTION_PUBLISH, PS_LIFE_PUBLISHING, PS_OUTCOME_NONE, 0},
    {PS_LIFE_STORING, PS_EVENT_REVOKED, PS_ACTION_DROP, PS_LIFE_ENDED, PS_OUTCOME_NONE, 0},

    {PS_LIFE_PUBLISHING, PS_EVENT_PUBLISHED, PS_ACTION_DROP, PS_LIFE_ENDED, PS_OUTCOME_NONE, 0},
    {PS_LIFE_PUBLISHING, PS_EVENT_REVOKED, PS_ACTION_DROP, PS_LIFE_ENDED, PS_OUTCOME_NONE, 0},

    {PS_LIFE_STORING_AFTER, PS_EVENT_STORED, PS_ACTION_DROP, PS_LIFE_ENDED, PS_OUTCOME_NONE, 0},
};

static const struct transition *find(enum ps_life_state state, enum ps_life_event event)
{
    for (size_t i = 0; i < sizeof transitions / sizeof *transitions; i++) {
        if (transitions[i].from == state && transitions[i].event == event)
            return &transitions[i];
    }
    return NULL;
}

static void every_pair_of_state_and_event(void **state)
{
    (void)state;
    for (int from = 0; from < NUM_STATES; from++) {
        for (int event = 0; event < NUM_EVENTS; event++) {
            struct ps_life life = {.state = (enum ps_life_state)from};
            const struct transition *expected =
                find((enum ps_life_state)from, (enum ps_life_event)event);
            if (from == PS_LIFE_ARRIVED && event == PS_EVENT_REQUEST)
                continue; /* depends on use_cache: below */
            enum ps_action action = ps_life_step(&life, (enum ps_life_event)event);
            assert_int_equal(action, expected ? expected->action : PS_ACTION_NONE);
            assert_int_equal(life.state, expected ? (int)expected->to : from);
            assert_int_equal(life.outcome, expected ? expected->outcome : PS_OUTCOME_NONE);
            assert_int_equal(life.leave_engine, expected ? expected->leaves_engine : false);
        }
    }
}

static void a_request_asks_the_cache_where_it_may(void **state)
{
    (void)state;
    struct ps_life with = {.use_cache = true};
    struct ps_life without = {.use_cache = false};
    assert_int_equal(ps_life_step(&with, PS_EVENT_REQUEST), PS_ACTION_ASK_CACHE);
    assert_int_equal(with.state, PS_LIFE_ASKING);
    assert_int_equal(ps_life_step(&without, PS_EVENT_REQUEST), PS_ACTION_PREPARE);
    assert_int_equal(without.state, PS_LIFE_PREPARING);
}

static void a_marker_is_stored_and_then_skipped(void **state)
{
    (void)state;
    struct ps_life life = {0};
    assert_int_equal(ps_life_step(&life, PS_EVENT_MARKER), PS_ACTION_STORE);
    assert_int_equal(ps_life_step(&life, PS_EVENT_STORED), PS_ACTION_SKIP);
    assert_int_equal(ps_life_step(&life, PS_EVENT_PUBLISHED), PS_ACTION_DROP);
    assert_int_equal(life.outcome, PS_OUTCOME_MARKER);
}

static void what_depends_on_the_clock_is_stored_after_it_is_published(void **state)
{
    (void)state;
    static const enum ps_life_event events[] = {PS_EVENT_DEADLINE, PS_EVENT_CANCELLED};
    for (size_t i = 0; i < 2; i++) {
        struct ps_life life = {.state = PS_LIFE_RUNNING};
        assert_int_equal(ps_life_step(&life, events[i]), PS_ACTION_PUBLISH);
        assert_true(life.leave_engine);
        assert_int_equal(ps_life_step(&life, PS_EVENT_PUBLISHED), PS_ACTION_STORE);
        assert_false(life.leave_engine);
        assert_int_equal(life.state, PS_LIFE_STORING_AFTER);
        assert_int_equal(ps_life_step(&life, PS_EVENT_REVOKED), PS_ACTION_NONE);
        assert_int_equal(ps_life_step(&life, PS_EVENT_STORED), PS_ACTION_DROP);
        assert_int_equal(life.state, PS_LIFE_ENDED);
    }
}

static void a_finished_job_keeps_its_outcome(void **state)
{
    (void)state;
    struct ps_life life = {.state = PS_LIFE_RUNNING};
    assert_int_equal(ps_life_step(&life, PS_EVENT_FINISHED), PS_ACTION_STORE);
    assert_int_equal(ps_life_step(&life, PS_EVENT_DEADLINE), PS_ACTION_NONE);
    assert_int_equal(ps_life_step(&life, PS_EVENT_CANCELLED), PS_ACTION_NONE);
    assert_int_equal(life.outcome, PS_OUTCOME_COMPLETED);
    assert_int_equal(ps_life_step(&life, PS_EVENT_STORED), PS_ACTION_PUBLISH);
    assert_int_equal(ps_life_step(&life, PS_EVENT_STORED), PS_ACTION_NONE);
    assert_int_equal(ps_life_step(&life, PS_EVENT_PUBLISHED), PS_ACTION_DROP);
    assert_int_equal(life.outcome, PS_OUTCOME_COMPLETED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_of_state_and_event),
        cmocka_unit_test(a_request_asks_the_cache_where_it_may),
        cmocka_unit_test(a_marker_is_stored_and_then_skipped),
        cmocka_unit_test(what_depends_on_the_clock_is_stored_after_it_is_published),
        cmocka_unit_test(a_finished_job_keeps_its_outcome),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
