/* The one way a fallible function says what went wrong.
 *
 * A function that can fail returns enum ps_status and writes the detail into a caller-owned
 * struct ps_error. The first error wins: a later ps_error_set on the same struct is ignored, so
 * cleanup code cannot hide the cause. A NULL error pointer is allowed everywhere. */
#ifndef PENSTOCK_SHARED_BASE_STATUS_H
#define PENSTOCK_SHARED_BASE_STATUS_H

#include <stddef.h>

enum ps_status {
    PS_OK = 0,
    PS_INVALID,     /* the input is wrong: a 400 where a job caused it, exit code 2 in a program */
    PS_NOT_FOUND,   /* a named thing (file, model, url, tensor) does not exist: a 404 */
    PS_UNSUPPORTED, /* valid, but not something this version does: a 400 */
    PS_TOO_LARGE,   /* over a configured maximum: a 413 */
    PS_NO_MEMORY,   /* an allocation failed */
    PS_IO,          /* the operating system refused a read, write or map */
    PS_TIMEOUT,     /* an external call did not answer within its time */
    PS_UNAVAILABLE, /* an external service cannot be had: exit code 3 in a program */
    PS_FULL,        /* a bounded queue or budget has no room now; try again later */
    PS_CLOSED,      /* the queue or service has been closed; no more will come */
    PS_INTERNAL     /* a fault of this program */
};

#define PS_MUST_USE           __attribute__((warn_unused_result))
#define PS_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define PS_ERROR_MESSAGE_SIZE 1024
#define PS_ERROR_PARAM_SIZE   128
#define PS_ERROR_CODE_SIZE    64

/* Zero-initialise before use: `struct ps_error error = {0};`. */
struct ps_error {
    enum ps_status status;
    char message[PS_ERROR_MESSAGE_SIZE]; /* one sentence: what, found, expected; always UTF-8 */
    char param[PS_ERROR_PARAM_SIZE];     /* the field at fault ("temperature", "input[3]"), or "" */
    char code[PS_ERROR_CODE_SIZE];       /* OpenAI's error code ("model_not_found"), or "" */
};

/* Fills an empty error and returns status, so that `return ps_error_set(...)` reads well. A message
 * that would be cut is cut at a character boundary. Bytes that are not UTF-8 become '?'. */
enum ps_status ps_error_set(struct ps_error *error, enum ps_status status, const char *format, ...)
    PS_PRINTF(3, 4);

/* The same, naming the field at fault. param may be NULL. */
enum ps_status ps_error_set_param(struct ps_error *error, enum ps_status status, const char *param,
                                  const char *format, ...) PS_PRINTF(4, 5);

/* Adds OpenAI's error code to the error that was just set, if it has none yet. */
void ps_error_set_code(struct ps_error *error, const char *code);

/* Puts "context: " before the message, to say where (a file, a line) it happened. */
void ps_error_prefix(struct ps_error *error, const char *format, ...) PS_PRINTF(2, 3);

/* Shorthand for PS_NO_MEMORY with a message that says what for. */
enum ps_status ps_error_no_memory(struct ps_error *error, const char *what);

/* "invalid", "not_found", ...: for logs. */
const char *ps_status_name(enum ps_status status);

/* Leaves the function with the status of a failed call. The only macro that hides control flow. */
#define PS_TRY(call)                                                                               \
    do {                                                                                           \
        enum ps_status try_status_ = (call);                                                       \
        if (try_status_ != PS_OK)                                                                  \
            return try_status_;                                                                    \
    } while (0)

#endif
