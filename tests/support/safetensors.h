/* Puts safetensors files together for tests, right or wrong. */
#ifndef PENSTOCK_TESTS_SUPPORT_SAFETENSORS_H
#define PENSTOCK_TESTS_SUPPORT_SAFETENSORS_H

#include <stddef.h>

#include "shared/base/buffer.h"

/* The length, the header's JSON, then data_size bytes 0, 1, 2, ... */
void ps_test_safetensors(struct ps_buffer *file, const char *header, size_t data_size);

#endif
