/* The general category of every code point, with spaces and line ends apart: what the regular
 * expressions of tokenizers ask about, as sets of at most 32. The version of Unicode is that of the
 * reference implementation. */
#ifndef PENSTOCK_SHARED_TEXT_UNICODE_CATEGORIES_H
#define PENSTOCK_SHARED_TEXT_UNICODE_CATEGORIES_H

#include <stdint.h>

enum ps_unicode_category {
    PS_UNICODE_LU,
    PS_UNICODE_LL,
    PS_UNICODE_LT,
    PS_UNICODE_LM,
    PS_UNICODE_LO,
    PS_UNICODE_MN,
    PS_UNICODE_MC,
    PS_UNICODE_ME,
    PS_UNICODE_ND,
    PS_UNICODE_NL,
    PS_UNICODE_NO,
    PS_UNICODE_PC,
    PS_UNICODE_PD,
    PS_UNICODE_PS,
    PS_UNICODE_PE,
    PS_UNICODE_PI,
    PS_UNICODE_PF,
    PS_UNICODE_PO,
    PS_UNICODE_SM,
    PS_UNICODE_SC,
    PS_UNICODE_SK,
    PS_UNICODE_SO,
    PS_UNICODE_ZS,
    PS_UNICODE_ZL,
    PS_UNICODE_ZP,
    PS_UNICODE_CC, /* but for the two below */
    PS_UNICODE_CF,
    PS_UNICODE_CO,
    PS_UNICODE_CN,
    PS_UNICODE_CC_SPACE,    /* of Cc what is White_Space and no line end: tab and its like */
    PS_UNICODE_CC_LINE_END, /* \n and \r */
};

/* Sets of categories. */
enum {
    PS_UNICODE_L = 0x1F << PS_UNICODE_LU,
    PS_UNICODE_M = 7 << PS_UNICODE_MN,
    PS_UNICODE_N = 7 << PS_UNICODE_ND,
    PS_UNICODE_P = 0x7F << PS_UNICODE_PC,
    PS_UNICODE_S = 0xF << PS_UNICODE_SM,
    PS_UNICODE_LINE_END = 1 << PS_UNICODE_CC_LINE_END,
    PS_UNICODE_SPACE = 7 << PS_UNICODE_ZS | 1 << PS_UNICODE_CC_SPACE | PS_UNICODE_LINE_END,
};

enum { PS_UNICODE_BLOCK_BITS = 7 };

extern const uint16_t ps_unicode_blocks[0x110000 >> PS_UNICODE_BLOCK_BITS];
extern const uint8_t ps_unicode_places[]; /* [blocks][1 << PS_UNICODE_BLOCK_BITS] */

/* The set that has the category of a code point, up to U+10FFFF, and no other. */
static inline uint32_t ps_unicode_set(uint32_t code_point)
{
    uint32_t block = ps_unicode_blocks[code_point >> PS_UNICODE_BLOCK_BITS];
    uint32_t place = code_point & ((1u << PS_UNICODE_BLOCK_BITS) - 1);
    return 1u << ps_unicode_places[(block << PS_UNICODE_BLOCK_BITS) + place];
}

#endif
