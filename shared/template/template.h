/* Chat templates: the part of Jinja that they use, rendering as jinja2's
 * ImmutableSandboxedEnvironment does with transformers' settings (trim_blocks, lstrip_blocks, loop
 * controls, generation blocks).
 *
 * A template is parsed once and immutable after it; any thread may render it. What a template may
 * cost is bounded, because it comes with a checkpoint that someone else made. */
#ifndef PENSTOCK_SHARED_TEMPLATE_TEMPLATE_H
#define PENSTOCK_SHARED_TEMPLATE_TEMPLATE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/status.h"

struct ps_template; /* opaque */

/* PS_INVALID with the line and what was found and expected (a name that is no filter or test too,
 * as jinja2 refuses it when it compiles); PS_UNSUPPORTED for what Jinja has and this doesn't, by
 * name; PS_NO_MEMORY. */
enum ps_status ps_template_parse(struct ps_template **parsed, const char *source, size_t size,
                                 struct ps_error *error) PS_MUST_USE;
void ps_template_destroy(struct ps_template *parsed);
PS_DEFINE_DEFER(ps_template_destroy, struct ps_template)

struct ps_template_params {
    const json_t *variables; /* an object, borrowed: messages, tools, bos_token, ... */
    int64_t now_s;           /* what strftime_now shows, Unix seconds, in UTC: a job's own time, so
                                that the same job gives the same text */
    size_t output_bytes_max; /* 0: 8 MiB */
    size_t steps_max;        /* nodes evaluated; 0: 10 million */
};

/* What came of a rendering besides its text. Zero-initialise. */
struct ps_template_outcome {
    bool used_now; /* the text depends on now_s */
};

/* Appends the text. PS_INVALID for what the template refuses by raise_exception (the message is its
 * own), for what jinja2 would raise (an undefined value used, a wrong type: with the line), and for
 * a limit; PS_NO_MEMORY. outcome may be NULL. */
enum ps_status ps_template_render(const struct ps_template *parsed,
                                  const struct ps_template_params *params, struct ps_buffer *text,
                                  struct ps_template_outcome *outcome,
                                  struct ps_error *error) PS_MUST_USE;

#endif
