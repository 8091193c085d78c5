/* What the subcommands have in common: numbers as options, being interrupted, how they end. */
#ifndef PENSTOCK_TOOLS_COMMAND_H
#define PENSTOCK_TOOLS_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/exit_code.h"
#include "shared/base/status.h"

#define PS_COMMAND_TIMEOUT_S_MAX (365 * 86400) /* of any --timeout */

/* Reads a whole number for --name. PS_INVALID says what was found and the range. */
enum ps_status ps_command_number(const char *name, const char *text, int64_t minimum,
                                 int64_t maximum, int64_t *number,
                                 struct ps_error *error) PS_MUST_USE;

/* Says "penstock TOOL: message" on standard error and returns the exit code that status means. */
int ps_command_fail(const char *tool, enum ps_status status, const struct ps_error *error);

/* The first SIGINT or SIGTERM sets the flag, a second one kills. SIGPIPE is ignored. */
void ps_command_catch_signals(void);
bool ps_command_interrupted(void);

#endif
