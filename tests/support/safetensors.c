/* Safetensors files from a header. */
#include "tests/support/safetensors.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void ps_test_safetensors(struct ps_buffer *file, const char *header, size_t data_size)
{
    uint64_t length = strlen(header);
    ps_buffer_clear(file);
    for (size_t i = 0; i < 8; i++) {
        if (ps_buffer_append_byte(file, (char)(length >> (8 * i))) != PS_OK)
            abort();
    }
    if (ps_buffer_append_string(file, header) != PS_OK)
        abort();
    for (size_t i = 0; i < data_size; i++) {
        if (ps_buffer_append_byte(file, (char)i) != PS_OK)
            abort();
    }
}
