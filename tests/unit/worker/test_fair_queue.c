/* Fair shares of a simulated engine: places for some sequences, each of which computes a token per
 * step. Jobs ask for more tokens than they turn out to need, as real ones do. */
#include "worker/fair_queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/rng.h"
#include "tests/support/failing_malloc.h"

#define PLACES    8
#define NUM_LANES 3
#define TENANTS   40

struct sim_job {
    struct ps_fair_item item;
    size_t lane;
    size_t tenant;
    uint64_t asked;  /* tokens at the most */
    uint64_t needed; /* it will use */
    uint64_t used;
};

struct simulation {
    struct ps_fair_queue *queue;
    struct ps_rng rng;
    struct sim_job *inside[PLACES];
    uint64_t served[NUM_LANES][TENANTS];
    size_t waiting[NUM_LANES][TENANTS];
    size_t num_waiting;
    size_t num_begun;
};

static void open_simulation(struct simulation *simulation, const int64_t *weights, uint64_t seed)
{
    *simulation = (struct simulation){0};
    simulation->queue = ps_fair_queue_create(weights, NUM_LANES, 1000);
    assert_non_null(simulation->queue);
    ps_rng_init(&simulation->rng, seed);
}

static void name(size_t tenant, char *text)
{
    (void)snprintf(text, 65, "tenant-%zu", tenant);
}

/* A job of up to tokens_max tokens, of which it needs some. */
static struct sim_job *submit(struct simulation *simulation, size_t lane, size_t tenant,
                              uint64_t tokens_max)
{
    char text[65];
    struct sim_job *job = calloc(1, sizeof *job);
    assert_non_null(job);
    job->lane = lane;
    job->tenant = tenant;
    job->asked = 1 + ps_rng_below(&simulation->rng, tokens_max);
    job->needed = 1 + ps_rng_below(&simulation->rng, job->asked);
    name(tenant, text);
    ps_fair_queue_enter(simulation->queue, &job->item, lane, text);
    simulation->waiting[lane][tenant]++;
    simulation->num_waiting++;
    return job;
}

static void begin(struct simulation *simulation, struct sim_job *job)
{
    for (size_t i = 0; i < PLACES; i++) {
        if (simulation->inside[i])
            continue;
        simulation->inside[i] = job;
        break;
    }
    ps_fair_queue_charge(simulation->queue, &job->item, job->asked);
    ps_fair_queue_dismiss(simulation->queue, &job->item);
    simulation->waiting[job->lane][job->tenant]--;
    simulation->num_waiting--;
    simulation->num_begun++;
}

static size_t count_inside(const struct simulation *simulation)
{
    size_t count = 0;
    for (size_t i = 0; i < PLACES; i++)
        count += simulation->inside[i] != NULL;
    return count;
}

static void step(struct simulation *simulation)
{
    struct ps_fair_item *item;
    assert_int_equal(ps_fair_queue_num_waiting(simulation->queue), simulation->num_waiting);
    while (count_inside(simulation) < PLACES && (item = ps_fair_queue_next(simulation->queue)))
        begin(simulation, (struct sim_job *)item);
    assert_true(simulation->num_waiting == 0 || count_inside(simulation) == PLACES);
    for (size_t i = 0; i < PLACES; i++) {
        struct sim_job *job = simulation->inside[i];
        if (!job)
            continue;
        job->used++;
        ps_fair_queue_use(&job->item, 1);
        simulation->served[job->lane][job->tenant]++;
        if (job->used < job->needed)
            continue;
        simulation->inside[i] = NULL;
        ps_fair_queue_leave(simulation->queue, &job->item);
        free(job);
    }
}

static void close_simulation(struct simulation *simulation)
{
    struct ps_fair_item *item;
    while ((item = ps_fair_queue_next(simulation->queue))) {
        ps_fair_queue_leave(simulation->queue, item);
        free(item);
    }
    for (size_t i = 0; i < PLACES; i++) {
        if (simulation->inside[i])
            ps_fair_queue_leave(simulation->queue, &simulation->inside[i]->item);
        free(simulation->inside[i]);
    }
    ps_fair_queue_destroy(simulation->queue);
}

static void keep_waiting(struct simulation *simulation, size_t lane, size_t tenant, size_t num_jobs,
                         uint64_t tokens_max)
{
    while (simulation->waiting[lane][tenant] < num_jobs)
        (void)submit(simulation, lane, tenant, tokens_max);
}

static uint64_t lane_served(const struct simulation *simulation, size_t lane)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < TENANTS; i++)
        sum += simulation->served[lane][i];
    return sum;
}

static void assert_ratio(uint64_t a, uint64_t b, double expected)
{
    double ratio = (double)a / (double)b;
    if (ratio < expected * 0.9 || ratio > expected * 1.1)
        fail_msg("%zu to %zu is %.3f, expected %.3f", (size_t)a, (size_t)b, ratio, expected);
}

