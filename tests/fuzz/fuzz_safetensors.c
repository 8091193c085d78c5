/* A safetensors file of any bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/weights/safetensors.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads the ends of every tensor, so that a range outside the file is seen. */
static unsigned touch(const struct ps_safetensors *file)
{
    unsigned sum = 0;
    for (size_t i = 0; i < file->num_tensors; i++) {
        const struct ps_named_tensor *named = &file->tensors[i];
        const uint8_t *bytes = named->tensor.data;
        size_t count = named->tensor.num_elements * ps_dtype_size(named->tensor.dtype);
        if (ps_safetensors_find(file, named->name) != &named->tensor)
            abort();
        if (count > 0)
            sum += (unsigned)bytes[0] + bytes[count - 1];
    }
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ps_error error = {0};
    struct ps_safetensors file = {0};
    enum ps_status status = ps_safetensors_parse(&file, data, size, &error);
    volatile unsigned sum = touch(&file);
    (void)sum;
    if ((status == PS_OK) != (error.message[0] == '\0'))
        abort();
    ps_safetensors_close(&file);
    return 0;
}
