/* Hexadecimal digits. */
#ifndef PENSTOCK_SHARED_BASE_HEX_H
#define PENSTOCK_SHARED_BASE_HEX_H

/* The value of a digit of either case; -1 for any other byte (-1, the end of a text, included). */
static inline int ps_hex_value(int byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

#endif
