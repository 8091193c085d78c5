/* FNV-1a: where in a table some bytes go. Whoever chooses the bytes can choose the place too, so a
 * table of what clients name has to stand any number in one place. */
#ifndef PENSTOCK_SHARED_BASE_FNV_H
#define PENSTOCK_SHARED_BASE_FNV_H

#include <stddef.h>
#include <stdint.h>

static inline uint32_t ps_fnv(const void *data, size_t size)
{
    const unsigned char *bytes = data;
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * 16777619U;
    return hash ^ hash >> 16; /* its low bits are weak alone */
}

#endif
