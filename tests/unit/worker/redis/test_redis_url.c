/* redis.url: every form, and what is wrong with others, without repeating a password. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "worker/redis/keys.h"
#include "worker/redis/url.h"

static void network_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *host;
        int port;
        const char *user;
        const char *password;
        int database;
    } rows[] = {
        {"redis://localhost:6379/0", "localhost", 6379, NULL, NULL, 0},
        {"redis://cache", "cache", 6379, NULL, NULL, 0},
        {"redis://cache/", "cache", 6379, NULL, NULL, 0},
        {"redis://10.0.0.1:1/15", "10.0.0.1", 1, NULL, NULL, 15},
        {"redis://[::1]:6380/2", "::1", 6380, NULL, NULL, 2},
        {"redis://me:secret@h:9", "h", 9, "me", "secret", 0},
        {"redis://:secret@h", "h", 6379, NULL, "secret", 0},
        {"redis://me:a%40b%3a%2F@h", "h", 6379, "me", "a@b:/", 0},
        {"redis://me:a@b@h", "h", 6379, "me", "a@b", 0},
        {"redis://me:@h", "h", 6379, "me", "", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ps_redis_url url;
        struct ps_error error = {0};
        assert_int_equal(ps_redis_url_parse(&url, rows[i].text, &error), PS_OK);
        assert_false(url.none);
        assert_null(url.path);
        assert_string_equal(url.host, rows[i].host);
        assert_int_equal(url.port, rows[i].port);
        assert_int_equal(url.database, rows[i].database);
        assert_int_equal(url.user != NULL, rows[i].user != NULL);
        assert_int_equal(url.password != NULL, rows[i].password != NULL);
        if (url.user)
            assert_string_equal(url.user, rows[i].user);
        if (url.password)
            assert_string_equal(url.password, rows[i].password);
        ps_redis_url_close(&url);
    }
}

static void sockets_and_none(void **state)
{
    (void)state;
    struct ps_redis_url url;
    struct ps_error error = {0};
    assert_int_equal(ps_redis_url_parse(&url, "unix:///run/redis.sock", &error), PS_OK);
    assert_string_equal(url.path, "/run/redis.sock");
    ps_redis_url_close(&url);
    assert_int_equal(ps_redis_url_parse(&url, "unix:///run/r.sock?db=3", &error), PS_OK);
    assert_string_equal(url.path, "/run/r.sock");
    assert_int_equal(url.database, 3);
    ps_redis_url_close(&url);
    assert_int_equal(ps_redis_url_parse(&url, "", &error), PS_OK);
    assert_true(url.none);
    ps_redis_url_close(&url);
}

static void wrong_ones(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "localhost:6379",
        "http://localhost",
        "redis://",
        "redis://:6379",
        "redis://h:0",
        "redis://h:65536",
        "redis://h:x",
        "redis://h:/1",
        "redis://h:1/x",
        "redis://h:1/-1",
        "redis://h:1/99999999999",
        "redis://hunter2@h",
        "redis://u:hunter2%4@h",
        "redis://u:hunter2%zz@h",
        "redis://u:hunter2%00@h",
        "redis://u:hunter2@",
        "redis://u:hunter2@h:x",
        "unix://relative",
        "unix:///",
        "unix:///a?x=1",
        "redis://h?db=1",
        "redis://[::1",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct ps_redis_url url;
        struct ps_error error = {0};
        if (ps_redis_url_parse(&url, texts[i], &error) != PS_INVALID)
            fail_msg("%s was accepted", texts[i]);
        assert_non_null(strstr(error.message, "redis.url"));
        assert_null(strstr(error.message, "hunter2"));
    }
    struct ps_redis_url url;
    struct ps_error error = {0};
    assert_int_equal(ps_redis_url_parse(&url, "rediss://h", &error), PS_UNSUPPORTED);
}

static void key_names(void **state)
{
    (void)state;
    struct ps_buffer key = {0};
    const struct ps_redis_owner plain = {"penstock", "", ""};
    const struct ps_redis_owner tenant = {"p", "acme", "may-17"};
    assert_int_equal(ps_redis_job_key(&key, &plain, "result", "order-17"), PS_OK);
    assert_string_equal(key.data, "penstock:default:result:order-17");
    ps_buffer_clear(&key);
    assert_int_equal(ps_redis_job_key(&key, &tenant, "status", "a:b"), PS_OK);
    assert_string_equal(key.data, "p:acme:batch-status:may-17:a:b");
    ps_buffer_clear(&key);
    assert_int_equal(ps_redis_cache_key(&key, &tenant, "ff00"), PS_OK);
    assert_string_equal(key.data, "p:acme:cache:ff00");
    ps_buffer_clear(&key);
    assert_int_equal(ps_redis_done_channel(&key, &plain), PS_OK);
    assert_string_equal(key.data, "penstock:default:done");
    ps_buffer_close(&key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(network_addresses),
        cmocka_unit_test(sockets_and_none),
        cmocka_unit_test(wrong_ones),
        cmocka_unit_test(key_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
