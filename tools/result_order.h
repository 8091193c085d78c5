/* Puts result lines into the order of the batch file that they answer. A result belongs to the line
 * with its custom_id, a dead letter to the line with its bytes. */
#ifndef PENSTOCK_TOOLS_RESULT_ORDER_H
#define PENSTOCK_TOOLS_RESULT_ORDER_H

#include "tools/result_file.h"

struct ps_result_place; /* where a result line is */

/* Zero-initialise. */
struct ps_result_order {
    struct ps_result_place *places; /* [count], owned */
    size_t count;
    size_t capacity;
};

void ps_result_order_close(struct ps_result_order *order);

/* The line of that many bytes at that offset of the result file answers a custom_id, or with
 * custom_id_size 0 the job whose bytes are given. PS_NO_MEMORY, PS_INTERNAL. */
enum ps_status ps_result_order_add(struct ps_result_order *order, const void *name, size_t size,
                                   bool is_custom_id, uint64_t offset, uint64_t line_size,
                                   struct ps_error *error) PS_MUST_USE;

/* Copies the lines from a file to another, in the order of the batch file; those that it doesn't
 * have come last, as they are. At most once. PS_NOT_FOUND, PS_IO, PS_NO_MEMORY. */
enum ps_status ps_result_order_apply(struct ps_result_order *order, const char *batch_file,
                                     FILE *from, struct ps_result_file *to,
                                     struct ps_error *error) PS_MUST_USE;

#endif
