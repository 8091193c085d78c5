/* The configuration takes and refuses what its schema takes and refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>

#include "worker/config.h"
#include "worker/kafka/properties.h"
#include "worker/redis/url.h"
#include "worker/tracing/endpoint.h"

static size_t check_folder(const char *folder, bool valid)
{
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (entry->d_name[0] == '.')
            continue;
        char path[512];
        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        const struct ps_config_sources sources = {.path = path};
        struct ps_config config = {0};
        struct ps_redis_url url = {0};
        struct ps_tracing_endpoint endpoint = {0};
        struct ps_error error = {0};
        struct ps_problems problems = {0};
        enum ps_status status = ps_config_read(&config, &sources, &problems);
        if (status == PS_OK)
            status = ps_kafka_properties_check(&config, &problems);
        (void)ps_problems_first(&problems, &error);
        ps_problems_close(&problems);
        if (status == PS_OK)
            status = ps_redis_url_parse(&url, config.redis.url, &error);
        if (status == PS_OK)
            status = ps_tracing_endpoint_parse(&endpoint, config.tracing.endpoint,
                                               config.tracing.headers, &error);
        if (valid && status != PS_OK)
            fail_msg("%s: %s", entry->d_name, error.message);
        if (!valid && status == PS_OK)
            fail_msg("%s was accepted", entry->d_name);
        ps_redis_url_close(&url);
        ps_tracing_endpoint_close(&endpoint);
        ps_config_close(&config);
        count++;
    }
    closedir(directory);
    return count;
}

static void takes_what_the_schema_takes(void **state)
{
    (void)state;
    assert_true(check_folder("schemas/examples/config/valid", true) > 5);
}

static void refuses_what_the_schema_refuses(void **state)
{
    (void)state;
    assert_true(check_folder("schemas/examples/config/invalid", false) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_the_schema_takes),
        cmocka_unit_test(refuses_what_the_schema_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
