/* The worker's page for people: what it is, whether it works, what it does now. One HTML document
 * that needs nothing else and looks at itself again every few seconds. */
#ifndef PENSTOCK_WORKER_METRICS_PAGE_H
#define PENSTOCK_WORKER_METRICS_PAGE_H

#include "worker/metrics.h"

/* Beside the metrics; all borrowed. */
struct ps_metrics_page {
    const char *worker;    /* its name */
    const char *servers;   /* kafka.bootstrap.servers */
    const char *not_ready; /* why it isn't; NULL: it is */
    const char *stuck;     /* the thread that doesn't move, or NULL */
    double uptime_s;
    double jobs_per_s;   /* answered, here and below about the last half minute */
    double tokens_per_s; /* computed and generated */
};

/* Appends the document. PS_NO_MEMORY. */
enum ps_status ps_metrics_page_render(const struct ps_metrics *metrics,
                                      const struct ps_metrics_view *view,
                                      const struct ps_metrics_page *page,
                                      struct ps_buffer *out) PS_MUST_USE;

#endif
