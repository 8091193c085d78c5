/* The worker's log: one JSON object a line on standard error. */
#ifndef PENSTOCK_WORKER_LOG_H
#define PENSTOCK_WORKER_LOG_H

#include "shared/base/log.h"

/* "debug", "info", "warning", "error"; info for anything else. */
enum ps_log_level ps_log_level_of(const char *name);

/* Makes this the sink of ps_log. Before threads start. */
void ps_log_install_json(enum ps_log_level minimum);

/* A line with fields of its own: fields is a format of json_pack for an object ("{s:i}", "jobs",
 * 3), and may be NULL. */
void ps_log_fields(enum ps_log_level level, const char *component, const char *message,
                   const char *fields, ...);

#endif
