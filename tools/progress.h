/* Progress of long work: one line that redraws itself on a terminal, JSON lines elsewhere. */
#ifndef PENSTOCK_TOOLS_PROGRESS_H
#define PENSTOCK_TOOLS_PROGRESS_H

#include <stdio.h>

#include "tools/progress_line.h"

enum ps_progress_mode {
    PS_PROGRESS_SILENT,
    PS_PROGRESS_TERMINAL, /* redrawn at most ten times a second */
    PS_PROGRESS_JSON      /* a line a second at most, and one at the end */
};

/* Treat as private; zero-initialise. Used by one thread. */
struct ps_progress {
    FILE *stream; /* borrowed */
    enum ps_progress_mode mode;
    const char *label;
    const char *unit;
    int64_t started_ms;
    int64_t shown_ms; /* when something was last shown; 0: never */
    struct ps_rate rate;
    struct ps_progress_counts before; /* what does not count for the rates */
    bool colour;
    bool drawn; /* the terminal's line holds a progress line */
};

/* PS_PROGRESS_TERMINAL for a terminal that can redraw a line, else PS_PROGRESS_JSON. */
enum ps_progress_mode ps_progress_mode_of(FILE *stream);

/* label and unit ("jobs", lower case, no quotes) are borrowed. Colours are left out where NO_COLOR
 * is set. */
void ps_progress_start(struct ps_progress *progress, FILE *stream, enum ps_progress_mode mode,
                       const char *label, const char *unit);

/* These counts were reached before the work began: rates begin with what comes from now on. */
void ps_progress_begin_from(struct ps_progress *progress, const struct ps_progress_counts *counts);

/* Cheap: call it after every step; it decides when to show something. */
void ps_progress_update(struct ps_progress *progress, const struct ps_progress_counts *counts);

/* Takes the line off the terminal so that something else can be printed there; the next update
 * draws it again. */
void ps_progress_hide(struct ps_progress *progress);

/* Shows the final counts with the rates of the whole, and ends the line. */
void ps_progress_finish(struct ps_progress *progress, const struct ps_progress_counts *counts);

#endif
