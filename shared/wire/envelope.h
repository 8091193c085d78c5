/* The envelope of a job: method, url, body and body.model, read from text that has a custom_id. */
#ifndef PENSTOCK_SHARED_WIRE_ENVELOPE_H
#define PENSTOCK_SHARED_WIRE_ENVELOPE_H

#include "shared/base/json_scan.h"
#include "shared/wire/job.h"

/* Fills url, body and model, or refusal; scan is that of the text, which is well-formed. Only
 * running out of memory is a failure. */
enum ps_status ps_envelope_read(struct ps_job *job, const char *text,
                                const struct ps_json_scan *scan) PS_MUST_USE;

#endif
