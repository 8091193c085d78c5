/* What progress looks like: rates, durations and the line that shows them. */
#include "tools/progress_line.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/status.h"

#define BAR_WIDTH_MIN 10
#define BAR_WIDTH_MAX 30
#define LEFT_S_MAX    (100.0 * 86400.0)

void ps_rate_add(struct ps_rate *rate, int64_t time_ms, const struct ps_progress_counts *counts)
{
    const int64_t apart_ms = PS_RATE_WINDOW_MS / (PS_RATE_SAMPLES - 2);
    size_t last = (rate->first + rate->count - 1) % PS_RATE_SAMPLES;
    size_t before = (rate->first + rate->count - 2) % PS_RATE_SAMPLES;
    bool replaces = rate->count >= 2 && time_ms - rate->samples[before].time_ms < apart_ms;
    if (!replaces) {
        if (rate->count == PS_RATE_SAMPLES) {
            rate->first = (rate->first + 1) % PS_RATE_SAMPLES;
            rate->count--;
        }
        last = (rate->first + rate->count) % PS_RATE_SAMPLES;
        rate->count++;
    }
    rate->samples[last].time_ms = time_ms;
    rate->samples[last].done = counts->done;
    rate->samples[last].tokens = counts->tokens;
    while (rate->count > 2 &&
           time_ms - rate->samples[(rate->first + 1) % PS_RATE_SAMPLES].time_ms >=
               PS_RATE_WINDOW_MS) {
        rate->first = (rate->first + 1) % PS_RATE_SAMPLES;
        rate->count--;
    }
}

/* Seconds between the oldest and the newest sample; 0 where a rate would mean nothing. */
static double span_s(const struct ps_rate *rate, size_t *last)
{
    if (rate->count < 2)
        return 0;
    *last = (rate->first + rate->count - 1) % PS_RATE_SAMPLES;
    return (double)(rate->samples[*last].time_ms - rate->samples[rate->first].time_ms) / 1000.0;
}

double ps_rate_done_per_s(const struct ps_rate *rate)
{
    size_t last = 0;
    double seconds = span_s(rate, &last);
    if (seconds <= 0)
        return 0;
    return (double)(rate->samples[last].done - rate->samples[rate->first].done) / seconds;
}

double ps_rate_tokens_per_s(const struct ps_rate *rate)
{
    size_t last = 0;
    double seconds = span_s(rate, &last);
    if (seconds <= 0)
        return 0;
    return (double)(rate->samples[last].tokens - rate->samples[rate->first].tokens) / seconds;
}

void ps_progress_number(char out[PS_NUMBER_SIZE], double number)
{
    static const char *const suffixes[] = {"", "k", "M", "G"};
    size_t power = 0;
    while (power < 3 && number >= 999.5) {
        number /= 1000;
        power++;
    }
    bool fraction = number < 9.95 && (power > 0 || (number > 0 && number != (double)(int)number));
    snprintf(out, PS_NUMBER_SIZE, "%.*f%s", fraction ? 1 : 0, number, suffixes[power]);
}

void ps_format_duration(char out[PS_DURATION_SIZE], double seconds)
{
    if (!(seconds >= 0) || seconds > LEFT_S_MAX) {
        snprintf(out, PS_DURATION_SIZE, "-");
        return;
    }
    unsigned whole = (unsigned)(seconds + 0.5);
    if (seconds < 9.95)
        snprintf(out, PS_DURATION_SIZE, "%.1fs", seconds);
    else if (whole < 60)
        snprintf(out, PS_DURATION_SIZE, "%us", whole);
    else if (whole < 3600)
        snprintf(out, PS_DURATION_SIZE, "%um%02us", whole / 60, whole % 60);
    else if (whole < 86400)
        snprintf(out, PS_DURATION_SIZE, "%uh%02um", whole / 3600, whole / 60 % 60);
    else
        snprintf(out, PS_DURATION_SIZE, "%ud%02uh", whole / 86400, whole / 3600 % 24);
}

/* Seconds until done reaches total at the present rate; negative where that can't be said. */
static double seconds_left(const struct ps_progress_view *view)
{
    if (view->counts.total <= view->counts.done)
        return view->counts.total == 0 ? -1 : 0;
    if (view->done_per_s <= 0)
        return -1;
    return (double)(view->counts.total - view->counts.done) / view->done_per_s;
}

/* A line under construction. columns counts what is seen; colours take none. */
struct line {
    char *out;
    size_t size;
    size_t columns;
    size_t columns_max;
    bool colour;
};

static void append(struct line *line, const char *text, size_t columns)
{
    size_t length = strlen(text);
    if (line->size + length >= PS_PROGRESS_LINE_MAX)
        return;
    memcpy(line->out + line->size, text, length + 1);
    line->size += length;
    line->columns += columns;
}

static void append_colour(struct line *line, const char *code)
{
    if (line->colour)
        append(line, code, 0);
}