static void flooded_lanes_get_their_weights(void **state)
{
    (void)state;
    static const int64_t weights[NUM_LANES] = {3, 1, 6};
    for (uint64_t seed = 0; seed < 10; seed++) {
        struct simulation simulation;
        open_simulation(&simulation, weights, seed);
        for (int i = 0; i < 20000; i++) {
            /* However many wait, however long they are and whoever asks. */
            keep_waiting(&simulation, 0, (size_t)i % 5, 3, 200);
            keep_waiting(&simulation, 1, 7, 500, 20);
            keep_waiting(&simulation, 2, 1, PLACES, 60);
            step(&simulation);
        }
        uint64_t all =
            lane_served(&simulation, 0) + lane_served(&simulation, 1) + lane_served(&simulation, 2);
        assert_int_equal(all, 20000 * PLACES);
        assert_ratio(lane_served(&simulation, 0), lane_served(&simulation, 1), 3);
        assert_ratio(lane_served(&simulation, 2), lane_served(&simulation, 0), 2);
        close_simulation(&simulation);
    }
}

static void tenants_share_equally_whatever_they_have_waiting(void **state)
{
    (void)state;
    static const int64_t weights[NUM_LANES] = {1, 1, 1};
    struct simulation simulation;
    open_simulation(&simulation, weights, 3);
    for (int i = 0; i < 20000; i++) {
        keep_waiting(&simulation, 0, 0, 1000, 100);
        keep_waiting(&simulation, 0, 1, PLACES, 100);
        keep_waiting(&simulation, 0, 2, 50, 400);
        keep_waiting(&simulation, 1, 0, 5000, 50); /* the same name in another lane is another */
        step(&simulation);
    }
    assert_ratio(simulation.served[0][0], simulation.served[0][1], 1);
    assert_ratio(simulation.served[0][1], simulation.served[0][2], 1);
    assert_ratio(simulation.served[1][0], lane_served(&simulation, 0), 1);
    close_simulation(&simulation);
}

/* Once a place is free the next one is theirs: they wait for about one job of the others. */
static void one_among_a_thousand_is_next(void **state)
{
    (void)state;
    static const int64_t weights[NUM_LANES] = {1, 1, 1};
    struct simulation simulation;
    open_simulation(&simulation, weights, 4);
    for (int i = 0; i < 200; i++) {
        keep_waiting(&simulation, 0, 0, 1000, 100);
        step(&simulation);
    }
    for (size_t round = 0; round < 50; round++) {
        size_t begun = simulation.num_begun;
        (void)submit(&simulation, 0, 1 + round % 3, 100);
        while (simulation.num_begun == begun)
            step(&simulation);
        assert_int_equal(simulation.waiting[0][1 + round % 3], 0);
        for (int i = 0; i < 250; i++) {
            keep_waiting(&simulation, 0, 0, 1000, 100);
            step(&simulation);
        }
    }
    close_simulation(&simulation);
}

/* A tenant that was alone for long owes nothing for it, and one that was away claims nothing. */
static void the_past_gives_no_claim(void **state)
{
    (void)state;
    static const int64_t weights[NUM_LANES] = {1, 1, 1};
    struct simulation simulation;
    open_simulation(&simulation, weights, 5);
    for (int i = 0; i < 10000; i++) {
        keep_waiting(&simulation, 0, 0, 20, 100);
        keep_waiting(&simulation, 1, 0, 20, 100);
        step(&simulation);
    }
    memset(simulation.served, 0, sizeof simulation.served);
    for (int i = 0; i < 10000; i++) {
        keep_waiting(&simulation, 0, 0, 20, 100);
        keep_waiting(&simulation, 0, 1, 20, 100);
        keep_waiting(&simulation, 1, 0, 20, 100);
        keep_waiting(&simulation, 2, 0, 20, 100);
        step(&simulation);
    }
    assert_ratio(simulation.served[0][0], simulation.served[0][1], 1);
    assert_ratio(lane_served(&simulation, 0), lane_served(&simulation, 2), 1);
    assert_ratio(lane_served(&simulation, 1), lane_served(&simulation, 2), 1);
    close_simulation(&simulation);
}

/* One that asks for long answers and stops early is charged for what it used. */
static void what_was_not_used_is_given_back(void **state)
{
    (void)state;
    static const int64_t weights[NUM_LANES] = {1, 1, 1};
    struct simulation simulation;
    open_simulation(&simulation, weights, 6);
    for (int i = 0; i < 40000; i++) {
        while (simulation.waiting[0][0] < 20) {
            struct sim_job *job = submit(&simulation, 0, 0, 1);
            job->asked = 2000;
            job->needed = 20;
        }
        while (simulation.waiting[0][1] < 20) {
            struct sim_job *job = submit(&simulation, 0, 1, 1);
            job->asked = job->needed = 20;
        }
        step(&simulation);
    }
    /* What it might use keeps places from it while it runs, so it may get less, not more. */
    assert_true(simulation.served[0][0] <= simulation.served[0][1] * 11 / 10);
    assert_true(simulation.served[0][0] > 0);
    close_simulation(&simulation);
}

