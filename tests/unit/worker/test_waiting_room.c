/* Jobs that wait: for the engine they ask for, expired in the order of their deadlines, taken out
 * from anywhere. */
#include "worker/waiting_room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/rng.h"

#define NUM_JOBS 60

struct guest {
    struct ps_job job;
    struct ps_run run;
    struct ps_arrival arrival;
};

static struct ps_config_topic entries[] = {{(char[]){"a"}, 1}, {(char[]){"b"}, 3}};

static struct ps_waiting_room *make_room(size_t num_engines)
{
    const struct ps_config_topics topics = {entries, 2};
    struct ps_error error = {0};
    struct ps_lanes *lanes = NULL;
    assert_int_equal(ps_lanes_create(&lanes, &topics, &error), PS_OK);
    struct ps_waiting_room *room = ps_waiting_room_create(lanes, num_engines, NUM_JOBS);
    ps_lanes_destroy(lanes);
    assert_non_null(room);
    return room;
}

static void enter(struct ps_waiting_room *room, struct guest *guest, size_t engine, size_t lane,
                  const char *tenant, int64_t deadline_ms)
{
    strcpy(guest->job.tenant, tenant);
    guest->job.deadline_ms = deadline_ms;
    guest->run.job = &guest->job;
    guest->arrival.run = &guest->run;
    guest->arrival.lane = lane;
    ps_waiting_room_enter(room, &guest->arrival, engine);
}

static void each_engine_has_its_own(void **state)
{
    (void)state;
    struct guest *guests = calloc(3, sizeof *guests);
    struct ps_waiting_room *room = make_room(3);
    enter(room, &guests[0], 0, 0, "", 0);
    enter(room, &guests[1], 2, 0, "", 0);
    enter(room, &guests[2], 2, 1, "x", 0);
    assert_ptr_equal(ps_waiting_room_next(room, 0), &guests[0].arrival);
    assert_null(ps_waiting_room_next(room, 1));
    assert_ptr_equal(ps_waiting_room_next(room, 2), &guests[1].arrival);
    assert_int_equal(ps_waiting_room_count(room, 0), 1);
    assert_int_equal(ps_waiting_room_count(room, 1), 0);
    assert_int_equal(ps_waiting_room_count(room, 2), 2);
    ps_waiting_room_charge(room, &guests[1].arrival, 100);
    ps_waiting_room_dismiss(room, &guests[1].arrival);
    ps_waiting_room_use(&guests[1].arrival, 30);
    assert_ptr_equal(ps_waiting_room_next(room, 2), &guests[2].arrival);
    assert_int_equal(ps_waiting_room_count(room, 2), 1);
    for (size_t i = 0; i < 3; i++) {
        ps_waiting_room_leave(room, &guests[i].arrival);
        ps_waiting_room_leave(room, &guests[i].arrival);
    }
    assert_null(ps_waiting_room_first(room));
    ps_waiting_room_destroy(room);
    free(guests);
}

static void the_late_are_found_wherever_they_stand(void **state)
{
    (void)state;
    struct guest *guests = calloc(NUM_JOBS, sizeof *guests);
    struct ps_waiting_room *room = make_room(2);
    struct ps_rng rng;
    ps_rng_init(&rng, 9);
    for (size_t i = 0; i < NUM_JOBS; i++)
        enter(room, &guests[i], i % 2, ps_rng_below(&rng, 2), i % 3 ? "x" : "y",
              i % 4 ? 1000 + (int64_t)ps_rng_below(&rng, 1000) : 0);
    /* One whose turn has come isn't the room's to expire. */
    struct ps_arrival *dismissed = ps_waiting_room_next(room, 0);
    ps_waiting_room_charge(room, dismissed, 5);
    ps_waiting_room_dismiss(room, dismissed);
    size_t num_late = 0;
    int64_t latest = 0;
    for (int64_t now_ms = 990; now_ms < 2010; now_ms += 7) {
        struct ps_arrival *arrival;
        while ((arrival = ps_waiting_room_late(room, now_ms))) {
            assert_ptr_not_equal(arrival, dismissed);
            assert_true(arrival->run->job->deadline_ms <= now_ms);
            assert_true(arrival->run->job->deadline_ms > now_ms - 7);
            assert_true(arrival->run->job->deadline_ms >= latest);
            latest = arrival->run->job->deadline_ms;
            ps_waiting_room_leave(room, arrival);
            num_late++;
        }
    }
    size_t num_left = 0;
    struct ps_arrival *next;
    for (struct ps_arrival *arrival = ps_waiting_room_first(room); arrival; arrival = next) {
        next = ps_waiting_room_following(arrival);
        assert_int_equal(arrival->run->job->deadline_ms, 0);
        ps_waiting_room_leave(room, arrival);
        num_left++;
    }
    assert_int_equal(num_late + num_left + 1, NUM_JOBS);
    assert_true(num_late > 0 && num_left > 0);
    ps_waiting_room_leave(room, dismissed);
    ps_waiting_room_destroy(room);
    free(guests);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_engine_has_its_own),
        cmocka_unit_test(the_late_are_found_wherever_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
