/* The state of one rendering, and what everything in it does: fail with the line, count steps,
 * write text, make values. */
#ifndef PENSTOCK_SHARED_TEMPLATE_RENDERING_H
#define PENSTOCK_SHARED_TEMPLATE_RENDERING_H

#include "shared/template/heap.h"
#include "shared/template/template.h"
#include "shared/template/value.h"

struct ps_rendering {
    const struct ps_template *template;
    const struct ps_template_params *params;
    struct ps_heap heap;
    struct ps_buffer *text;    /* the result so far, and behind it what is being captured */
    size_t text_begin;         /* what of text was there before */
    size_t text_bytes_max;     /* of what is behind text_begin */
    struct ps_value *resolved; /* [num_globals] of the template: variables, ABSENT until read */
    size_t steps_left;
    unsigned depth;
    uint32_t line; /* of the node being evaluated */
    bool used_now;
    struct ps_error *error;
};

/* Fails as jinja2 does when it raises: PS_INVALID, "line 3: ...". */
enum ps_status ps_rendering_fail(struct ps_rendering *render, const char *format, ...)
    PS_PRINTF(2, 3) PS_MUST_USE;

/* PS_UNSUPPORTED with the line: jinja2 has a result, this doesn't. */
enum ps_status ps_rendering_refuse(struct ps_rendering *render, const char *format, ...)
    PS_PRINTF(2, 3) PS_MUST_USE;

/* Fails for an undefined value that was used. */
enum ps_status ps_rendering_fail_undefined(struct ps_rendering *render,
                                           struct ps_value value) PS_MUST_USE;

/* "unsupported operand type", for a value that an operation or filter can't take; for an undefined
 * value what it is. */
enum ps_status ps_rendering_fail_type(struct ps_rendering *render, const char *what,
                                      struct ps_value value) PS_MUST_USE;

/* Counts work. */
enum ps_status ps_rendering_step(struct ps_rendering *render, size_t count) PS_MUST_USE;

/* One level of recursion: enter fails where it is too deep; leave is called only if it did not. */
enum ps_status ps_rendering_enter(struct ps_rendering *render) PS_MUST_USE;
void ps_rendering_leave(struct ps_rendering *render);

/* Memory from the heap in *memory, or PS_NO_MEMORY or PS_INVALID for the limit. */
enum ps_status ps_rendering_alloc(struct ps_rendering *render, size_t count, size_t size,
                                  void **memory) PS_MUST_USE;

/* Text. Whatever builds a string writes it behind the result and then captures it: mark, write,
 * capture. */
enum ps_status ps_rendering_write(struct ps_rendering *render, const char *data,
                                  size_t size) PS_MUST_USE;
enum ps_status ps_rendering_write_text(struct ps_rendering *render, const char *text) PS_MUST_USE;
enum ps_status ps_rendering_write_character(struct ps_rendering *render,
                                            uint32_t code_point) PS_MUST_USE;
size_t ps_rendering_mark(const struct ps_rendering *render);
enum ps_status ps_rendering_capture(struct ps_rendering *render, size_t mark,
                                    struct ps_value *string) PS_MUST_USE;

/* The same text count times; none where count is negative. */
enum ps_status ps_rendering_fill(struct ps_rendering *render, const char *data, size_t size,
                                 int64_t count) PS_MUST_USE;

/* Values. Strings from memory that lives long enough; text is a literal's. */
enum ps_status ps_rendering_string(struct ps_rendering *render, const char *data, size_t size,
                                   struct ps_value *string) PS_MUST_USE;
enum ps_status ps_rendering_string_copy(struct ps_rendering *render, const char *data, size_t size,
                                        struct ps_value *string) PS_MUST_USE;
enum ps_status ps_rendering_text(struct ps_rendering *render, const char *text,
                                 struct ps_value *string) PS_MUST_USE;

/* Bytes [begin, end) of a string, which are whole characters, and characters [first, last) of it:
 * Markup where it is. */
enum ps_status ps_rendering_part(struct ps_rendering *render, const struct ps_string *string,
                                 size_t begin, size_t end, struct ps_value *part) PS_MUST_USE;
enum ps_status ps_rendering_substring(struct ps_rendering *render, struct ps_string *string,
                                      size_t first, size_t last, struct ps_value *part) PS_MUST_USE;

/* first + second, without copying first where it can be extended in place. */
enum ps_status ps_rendering_concat(struct ps_rendering *render, struct ps_string *first,
                                   struct ps_string *second, struct ps_value *joined) PS_MUST_USE;

/* The value's string itself as Markup, or as a plain str. */
enum ps_status ps_rendering_mark_safe(struct ps_rendering *render, bool is_safe,
                                      struct ps_value *string) PS_MUST_USE;

/* An empty list or tuple with room for capacity items. */
enum ps_status ps_rendering_list(struct ps_rendering *render, enum ps_value_kind kind,
                                 size_t capacity, struct ps_value *list) PS_MUST_USE;
enum ps_status ps_rendering_append(struct ps_rendering *render, struct ps_list *list,
                                   struct ps_value item) PS_MUST_USE;
enum ps_status ps_rendering_pair(struct ps_rendering *render, struct ps_value first,
                                 struct ps_value second, struct ps_value *tuple) PS_MUST_USE;

enum ps_status ps_rendering_undefined(struct ps_rendering *render, const struct ps_undefined *what,
                                      struct ps_value *undefined) PS_MUST_USE;

#endif
