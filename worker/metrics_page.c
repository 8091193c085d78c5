/* The page, from top to bottom. */
#include "worker/metrics_page.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>

#include "shared/kernel/table.h"
#include "worker/metrics_internal.h"

#define LAGS_SHOWN 32 /* partitions in the table; the rest are in the sum */

static const char head[] =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"refresh\" content=\"5\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>Penstock worker</title>\n<style>\n"
    ":root{color-scheme:light dark}\n"
    "body{font:15px/1.45 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}\n"
    "h1{font-size:1.35rem;margin:0}h2{font-size:1rem;margin:1.8rem 0 .4rem}\n"
    "p{margin:.2rem 0}.dim{opacity:.65}\n"
    ".ok,.bad{font-weight:600}.ok{color:#1a7f37}.bad{color:#cf222e}\n"
    "@media(prefers-color-scheme:dark){.ok{color:#3fb950}.bad{color:#ff7b72}}\n"
    "dl{display:flex;flex-wrap:wrap;gap:.6rem;margin:1.2rem 0 0}\n"
    "dl div{border:1px solid #8885;border-radius:6px;padding:.5rem .8rem;min-width:7.5rem}\n"
    "dt{font-size:.8rem;opacity:.65}dd{margin:0;font-size:1.25rem;font-variant-numeric:"
    "tabular-nums}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "th,td{text-align:right;padding:.25rem .6rem;border-bottom:1px solid #8883;"
    "font-variant-numeric:tabular-nums}\n"
    "th{font-weight:500;opacity:.65}th:first-child,td:first-child{text-align:left}\n"
    "</style></head><body>\n";

static unsigned long long load(const atomic_uint_fast64_t *number)
{
    return (unsigned long long)atomic_load(number);
}

static enum ps_status escaped(struct ps_buffer *out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&':
            PS_TRY(ps_buffer_append_string(out, "&amp;"));
            break;
        case '<':
            PS_TRY(ps_buffer_append_string(out, "&lt;"));
            break;
        case '>':
            PS_TRY(ps_buffer_append_string(out, "&gt;"));
            break;
        case '"':
            PS_TRY(ps_buffer_append_string(out, "&quot;"));
            break;
        default:
            PS_TRY(ps_buffer_append_byte(out, *text));
        }
    }
    return PS_OK;
}

/* before, text for people, after */
static enum ps_status around(struct ps_buffer *out, const char *before, const char *text,
                             const char *after)
{
    PS_TRY(ps_buffer_append_string(out, before));
    PS_TRY(escaped(out, text));
    return ps_buffer_append_string(out, after);
}

static enum ps_status duration(struct ps_buffer *out, double seconds)
{
    static const struct {
        double seconds;
        const char *unit;
    } units[] = {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}};
    size_t i = 0;
    while (i + 1 < sizeof units / sizeof *units && seconds < 2 * units[i].seconds)
        i++;
    return ps_buffer_printf(out, "%.0f %s", seconds / units[i].seconds, units[i].unit);
}

static enum ps_status render_state(const struct ps_metrics_page *page, struct ps_buffer *out)
{
    if (page->not_ready)
        PS_TRY(around(out, "<p class=\"bad\">not ready: ", page->not_ready, "</p>\n"));
    else
        PS_TRY(ps_buffer_append_string(out, "<p class=\"ok\">ready</p>\n"));
    if (page->stuck)
        PS_TRY(around(out, "<p class=\"bad\">a thread doesn't move: ", page->stuck, "</p>\n"));
    return PS_OK;
}

static enum ps_status render_title(const struct ps_metrics_view *view,
                                   const struct ps_metrics_page *page, struct ps_buffer *out)
{
    PS_TRY(around(out, "<h1>Penstock worker ", page->worker, "</h1>\n"));
    PS_TRY(around(out, "<p class=\"dim\">version ", PS_VERSION, ", kernels "));
    PS_TRY(around(out, "", ps_kernels()->linear_name, " ("));
    PS_TRY(around(out, "", ps_kernels()->isa, "), up "));
    PS_TRY(duration(out, page->uptime_s));
    PS_TRY(around(out, "; group ", view->group ? view->group : "", " at "));
    PS_TRY(around(out, "", page->servers ? page->servers : "", "</p>\n"));
    return render_state(page, out);
}

static enum ps_status figure(struct ps_buffer *out, const char *name, const char *format, ...)
    PS_PRINTF(3, 4);

static enum ps_status figure(struct ps_buffer *out, const char *name, const char *format, ...)
{
    char text[64];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return ps_buffer_printf(out, "<div><dt>%s</dt><dd>%s</dd></div>\n", name, text);
}

static enum ps_status quantity(struct ps_buffer *out, const char *name, double value)
{
    return value < 100 ? figure(out, name, "%.2f", value) : figure(out, name, "%.0f", value);
}

static unsigned long long num_outcome(const struct ps_metrics *metrics, size_t outcome)
{
    unsigned long long count = 0;
    size_t num_places = (metrics->num_urls + 1) * (metrics->num_models + 1);
    for (size_t i = 0; i < num_places; i++)
        count += load(&metrics->jobs[i * PS_NUM_OUTCOMES + outcome]);
    return count;
}

static unsigned long long num_dead_letters(const struct ps_metrics *metrics)
{
    unsigned long long count = 0;
    for (size_t i = 0; i < PS_NUM_DEAD_LETTER_CODES; i++)
        count += load(&metrics->dead_letters[i]);
    return count;
}