/* Random tenants come and go, jobs are taken out wherever they are; whoever waits is served, and no
 * place stays empty while somebody waits. */
static void nobody_starves_and_no_place_is_wasted(void **state)
{
    (void)state;
    static const int64_t weights[NUM_LANES] = {1000, 1, 30};
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct simulation simulation;
        open_simulation(&simulation, weights, seed);
        for (int i = 0; i < 5000; i++) {
            size_t lane = ps_rng_below(&simulation.rng, NUM_LANES);
            size_t tenant = ps_rng_below(&simulation.rng, TENANTS);
            size_t burst = ps_rng_below(&simulation.rng, 200) == 0 ? 100 : 1;
            for (size_t j = 0; j < burst && ps_rng_below(&simulation.rng, 6) == 0; j++)
                (void)submit(&simulation, lane, tenant, 60);
            struct ps_fair_item *item = ps_fair_queue_next(simulation.queue);
            if (item && ps_rng_below(&simulation.rng, 50) == 0) { /* cancelled */
                struct sim_job *job = (struct sim_job *)item;
                simulation.waiting[job->lane][job->tenant]--;
                simulation.num_waiting--;
                ps_fair_queue_leave(simulation.queue, item);
                ps_fair_queue_leave(simulation.queue, item);
                free(job);
            }
            step(&simulation);
        }
        while (ps_fair_queue_next(simulation.queue))
            step(&simulation);
        for (size_t i = 0; i < NUM_LANES; i++) {
            for (size_t j = 0; j < TENANTS; j++)
                assert_int_equal(simulation.waiting[i][j], 0);
        }
        close_simulation(&simulation);
    }
}

/* Within a tenant the order is that of arrival. */
static void a_tenant_is_served_in_order(void **state)
{
    (void)state;
    static const int64_t weights[NUM_LANES] = {1, 1, 1};
    struct ps_fair_queue *queue = ps_fair_queue_create(weights, NUM_LANES, 10);
    struct ps_fair_item items[6] = {{0}};
    for (size_t i = 0; i < 6; i++)
        ps_fair_queue_enter(queue, &items[i], 1, "");
    ps_fair_queue_leave(queue, &items[2]);
    static const size_t expected[] = {0, 1, 3, 4, 5};
    for (size_t i = 0; i < 5; i++) {
        assert_ptr_equal(ps_fair_queue_next(queue), &items[expected[i]]);
        ps_fair_queue_charge(queue, &items[expected[i]], 10);
        ps_fair_queue_dismiss(queue, &items[expected[i]]);
    }
    assert_null(ps_fair_queue_next(queue));
    for (size_t i = 0; i < 6; i++)
        ps_fair_queue_leave(queue, &items[i]);
    ps_fair_queue_destroy(queue);
}

/* Those whose tenants there is no memory for are served all the same, and in their turn. */
static void without_memory_nothing_is_lost(void **state)
{
    (void)state;
    static const int64_t weights[NUM_LANES] = {1, 1, 1};
    for (size_t n = 1; n <= 4; n++) {
        ps_failing_malloc_start(n);
        struct ps_fair_queue *queue = ps_fair_queue_create(weights, NUM_LANES, 10);
        bool failed = ps_failing_malloc_stop();
        assert_int_equal(failed, queue == NULL);
        ps_fair_queue_destroy(queue);
    }
    struct ps_fair_queue *queue = ps_fair_queue_create(weights, NUM_LANES, 10);
    struct ps_fair_item items[5] = {{0}};
    static const char *const tenants[] = {"a", "b", "c", "a", "d"};
    for (size_t i = 0; i < 5; i++) {
        if (i > 0)
            ps_failing_malloc_start(1);
        ps_fair_queue_enter(queue, &items[i], 0, tenants[i]);
        (void)ps_failing_malloc_stop();
    }
    for (size_t served = 0; served < 5; served++) {
        struct ps_fair_item *item = ps_fair_queue_next(queue);
        assert_non_null(item);
        ps_fair_queue_charge(queue, item, 10);
        ps_fair_queue_dismiss(queue, item);
    }
    assert_null(ps_fair_queue_next(queue));
    for (size_t i = 0; i < 5; i++)
        ps_fair_queue_leave(queue, &items[i]);
    ps_fair_queue_destroy(queue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flooded_lanes_get_their_weights),
        cmocka_unit_test(tenants_share_equally_whatever_they_have_waiting),
        cmocka_unit_test(one_among_a_thousand_is_next),
        cmocka_unit_test(the_past_gives_no_claim),
        cmocka_unit_test(what_was_not_used_is_given_back),
        cmocka_unit_test(nobody_starves_and_no_place_is_wasted),
        cmocka_unit_test(a_tenant_is_served_in_order),
        cmocka_unit_test(without_memory_nothing_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
