/* Classes of characters that normalizers and pre-tokenizers ask about: those of the reference
 * implementation, whatever version of Unicode the machine's libraries know. */
#ifndef PENSTOCK_SHARED_TEXT_UNICODE_CLASSES_H
#define PENSTOCK_SHARED_TEXT_UNICODE_CLASSES_H

#include <stdint.h>

/* A character may be in several. */
enum ps_unicode_class {
    PS_UNICODE_CONTROL = 1 << 0,     /* Cc, Cf and Co but for tab and line ends */
    PS_UNICODE_PUNCTUATION = 1 << 1, /* ASCII punctuation and P* */
    PS_UNICODE_NONSPACING = 1 << 2,  /* Mn */
    PS_UNICODE_COMBINING = 1 << 3,   /* M* */
    PS_UNICODE_NUMERIC = 1 << 4,     /* N* */
    PS_UNICODE_WORD = 1 << 5,        /* what \w matches */
    PS_UNICODE_BLANK = 1 << 6,       /* White_Space */
    PS_UNICODE_HAN = 1 << 7,         /* of the blocks that BERT takes for words of one character */
    PS_UNICODE_CAPITAL = 1 << 8,     /* lower case is something else */
    PS_UNICODE_LATE = 1 << 9,        /* normal forms leave it alone although utf8proc would not */
    /* What a normal form may change, reorder or join to the character before; never a late one. */
    PS_UNICODE_COMPOSES = 1 << 10,   /* NFC, NFKC */
    PS_UNICODE_DECOMPOSES = 1 << 11, /* NFD, NFKD */
    PS_UNICODE_COMPATIBLE = 1 << 12, /* NFKC, NFKD */
};

enum { PS_UNICODE_CLASS_BITS = 7 };

extern const uint16_t ps_unicode_class_blocks[0x110000 >> PS_UNICODE_CLASS_BITS];
extern const uint8_t ps_unicode_class_places[]; /* [blocks][1 << PS_UNICODE_CLASS_BITS] */
extern const uint16_t ps_unicode_class_sets[];

/* The set of enum ps_unicode_class of a code point, up to U+10FFFF. */
static inline uint32_t ps_unicode_classes(uint32_t code_point)
{
    uint32_t block = ps_unicode_class_blocks[code_point >> PS_UNICODE_CLASS_BITS];
    uint32_t place = code_point & ((1u << PS_UNICODE_CLASS_BITS) - 1);
    return ps_unicode_class_sets[ps_unicode_class_places[(block << PS_UNICODE_CLASS_BITS) + place]];
}

#endif
