/* Configurations on their way from one thread to another. For ThreadSanitizer; each that arrives
 * must be whole in any case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <pthread.h>

#include <cmocka.h>

#include "worker/handover.h"

#define NUM_GIVEN 300

static struct ps_config *make(int number)
{
    char override[64];
    const char *const overrides[] = {override};
    const struct ps_config_sources sources = {.overrides = overrides, .num_overrides = 1};
    struct ps_config *config = calloc(1, sizeof *config);
    struct ps_error error = {0};
    (void)snprintf(override, sizeof override, "worker.grace_ms=%d", number);
    assert_non_null(config);
    assert_int_equal(ps_config_load(config, &sources, &error), PS_OK);
    return config;
}

/* Each that comes is newer than the one before, and stays readable until the next is taken. */
static void *follow(void *context)
{
    struct ps_handover *handover = context;
    int64_t seen = 0;
    while (seen < NUM_GIVEN) {
        const struct ps_config *config = ps_handover_take(handover);
        if (!config)
            continue;
        assert_true(config->worker.grace_ms >= seen);
        assert_string_equal(config->redis.prefix, "penstock");
        seen = config->worker.grace_ms;
    }
    return NULL;
}

static void a_thread_follows(void **state)
{
    (void)state;
    struct ps_handover handover = {0};
    pthread_t thread;
    assert_null(ps_handover_take(&handover));
    assert_int_equal(pthread_create(&thread, NULL, follow, &handover), 0);
    for (int i = 1; i <= NUM_GIVEN; i++)
        ps_handover_give(&handover, make(i));
    assert_int_equal(pthread_join(thread, NULL), 0);
    ps_handover_give(&handover, make(7)); /* nobody takes it any more */
    ps_handover_close(&handover);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_thread_follows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