/* Adds a piece, two spaces before it, if all of it fits. */
static void append_piece(struct line *line, const char *colour, const char *format, ...)
    PS_PRINTF(3, 4);

static void append_piece(struct line *line, const char *colour, const char *format, ...)
{
    char piece[128];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(piece, sizeof piece, format, arguments);
    va_end(arguments);
    size_t gap = line->columns > 0 ? 2 : 0;
    if (length < 0 || (size_t)length >= sizeof piece ||
        line->columns + gap + (size_t)length > line->columns_max)
        return;
    append(line, gap ? "  " : "", gap);
    append_colour(line, colour);
    append(line, piece, (size_t)length);
    if (colour[0])
        append_colour(line, "\033[0m");
}

static double share(const struct ps_progress_counts *counts)
{
    double done = (double)counts->done / (double)counts->total;
    return done > 1 ? 1 : done;
}

static void append_bar(struct line *line, const struct ps_progress_counts *counts, size_t width)
{
    size_t filled = (size_t)(share(counts) * (double)width);
    append(line, "  [", 3);
    append_colour(line, "\033[32m");
    for (size_t i = 0; i < width; i++) {
        if (i == filled)
            append_colour(line, "\033[0m");
        append(line, i < filled ? "=" : i == filled ? ">" : " ", 1);
    }
    append_colour(line, "\033[0m");
    append(line, "]", 1);
}

static void append_numbers(struct line *line, const struct ps_progress_view *view)
{
    char done[PS_NUMBER_SIZE], total[PS_NUMBER_SIZE], rate[PS_NUMBER_SIZE];
    char tokens[PS_NUMBER_SIZE], failed[PS_NUMBER_SIZE], time[PS_DURATION_SIZE];
    ps_progress_number(done, (double)view->counts.done);
    ps_progress_number(total, (double)view->counts.total);
    ps_progress_number(rate, view->done_per_s);
    ps_progress_number(tokens, view->tokens_per_s);
    ps_progress_number(failed, (double)view->counts.failed);
    ps_format_duration(time, view->finished ? view->elapsed_s : seconds_left(view));
    if (view->counts.total > 0)
        append_piece(line, "", "%s/%s %s", done, total, view->unit);
    else
        append_piece(line, "", "%s %s", done, view->unit);
    if (view->counts.failed > 0)
        append_piece(line, "\033[31m", "%s failed", failed);
    if (view->finished)
        append_piece(line, "", "in %s", time);
    else if (seconds_left(view) >= 0)
        append_piece(line, "", "%s left", time);
    append_piece(line, "\033[2m", "%s %s/s", rate, view->unit);
    if (view->counts.tokens > 0)
        append_piece(line, "\033[2m", "%s tokens/s", tokens);
}

size_t ps_progress_line(char out[PS_PROGRESS_LINE_MAX], const struct ps_progress_view *view,
                        size_t columns, bool colour)
{
    char numbers_text[PS_PROGRESS_LINE_MAX] = "";
    struct line numbers = {.out = numbers_text, .columns_max = columns};
    append_numbers(&numbers, view);
    out[0] = '\0';
    struct line line = {.out = out, .columns_max = columns, .colour = colour};
    append_piece(&line, "\033[1m", "%s", view->label);
    /* label, "  100%", "  [", bar, "]", "  ", numbers */
    size_t fixed = strlen(view->label) + 6 + 4 + 2 + numbers.columns;
    if (view->counts.total > 0 && columns >= fixed + BAR_WIDTH_MIN) {
        size_t width = columns - fixed;
        append_piece(&line, "", "%3d%%", (int)(share(&view->counts) * 100)); /* 99.9 is 99 */
        append_bar(&line, &view->counts, width < BAR_WIDTH_MAX ? width : BAR_WIDTH_MAX);
    }
    append_numbers(&line, view);
    return line.size;
}

size_t ps_progress_json(char out[PS_PROGRESS_LINE_MAX], const struct ps_progress_view *view)
{
    char total[32] = "null", left[32] = "null";
    double left_s = view->finished ? 0 : seconds_left(view);
    if (view->counts.total > 0)
        snprintf(total, sizeof total, "%llu", (unsigned long long)view->counts.total);
    if (left_s >= 0 && left_s < LEFT_S_MAX)
        snprintf(left, sizeof left, "%.1f", left_s);
    int length = snprintf(
        out, PS_PROGRESS_LINE_MAX,
        "{\"progress\": \"%s\", \"done\": %llu, \"total\": %s, \"failed\": %llu, \"tokens\": %llu, "
        "\"%s_per_s\": %.1f, \"tokens_per_s\": %.1f, \"elapsed_s\": %.1f, \"left_s\": %s, "
        "\"finished\": %s}",
        view->label, (unsigned long long)view->counts.done, total,
        (unsigned long long)view->counts.failed, (unsigned long long)view->counts.tokens,
        view->unit, view->done_per_s, view->tokens_per_s, view->elapsed_s, left,
        view->finished ? "true" : "false");
    return length < 0 ? 0 : (size_t)length;
}
