/* The circuit and its threads, before a server of a few lines: what is given while it is away or
 * silent is stored once it answers, in order, and nobody waits for it longer than the timeout. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <hiredis/hiredis.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "shared/base/clock.h"
#include "worker/redis/redis.h"

#define TIMEOUT_MS  1000
#define DEADLINE_MS 20000
#define CLIENTS_MAX 64

struct server {
    int listener;
    int port;
    atomic_bool is_silent;
    atomic_size_t num_stored; /* SETs */
    atomic_bool in_order;     /* of their keys, k0, k1, ... */
    pthread_t thread;
    pthread_t clients[CLIENTS_MAX]; /* [num_clients], the accepting thread's */
    size_t num_clients;
};

struct client {
    struct server *server;
    int socket;
};

static void send_text(int connection, const char *text)
{
    (void)send(connection, text, strlen(text), MSG_NOSIGNAL);
}

static void answer(struct server *server, int connection, const redisReply *command)
{
    const char *name = command->element[0]->str;
    if (strcmp(name, "SET") == 0) {
        char expected[32];
        (void)snprintf(expected, sizeof expected, "k%zu", atomic_load(&server->num_stored));
        if (strcmp(command->element[1]->str, expected) != 0)
            atomic_store(&server->in_order, false);
        atomic_fetch_add(&server->num_stored, 1);
    }
    if (strcmp(name, "INFO") == 0)
        send_text(connection, "$20\r\nredis_version:7.0.15\r\n");
    else if (strcmp(name, "MGET") == 0)
        send_text(connection, "*1\r\n$5\r\nvalue\r\n");
    else
        send_text(connection, "+OK\r\n");
}

static void *serve(void *context)
{
    struct client client = *(struct client *)context;
    redisReader *reader = redisReaderCreate();
    char bytes[4096];
    ssize_t size;
    free(context);
    while ((size = recv(client.socket, bytes, sizeof bytes, 0)) > 0) {
        void *command;
        if (atomic_load(&client.server->is_silent))
            continue;
        redisReaderFeed(reader, bytes, (size_t)size);
        while (redisReaderGetReply(reader, &command) == REDIS_OK && command) {
            answer(client.server, client.socket, command);
            freeReplyObject(command);
        }
    }
    redisReaderFree(reader);
    close(client.socket);
    return NULL;
}

static void *accept_clients(void *context)
{
    struct server *server = context;
    int connection;
    while (server->num_clients < CLIENTS_MAX &&
           (connection = accept(server->listener, NULL, NULL)) >= 0) {
        struct client *client = malloc(sizeof *client);
        *client = (struct client){server, connection};
        pthread_create(&server->clients[server->num_clients++], NULL, serve, client);
    }
    return NULL;
}

/* Binds; nothing is accepted before start. */
static void bind_server(struct server *server)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    *server = (struct server){.listener = socket(AF_INET, SOCK_STREAM, 0)};
    atomic_store(&server->in_order, true);
    assert_int_equal(bind(server->listener, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(getsockname(server->listener, (struct sockaddr *)&address, &size), 0);
    server->port = ntohs(address.sin_port);
}

static void start_server(struct server *server)
{
    assert_int_equal(listen(server->listener, 16), 0);
    assert_int_equal(pthread_create(&server->thread, NULL, accept_clients, server), 0);
}

/* After the last client is gone. */
static void stop_server(struct server *server)
{
    shutdown(server->listener, SHUT_RDWR);
    pthread_join(server->thread, NULL);
    for (size_t i = 0; i < server->num_clients; i++)
        pthread_join(server->clients[i], NULL);
    close(server->listener);
}

static struct ps_redis *connect_to(const struct server *server)
{
    char url[64];
    struct ps_error error = {0};
    struct ps_redis *redis = NULL;
    (void)snprintf(url, sizeof url, "redis://127.0.0.1:%d/0", server->port);
    const struct ps_redis_config config = {
        .url = url, .timeout_ms = TIMEOUT_MS, .backlog_bytes_max = 1 << 20};
    assert_int_equal(ps_redis_create(&redis, &config, &error), PS_OK);
    return redis;
}

static int64_t put(struct ps_redis *redis, size_t first, size_t count)
{
    int64_t began_ms = ps_clock_monotonic_ms();
    for (size_t i = first; i < first + count; i++) {
        char key[32];
        (void)snprintf(key, sizeof key, "k%zu", i);
        assert_int_equal(ps_redis_put(redis, key, "value", 5, 60000), PS_OK);
    }
    ps_redis_flush(redis);
    return ps_clock_monotonic_ms() - began_ms;
}

static void wait_until_stored(struct ps_redis *redis)
{
    struct ps_redis_counts counts;
    int64_t deadline_ms = ps_clock_monotonic_ms() + DEADLINE_MS;
    do {
        assert_true(ps_clock_monotonic_ms() < deadline_ms);
        ps_clock_sleep_ms(10);
        ps_redis_counts(redis, &counts);
    } while (counts.is_open || counts.waiting > 0);
}

static void what_is_given_while_it_is_away_is_stored_later(void **state)
{
    (void)state;
    struct server server;
    struct ps_redis_counts counts;
    struct ps_error error = {0};
    bind_server(&server);
    struct ps_redis *redis = connect_to(&server);
    assert_int_equal(ps_redis_check(redis, &error), PS_UNAVAILABLE);
    assert_false(ps_redis_is_usable(redis));
    (void)put(redis, 0, 50);
    (void)put(redis, 50, 50);
    ps_redis_counts(redis, &counts);
    assert_true(counts.is_open);
    assert_true(counts.waiting > 0);
    assert_int_equal(counts.outages, 1);
    start_server(&server);
    wait_until_stored(redis);
    (void)put(redis, 100, 10);
    assert_int_equal(atomic_load(&server.num_stored), 110);
    assert_true(atomic_load(&server.in_order));
    ps_redis_counts(redis, &counts);
    assert_int_equal(counts.dropped, 0);
    ps_redis_destroy(redis);
    stop_server(&server);
}

static void nobody_waits_longer_than_the_timeout(void **state)
{
    (void)state;
    struct server server;
    const char *key = "key";
    struct ps_redis_value value;
    struct ps_redis_query query = {.keys = &key, .num_keys = 1, .values = &value};
    bind_server(&server);
    start_server(&server);
    struct ps_redis *redis = connect_to(&server);
    assert_in_range(put(redis, 0, 5), 0, TIMEOUT_MS);
    ps_redis_lookup(redis, PS_REDIS_ADMISSION, &query);
    assert_string_equal(value.data, "value");
    free(value.data);
    atomic_store(&server.is_silent, true);
    assert_true(put(redis, 5, 5) >= TIMEOUT_MS - 50);
    assert_in_range(put(redis, 10, 5), 0, TIMEOUT_MS / 2); /* the circuit is open */
    ps_redis_lookup(redis, PS_REDIS_ADMISSION, &query);
    assert_null(value.data);
    atomic_store(&server.is_silent, false);
    wait_until_stored(redis);
    assert_int_equal(atomic_load(&server.num_stored), 15);
    assert_true(atomic_load(&server.in_order));
    ps_redis_destroy(redis);
    stop_server(&server);
}

static void it_can_end_while_redis_is_away(void **state)
{
    (void)state;
    struct server server;
    bind_server(&server);
    struct ps_redis *redis = connect_to(&server);
    (void)put(redis, 0, 5);
    ps_redis_destroy(redis);
    close(server.listener);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_while_it_is_away_is_stored_later),
        cmocka_unit_test(nobody_waits_longer_than_the_timeout),
        cmocka_unit_test(it_can_end_while_redis_is_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
