/* What the subcommands have in common: numbers as options, being interrupted, how they end. */
#include "tools/command.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

void ps_command_catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

bool ps_command_interrupted(void)
{
    return interrupted != 0;
}

enum ps_status ps_command_number(const char *name, const char *text, int64_t minimum,
                                 int64_t maximum, int64_t *number, struct ps_error *error)
{
    char *end = NULL;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    bool digits = text[0] >= '0' && text[0] <= '9';
    if (!digits || *end || errno != 0 || value < minimum || value > maximum)
        return ps_error_set(error, PS_INVALID,
                            "--%s: found \"%s\", expected a whole number from %" PRId64
                            " to %" PRId64,
                            name, text, minimum, maximum);
    *number = value;
    return PS_OK;
}

static int exit_code_of(enum ps_status status)
{
    switch (status) {
    case PS_OK:
        return PS_EXIT_DONE;
    case PS_INVALID:
    case PS_UNSUPPORTED:
    case PS_TOO_LARGE:
        return PS_EXIT_USAGE;
    case PS_NOT_FOUND:
    case PS_TIMEOUT:
    case PS_UNAVAILABLE:
        return PS_EXIT_UNAVAILABLE;
    default:
        return PS_EXIT_FAILED;
    }
}

int ps_command_fail(const char *tool, enum ps_status status, const struct ps_error *error)
{
    fprintf(stderr, "penstock %s: %s\n", tool, error->message);
    return exit_code_of(status);
}
