/* Signals through a pipe of the process to itself.
 *
 * Blocking them and waiting with sigtimedwait would be simpler, but libraries start threads before
 * main does (OpenBLAS has its own): those don't block anything, and a signal that comes while no
 * one waits would end the process through them. */
#include "worker/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static int pipe_ends[2] = {-1, -1}; /* to read from, to write to */

/* In whichever thread the kernel chose. A full pipe holds more signals than anyone waits for. */
static void on_signal(int number)
{
    int saved_errno = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t written = write(pipe_ends[1], &byte, 1);
    (void)written;
    errno = saved_errno;
}

enum ps_status ps_signals_open(struct ps_error *error)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigemptyset(&action.sa_mask);
    (void)sigemptyset(&ignore.sa_mask);
    if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0 || sigaction(SIGTERM, &action, NULL) != 0 ||
        sigaction(SIGINT, &action, NULL) != 0 || sigaction(SIGHUP, &action, NULL) != 0 ||
        sigaction(SIGPIPE, &ignore, NULL) != 0)
        return ps_error_set(error, PS_IO, "signals can't be caught: %s", strerror(errno));
    return PS_OK;
}

int ps_signals_wait(int64_t timeout_ms)
{
    struct pollfd descriptor = {.fd = pipe_ends[0], .events = POLLIN};
    unsigned char byte = 0;
    if (poll(&descriptor, 1, (int)timeout_ms) != 1 || read(pipe_ends[0], &byte, 1) != 1)
        return 0;
    return byte;
}