static long long lag_of(const struct ps_metrics_view *view)
{
    long long records = 0;
    for (size_t i = 0; i < view->num_lags; i++)
        records += (long long)view->lags[i].records;
    return records;
}

static const char *redis_state(const struct ps_metrics *metrics)
{
    if (load(&metrics->gauges[PS_GAUGE_REDIS_CONFIGURED]) == 0)
        return "none";
    return load(&metrics->gauges[PS_GAUGE_REDIS_UP]) ? "in use" : "gone";
}

static enum ps_status render_figures(const struct ps_metrics *metrics,
                                     const struct ps_metrics_view *view,
                                     const struct ps_metrics_page *page, struct ps_buffer *out)
{
    long long records = lag_of(view);
    PS_TRY(ps_buffer_append_string(out, "<dl>\n"));
    PS_TRY(quantity(out, "jobs per second", page->jobs_per_s));
    PS_TRY(quantity(out, "tokens per second", page->tokens_per_s));
    PS_TRY(figure(out, "in flight", "%llu%s", load(&metrics->gauges[PS_GAUGE_IN_FLIGHT_RECORDS]),
                  load(&metrics->gauges[PS_GAUGE_PAUSED]) ? ", paused" : ""));
    PS_TRY(figure(out, "lag, records", "%lld", records));
    if (view->job_core_seconds > 0)
        PS_TRY(quantity(out, "lag, core-seconds", (double)records * view->job_core_seconds));
    PS_TRY(figure(out, "Redis", "%s", redis_state(metrics)));
    return ps_buffer_append_string(out, "</dl>\n");
}

static enum ps_status render_answered(const struct ps_metrics *metrics, struct ps_buffer *out)
{
    PS_TRY(ps_buffer_append_string(out, "<h2>Jobs answered since the start</h2>\n<table><tr>"));
    for (size_t i = 0; i < PS_NUM_OUTCOMES; i++)
        PS_TRY(around(out, "<th>", ps_outcome_names[i], "</th>"));
    PS_TRY(ps_buffer_append_string(out, "<th>from the cache</th><th>dead letters</th></tr>\n<tr>"));
    for (size_t i = 0; i < PS_NUM_OUTCOMES; i++)
        PS_TRY(ps_buffer_printf(out, "<td>%llu</td>", num_outcome(metrics, i)));
    return ps_buffer_printf(out, "<td>%llu</td><td>%llu</td></tr></table>\n",
                            load(&metrics->counters[PS_COUNTER_CACHE_HITS]),
                            num_dead_letters(metrics));
}

static enum ps_status render_models(const struct ps_metrics *metrics, struct ps_buffer *out)
{
    PS_TRY(ps_buffer_append_string(
        out, "<h2>Models</h2>\n<table><tr><th>name</th><th>sequences running</th><th>waiting</th>"
             "<th>pages used</th><th>of</th><th>prompt tokens</th><th>generated</th>"
             "<th>set back</th></tr>\n"));
    for (size_t i = 0; i < metrics->num_models; i++) {
        const struct ps_engine_values *engine = &metrics->engines[i];
        const atomic_uint_fast64_t *numbers[] = {&engine->num_running,   &engine->num_waiting,
                                                 &engine->pages_used,    &engine->pages_total,
                                                 &engine->prompt_tokens, &engine->generated_tokens,
                                                 &engine->setbacks};
        PS_TRY(around(out, "<tr><td>", metrics->models[i], "</td>"));
        for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++)
            PS_TRY(ps_buffer_printf(out, "<td>%llu</td>", load(numbers[j])));
        PS_TRY(ps_buffer_append_string(out, "</tr>\n"));
    }
    return ps_buffer_append_string(out, "</table>\n");
}

static enum ps_status render_partitions(const struct ps_metrics_view *view, struct ps_buffer *out)
{
    size_t shown = view->num_lags < LAGS_SHOWN ? view->num_lags : LAGS_SHOWN;
    PS_TRY(ps_buffer_printf(out, "<h2>Partitions held: %zu</h2>\n", view->num_lags));
    if (shown == 0)
        return PS_OK;
    PS_TRY(ps_buffer_append_string(
        out, "<table><tr><th>topic</th><th>partition</th><th>records to answer</th></tr>\n"));
    for (size_t i = 0; i < shown; i++) {
        const struct ps_lag *lag = &view->lags[i];
        PS_TRY(around(out, "<tr><td>", lag->topic, "</td>"));
        PS_TRY(ps_buffer_printf(out, "<td>%d</td><td>%lld</td></tr>\n", (int)lag->partition,
                                (long long)lag->records));
    }
    PS_TRY(ps_buffer_append_string(out, "</table>\n"));
    if (shown < view->num_lags)
        PS_TRY(
            ps_buffer_printf(out, "<p class=\"dim\">and %zu more</p>\n", view->num_lags - shown));
    return PS_OK;
}

enum ps_status ps_metrics_page_render(const struct ps_metrics *metrics,
                                      const struct ps_metrics_view *view,
                                      const struct ps_metrics_page *page, struct ps_buffer *out)
{
    PS_TRY(ps_buffer_append_string(out, head));
    PS_TRY(render_title(view, page, out));
    PS_TRY(render_figures(metrics, view, page, out));
    PS_TRY(render_models(metrics, out));
    PS_TRY(render_answered(metrics, out));
    PS_TRY(render_partitions(view, out));
    return ps_buffer_append_string(out, "<p><br><a href=\"/metrics\">/metrics</a> &middot; "
                                        "<a href=\"/health\">/health</a> &middot; "
                                        "<a href=\"/ready\">/ready</a></p>\n</body></html>\n");
}
