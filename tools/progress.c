/* Progress of long work, on a terminal or as JSON lines. */
#include "tools/progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "shared/base/clock.h"

#define TERMINAL_EVERY_MS 100
#define JSON_EVERY_MS     1000
#define COLUMNS_DEFAULT   80
#define ERASE_LINE        "\r\033[K"

enum ps_progress_mode ps_progress_mode_of(FILE *stream)
{
    const char *terminal = getenv("TERM");
    bool redraws = terminal && terminal[0] && strcmp(terminal, "dumb") != 0;
    return redraws && isatty(fileno(stream)) ? PS_PROGRESS_TERMINAL : PS_PROGRESS_JSON;
}

void ps_progress_start(struct ps_progress *progress, FILE *stream, enum ps_progress_mode mode,
                       const char *label, const char *unit)
{
    const char *no_color = getenv("NO_COLOR");
    *progress = (struct ps_progress){
        .stream = stream,
        .mode = mode,
        .label = label,
        .unit = unit,
        .started_ms = ps_clock_monotonic_ms(),
        .colour = mode == PS_PROGRESS_TERMINAL && !(no_color && no_color[0]),
    };
    ps_rate_add(&progress->rate, progress->started_ms, &(struct ps_progress_counts){0});
}

void ps_progress_begin_from(struct ps_progress *progress, const struct ps_progress_counts *counts)
{
    progress->before = *counts;
    progress->rate = (struct ps_rate){0};
    ps_rate_add(&progress->rate, ps_clock_monotonic_ms(), counts);
}

/* The last column stays free: a full line would wrap on some terminals. */
static size_t usable_columns(FILE *stream)
{
    struct winsize size = {0};
    if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return COLUMNS_DEFAULT - 1;
    return (size_t)size.ws_col - 1;
}

static void show(struct ps_progress *progress, const struct ps_progress_view *view)
{
    char text[PS_PROGRESS_LINE_MAX];
    if (progress->mode == PS_PROGRESS_JSON) {
        ps_progress_json(text, view);
        fprintf(progress->stream, "%s\n", text);
    } else {
        ps_progress_line(text, view, usable_columns(progress->stream), progress->colour);
        fprintf(progress->stream, ERASE_LINE "%s%s", text, view->finished ? "\n" : "");
        progress->drawn = !view->finished;
    }
    fflush(progress->stream);
}

void ps_progress_update(struct ps_progress *progress, const struct ps_progress_counts *counts)
{
    if (progress->mode == PS_PROGRESS_SILENT)
        return;
    int64_t now_ms = ps_clock_monotonic_ms();
    int64_t every_ms = progress->mode == PS_PROGRESS_JSON ? JSON_EVERY_MS : TERMINAL_EVERY_MS;
    int64_t since_ms = progress->shown_ms ? progress->shown_ms : progress->started_ms;
    if (now_ms - since_ms < every_ms)
        return;
    ps_rate_add(&progress->rate, now_ms, counts);
    progress->shown_ms = now_ms;
    struct ps_progress_view view = {
        .label = progress->label,
        .unit = progress->unit,
        .counts = *counts,
        .done_per_s = ps_rate_done_per_s(&progress->rate),
        .tokens_per_s = ps_rate_tokens_per_s(&progress->rate),
        .elapsed_s = (double)(now_ms - progress->started_ms) / 1000.0,
    };
    show(progress, &view);
}

void ps_progress_hide(struct ps_progress *progress)
{
    if (!progress->drawn)
        return;
    fputs(ERASE_LINE, progress->stream);
    fflush(progress->stream);
    progress->drawn = false;
}

void ps_progress_finish(struct ps_progress *progress, const struct ps_progress_counts *counts)
{
    if (progress->mode == PS_PROGRESS_SILENT)
        return;
    double elapsed_s = (double)(ps_clock_monotonic_ms() - progress->started_ms) / 1000.0;
    double divisor_s = elapsed_s > 0.001 ? elapsed_s : 0.001;
    struct ps_progress_view view = {
        .label = progress->label,
        .unit = progress->unit,
        .counts = *counts,
        .done_per_s = (double)(counts->done - progress->before.done) / divisor_s,
        .tokens_per_s = (double)(counts->tokens - progress->before.tokens) / divisor_s,
        .elapsed_s = elapsed_s,
        .finished = true,
    };
    show(progress, &view);
}
