/* The collector over libcurl: one connection, kept open. */
#include "worker/tracing/sender.h"

#include <curl/curl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/clock.h"

#define CONNECT_MS     5000L
#define TIMEOUT_MS     10000L
#define BODY_BYTES_MAX ((size_t)64 * 1024)

struct ps_tracing_sender {
    CURL *curl;
    struct curl_slist *headers;
    atomic_int_fast64_t end_by_ms; /* 0: whenever */
};

/* What is longer than an answer has any reason to be is read and forgotten. */
static size_t on_body(char *data, size_t one, size_t size, void *context)
{
    struct ps_buffer *body = context;
    size_t room = body->size < BODY_BYTES_MAX ? BODY_BYTES_MAX - body->size : 0;
    if (ps_buffer_append(body, data, size < room ? size : room) != PS_OK)
        return 0;
    return one * size;
}

static int on_progress(void *context, curl_off_t to_get, curl_off_t got, curl_off_t to_send,
                       curl_off_t sent)
{
    struct ps_tracing_sender *sender = context;
    int64_t end_by_ms = atomic_load(&sender->end_by_ms);
    (void)to_get;
    (void)got;
    (void)to_send;
    (void)sent;
    return end_by_ms > 0 && ps_clock_monotonic_ms() > end_by_ms;
}

static bool add_header(struct ps_tracing_sender *sender, const char *line)
{
    struct curl_slist *longer = curl_slist_append(sender->headers, line);
    if (longer)
        sender->headers = longer;
    return longer != NULL;
}

static bool add_headers(struct ps_tracing_sender *sender,
                        const struct ps_tracing_endpoint *endpoint)
{
    /* A collector that knows no Expect would keep each request waiting. */
    bool added =
        add_header(sender, "Content-Type: application/json") && add_header(sender, "Expect:");
    for (size_t i = 0; added && i < endpoint->num_headers; i++)
        added = add_header(sender, endpoint->headers[i]);
    return added;
}

static CURLcode only_http(CURL *curl)
{
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl_easy_setopt(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/* The first of the codes that isn't CURLE_OK. */
static CURLcode first_failure(const CURLcode *codes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (codes[i] != CURLE_OK)
            return codes[i];
    }
    return CURLE_OK;
}

static CURLcode set_up(struct ps_tracing_sender *sender, const char *url)
{
    CURL *curl = sender->curl;
    const CURLcode codes[] = {
        curl_easy_setopt(curl, CURLOPT_URL, url),
        only_http(curl),
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, sender->headers),
        curl_easy_setopt(curl, CURLOPT_USERAGENT, "penstock-worker/" PS_VERSION),
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L), /* this program's signals are its own */
        curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS),
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, TIMEOUT_MS),
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body),
        curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress),
        curl_easy_setopt(curl, CURLOPT_XFERINFODATA, sender),
        curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L),
    };
    return first_failure(codes, sizeof codes / sizeof *codes);
}

enum ps_status ps_tracing_sender_create(struct ps_tracing_sender **sender,
                                        const struct ps_tracing_endpoint *endpoint,
                                        struct ps_error *error)
{
    CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (code != CURLE_OK)
        return ps_error_set(error, PS_INTERNAL, "libcurl cannot be started: %s",
                            curl_easy_strerror(code));
    PS_DEFER(ps_tracing_sender_destroyp)
    struct ps_tracing_sender *made = calloc(1, sizeof *made);
    if (!made) {
        curl_global_cleanup();
        return ps_error_no_memory(error, "tracing");
    }
    made->curl = curl_easy_init();
    if (!made->curl || !add_headers(made, endpoint))
        return ps_error_no_memory(error, "tracing");
    code = set_up(made, endpoint->url);
    if (code != CURLE_OK)
        return ps_error_set_param(error, PS_INVALID, "tracing.endpoint",
                                  "tracing.endpoint: libcurl refuses it: %s",
                                  curl_easy_strerror(code));
    *sender = ps_take(made);
    return PS_OK;
}

void ps_tracing_sender_destroy(struct ps_tracing_sender *sender)
{
    if (!sender)
        return;
    curl_easy_cleanup(sender->curl);
    curl_slist_free_all(sender->headers);
    free(sender);
    curl_global_cleanup();
}

void ps_tracing_sender_end_by(struct ps_tracing_sender *sender, int64_t deadline_ms)
{
    atomic_store(&sender->end_by_ms, deadline_ms);
}

/* Seconds or a date, as the collector liked it. */
static int64_t retry_after_ms(CURL *curl)
{
    curl_off_t seconds = 0;
    if (curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &seconds) != CURLE_OK || seconds <= 0)
        return 0;
    return seconds < INT64_MAX / 1000 ? (int64_t)seconds * 1000 : INT64_MAX;
}

void ps_tracing_sender_post(struct ps_tracing_sender *sender, const struct ps_buffer *json,
                            struct ps_tracing_answer *answer)
{
    CURL *curl = sender->curl;
    answer->status = 0;
    answer->retry_after_ms = 0;
    answer->problem[0] = '\0';
    ps_buffer_clear(&answer->body);
    const CURLcode codes[] = {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)json->size),
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, json->data),
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer->body),
    };
    CURLcode code = first_failure(codes, sizeof codes / sizeof *codes);
    if (code == CURLE_OK)
        code = curl_easy_perform(curl);
    if (code == CURLE_OK)
        code = curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer->status);
    if (code == CURLE_OK)
        answer->retry_after_ms = retry_after_ms(curl);
    else
        (void)snprintf(answer->problem, sizeof answer->problem, "%s", curl_easy_strerror(code));
}
