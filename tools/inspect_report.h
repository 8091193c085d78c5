/* What `penstock model inspect` shows of a folder. */
#ifndef PENSTOCK_TOOLS_INSPECT_REPORT_H
#define PENSTOCK_TOOLS_INSPECT_REPORT_H

#include <jansson.h>
#include <stdio.h>

#include "shared/model/inspection.h"

/* The report as JSON; a new reference, NULL where memory can't be had. */
json_t *ps_inspect_report(const struct ps_inspection *inspection, const char *folder);

/* The same for people. */
void ps_inspect_print(const json_t *report, FILE *out);

#endif
