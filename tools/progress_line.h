/* What progress looks like: rates over a moving window, time left, and the line that shows them.
 * Pure: no clock, no terminal; progress.h puts it on the screen. */
#ifndef PENSTOCK_TOOLS_PROGRESS_LINE_H
#define PENSTOCK_TOOLS_PROGRESS_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PS_RATE_SAMPLES      32    /* kept at most */
#define PS_RATE_WINDOW_MS    10000 /* samples older than this no longer count */
#define PS_NUMBER_SIZE       16    /* room for what ps_progress_number writes */
#define PS_DURATION_SIZE     16
#define PS_PROGRESS_LINE_MAX 512

/* How far something is; counts only grow. */
struct ps_progress_counts {
    uint64_t done;   /* of them failed have failed */
    uint64_t total;  /* 0: not known */
    uint64_t failed; /* 0 is not shown */
    uint64_t tokens; /* 0 is not shown */
};

/* The latest samples of a growing count. Zero-initialise. */
struct ps_rate {
    struct {
        int64_t time_ms;
        uint64_t done;
        uint64_t tokens;
    } samples[PS_RATE_SAMPLES];
    size_t first; /* index of the oldest */
    size_t count;
};

/* time_ms never goes back. Samples closer together than the window allows for replace each other,
 * so that any frequency of calls keeps a whole window. */
void ps_rate_add(struct ps_rate *rate, int64_t time_ms, const struct ps_progress_counts *counts);

/* Per second over the window; 0 while there is nothing to measure. */
double ps_rate_done_per_s(const struct ps_rate *rate);
double ps_rate_tokens_per_s(const struct ps_rate *rate);

/* "7", "950", "1.2k", "35k", "1.2M", "4.0G": at most 6 characters up to 999G. */
void ps_progress_number(char out[PS_NUMBER_SIZE], double number);

/* "0.4s", "12s", "3m05s", "2h07m", "4d03h"; "-" where it is not known (negative or beyond reason).
 */
void ps_format_duration(char out[PS_DURATION_SIZE], double seconds);

struct ps_progress_view {
    const char *label; /* "submit" */
    const char *unit;  /* "jobs" */
    struct ps_progress_counts counts;
    double done_per_s;
    double tokens_per_s;
    double elapsed_s;
    bool finished; /* rates are those of the whole, and no time is left */
};

/* The line for a terminal of that many columns, without newline and never wider: on a narrow one
 * the bar goes first, then the less important numbers. colour adds ANSI colours, which take no
 * columns. Returns its length in bytes. */
size_t ps_progress_line(char out[PS_PROGRESS_LINE_MAX], const struct ps_progress_view *view,
                        size_t columns, bool colour);

/* The same as one JSON object, without newline: for logs and other programs. */
size_t ps_progress_json(char out[PS_PROGRESS_LINE_MAX], const struct ps_progress_view *view);

#endif
