/* Properties of characters, by utf8proc, and the case mappings to several characters (Unicode's
 * SpecialCasing.txt), which it leaves out. */
#include "shared/template/character.h"

#include <stdio.h>

#include <utf8proc.h>

static const struct special {
    uint32_t code_point;
    uint32_t upper[PS_CASE_SIZE_MAX], title[PS_CASE_SIZE_MAX]; /* filled up with 0 */
} specials[] = {
    {0x00DF, {0x0053, 0x0053}, {0x0053, 0x0073}},
    {0x0149, {0x02BC, 0x004E}, {0x02BC, 0x004E}},
    {0x01F0, {0x004A, 0x030C}, {0x004A, 0x030C}},
    {0x0390, {0x0399, 0x0308, 0x0301}, {0x0399, 0x0308, 0x0301}},
    {0x03B0, {0x03A5, 0x0308, 0x0301}, {0x03A5, 0x0308, 0x0301}},
    {0x0587, {0x0535, 0x0552}, {0x0535, 0x0582}},
    {0x1E96, {0x0048, 0x0331}, {0x0048, 0x0331}},
    {0x1E97, {0x0054, 0x0308}, {0x0054, 0x0308}},
    {0x1E98, {0x0057, 0x030A}, {0x0057, 0x030A}},
    {0x1E99, {0x0059, 0x030A}, {0x0059, 0x030A}},
    {0x1E9A, {0x0041, 0x02BE}, {0x0041, 0x02BE}},
    {0x1F50, {0x03A5, 0x0313}, {0x03A5, 0x0313}},
    {0x1F52, {0x03A5, 0x0313, 0x0300}, {0x03A5, 0x0313, 0x0300}},
    {0x1F54, {0x03A5, 0x0313, 0x0301}, {0x03A5, 0x0313, 0x0301}},
    {0x1F56, {0x03A5, 0x0313, 0x0342}, {0x03A5, 0x0313, 0x0342}},
    {0x1F80, {0x1F08, 0x0399}, {0x1F88}},
    {0x1F81, {0x1F09, 0x0399}, {0x1F89}},
    {0x1F82, {0x1F0A, 0x0399}, {0x1F8A}},
    {0x1F83, {0x1F0B, 0x0399}, {0x1F8B}},
    {0x1F84, {0x1F0C, 0x0399}, {0x1F8C}},
    {0x1F85, {0x1F0D, 0x0399}, {0x1F8D}},
    {0x1F86, {0x1F0E, 0x0399}, {0x1F8E}},
    {0x1F87, {0x1F0F, 0x0399}, {0x1F8F}},
    {0x1F88, {0x1F08, 0x0399}, {0x1F88}},
    {0x1F89, {0x1F09, 0x0399}, {0x1F89}},
    {0x1F8A, {0x1F0A, 0x0399}, {0x1F8A}},
    {0x1F8B, {0x1F0B, 0x0399}, {0x1F8B}},
    {0x1F8C, {0x1F0C, 0x0399}, {0x1F8C}},
    {0x1F8D, {0x1F0D, 0x0399}, {0x1F8D}},
    {0x1F8E, {0x1F0E, 0x0399}, {0x1F8E}},
    {0x1F8F, {0x1F0F, 0x0399}, {0x1F8F}},
    {0x1F90, {0x1F28, 0x0399}, {0x1F98}},
    {0x1F91, {0x1F29, 0x0399}, {0x1F99}},
    {0x1F92, {0x1F2A, 0x0399}, {0x1F9A}},
    {0x1F93, {0x1F2B, 0x0399}, {0x1F9B}},
    {0x1F94, {0x1F2C, 0x0399}, {0x1F9C}},
    {0x1F95, {0x1F2D, 0x0399}, {0x1F9D}},
    {0x1F96, {0x1F2E, 0x0399}, {0x1F9E}},
    {0x1F97, {0x1F2F, 0x0399}, {0x1F9F}},
    {0x1F98, {0x1F28, 0x0399}, {0x1F98}},
    {0x1F99, {0x1F29, 0x0399}, {0x1F99}},
    {0x1F9A, {0x1F2A, 0x0399}, {0x1F9A}},
    {0x1F9B, {0x1F2B, 0x0399}, {0x1F9B}},
    {0x1F9C, {0x1F2C, 0x0399}, {0x1F9C}},
    {0x1F9D, {0x1F2D, 0x0399}, {0x1F9D}},
    {0x1F9E, {0x1F2E, 0x0399}, {0x1F9E}},
    {0x1F9F, {0x1F2F, 0x0399}, {0x1F9F}},
    {0x1FA0, {0x1F68, 0x0399}, {0x1FA8}},
    {0x1FA1, {0x1F69, 0x0399}, {0x1FA9}},
    {0x1FA2, {0x1F6A, 0x0399}, {0x1FAA}},
    {0x1FA3, {0x1F6B, 0x0399}, {0x1FAB}},
    {0x1FA4, {0x1F6C, 0x0399}, {0x1FAC}},
    {0x1FA5, {0x1F6D, 0x0399}, {0x1FAD}},
    {0x1FA6, {0x1F6E, 0x0399}, {0x1FAE}},
    {0x1FA7, {0x1F6F, 0x0399}, {0x1FAF}},
    {0x1FA8, {0x1F68, 0x0399}, {0x1FA8}},
    {0x1FA9, {0x1F69, 0x0399}, {0x1FA9}},
    {0x1FAA, {0x1F6A, 0x0399}, {0x1FAA}},
    {0x1FAB, {0x1F6B, 0x0399}, {0x1FAB}},
    {0x1FAC, {0x1F6C, 0x0399}, {0x1FAC}},
    {0x1FAD, {0x1F6D, 0x0399}, {0x1FAD}},
    {0x1FAE, {0x1F6E, 0x0399}, {0x1FAE}},
    {0x1FAF, {0x1F6F, 0x0399}, {0x1FAF}},
    {0x1FB2, {0x1FBA, 0x0399}, {0x1FBA, 0x0345}},
    {0x1FB3, {0x0391, 0x0399}, {0x1FBC}},
    {0x1FB4, {0x0386, 0x0399}, {0x0386, 0x0345}},
    {0x1FB6, {0x0391, 0x0342}, {0x0391, 0x0342}},
    {0x1FB7, {0x0391, 0x0342, 0x0399}, {0x0391, 0x0342, 0x0345}},
    {0x1FBC, {0x0391, 0x0399}, {0x1FBC}},
    {0x1FC2, {0x1FCA, 0x0399}, {0x1FCA, 0x0345}},
    {0x1FC3, {0x0397, 0x0399}, {0x1FCC}},
    {0x1FC4, {0x0389, 0x0399}, {0x0389, 0x0345}},
    {0x1FC6, {0x0397, 0x0342}, {0x0397, 0x0342}},
    {0x1FC7, {0x0397, 0x0342, 0x0399}, {0x0397, 0x0342, 0x0345}},
    {0x1FCC, {0x0397, 0x0399}, {0x1FCC}},
    {0x1FD2, {0x0399, 0x0308, 0x0300}, {0x0399, 0x0308, 0x0300}},
    {0x1FD3, {0x0399, 0x0308, 0x0301}, {0x0399, 0x0308, 0x0301}},
    {0x1FD6, {0x0399, 0x0342}, {0x0399, 0x0342}},
    {0x1FD7, {0x0399, 0x0308, 0x0342}, {0x0399, 0x0308, 0x0342}},
    {0x1FE2, {0x03A5, 0x0308, 0x0300}, {0x03A5, 0x0308, 0x0300}},
    {0x1FE3, {0x03A5, 0x0308, 0x0301}, {0x03A5, 0x0308, 0x0301}},
    {0x1FE4, {0x03A1, 0x0313}, {0x03A1, 0x0313}},
    {0x1FE6, {0x03A5, 0x0342}, {0x03A5, 0x0342}},
    {0x1FE7, {0x03A5, 0x0308, 0x0342}, {0x03A5, 0x0308, 0x0342}},
    {0x1FF2, {0x1FFA, 0x0399}, {0x1FFA, 0x0345}},
    {0x1FF3, {0x03A9, 0x0399}, {0x1FFC}},
    {0x1FF4, {0x038F, 0x0399}, {0x038F, 0x0345}},
    {0x1FF6, {0x03A9, 0x0342}, {0x03A9, 0x0342}},
    {0x1FF7, {0x03A9, 0x0342, 0x0399}, {0x03A9, 0x0342, 0x0345}},
    {0x1FFC, {0x03A9, 0x0399}, {0x1FFC}},
    {0xFB00, {0x0046, 0x0046}, {0x0046, 0x0066}},
    {0xFB01, {0x0046, 0x0049}, {0x0046, 0x0069}},
    {0xFB02, {0x0046, 0x004C}, {0x0046, 0x006C}},
    {0xFB03, {0x0046, 0x0046, 0x0049}, {0x0046, 0x0066, 0x0069}},
    {0xFB04, {0x0046, 0x0046, 0x004C}, {0x0046, 0x0066, 0x006C}},
    {0xFB05, {0x0053, 0x0054}, {0x0053, 0x0074}},
    {0xFB06, {0x0053, 0x0054}, {0x0053, 0x0074}},
    {0xFB13, {0x0544, 0x0546}, {0x0544, 0x0576}},
    {0xFB14, {0x0544, 0x0535}, {0x0544, 0x0565}},
    {0xFB15, {0x0544, 0x053B}, {0x0544, 0x056B}},
    {0xFB16, {0x054E, 0x0546}, {0x054E, 0x0576}},
    {0xFB17, {0x0544, 0x053D}, {0x0544, 0x056D}},
};

static const struct special *find_special(uint32_t code_point)
{
    size_t low = 0, high = sizeof specials / sizeof specials[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (specials[middle].code_point == code_point)
            return &specials[middle];
        if (specials[middle].code_point < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static utf8proc_category_t category(uint32_t code_point)
{
    return utf8proc_category((utf8proc_int32_t)code_point);
}

bool ps_character_is_space(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point == ' ' || (code_point >= '\t' && code_point <= '\r') ||
               (code_point >= 0x1C && code_point <= 0x1F);
    return code_point == 0x85 || code_point == 0xA0 || code_point == 0x1680 ||
           (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x2028 ||
           code_point == 0x2029 || code_point == 0x202F || code_point == 0x205F ||
           code_point == 0x3000;
}

bool ps_character_ends_line(uint32_t code_point)
{
    return (code_point >= '\n' && code_point <= '\r') ||
           (code_point >= 0x1C && code_point <= 0x1E) || code_point == 0x85 ||
           code_point == 0x2028 || code_point == 0x2029;
}

bool ps_character_is_identifier(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point == '_' || ps_character_is_alpha(code_point) ||
               (code_point >= '0' && code_point <= '9');
    switch (category(code_point)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return ps_character_is_alpha(code_point);
    }
}

bool ps_character_is_printable(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point >= ' ' && code_point < 0x7F;
    switch (category(code_point)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS:
        return false;
    default:
        return true;
    }
}

bool ps_character_is_alpha(uint32_t code_point)
{
    switch (category(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return true;
    default:
        return false;
    }
}

bool ps_character_is_decimal(uint32_t code_point)
{
    return category(code_point) == UTF8PROC_CATEGORY_ND;
}

/* Digits that are no decimals: superscripts, subscripts, circled and the like. */
bool ps_character_is_digit(uint32_t code_point)
{
    static const struct {
        uint32_t first, last;
    } others[] = {
        {0xB2, 0xB3},       {0xB9, 0xB9},       {0x1369, 0x1371},   {0x19DA, 0x19DA},
        {0x2070, 0x2070},   {0x2074, 0x2079},   {0x2080, 0x2089},   {0x2460, 0x2468},
        {0x2474, 0x247C},   {0x2488, 0x2490},   {0x24EA, 0x24EA},   {0x24F5, 0x24FD},
        {0x24FF, 0x24FF},   {0x2776, 0x277E},   {0x2780, 0x2788},   {0x278A, 0x2792},
        {0x10A40, 0x10A43}, {0x10E60, 0x10E68}, {0x11052, 0x1105A}, {0x1F100, 0x1F10A},
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (code_point >= others[i].first && code_point <= others[i].last)
            return true;
    }
    return ps_character_is_decimal(code_point);
}

bool ps_character_is_numeric(uint32_t code_point)
{
    switch (category(code_point)) {
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

/* Letters and numbers that have a case without being Lu or Ll: Other_Uppercase, Other_Lowercase. */
static bool is_other_upper(uint32_t code_point)
{
    return (code_point >= 0x2160 && code_point <= 0x216F) ||
           (code_point >= 0x24B6 && code_point <= 0x24CF) ||
           (code_point >= 0x1F130 && code_point <= 0x1F149) ||
           (code_point >= 0x1F150 && code_point <= 0x1F169) ||
           (code_point >= 0x1F170 && code_point <= 0x1F189);
}

static bool is_other_lower(uint32_t code_point)
{
    return code_point == 0xAA || code_point == 0xBA ||
           (code_point >= 0x2B0 && code_point <= 0x2B8) || code_point == 0x2C0 ||
           code_point == 0x2C1 || (code_point >= 0x2E0 && code_point <= 0x2E4) ||
           code_point == 0x345 || code_point == 0x37A ||
           (code_point >= 0x1D2C && code_point <= 0x1D6A) || code_point == 0x1D78 ||
           (code_point >= 0x1D9B && code_point <= 0x1DBF) || code_point == 0x2071 ||
           code_point == 0x207F || (code_point >= 0x2090 && code_point <= 0x209C) ||
           (code_point >= 0x2170 && code_point <= 0x217F) ||
           (code_point >= 0x24D0 && code_point <= 0x24E9);
}

bool ps_character_is_upper(uint32_t code_point)
{
    return category(code_point) == UTF8PROC_CATEGORY_LU || is_other_upper(code_point);
}

bool ps_character_is_lower(uint32_t code_point)
{
    return category(code_point) == UTF8PROC_CATEGORY_LL || is_other_lower(code_point);
}

bool ps_character_is_title(uint32_t code_point)
{
    return category(code_point) == UTF8PROC_CATEGORY_LT;
}

bool ps_character_is_cased(uint32_t code_point)
{
    return ps_character_is_upper(code_point) || ps_character_is_lower(code_point) ||
           ps_character_is_title(code_point);
}

bool ps_character_ignores_case(uint32_t code_point)
{
    switch (category(code_point)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
        return true;
    default:
        return code_point == '\'' || code_point == '.' || code_point == ':' || code_point == 0xB7 ||
               code_point == 0x2019 || code_point == 0x2018 || code_point == 0x2024 ||
               code_point == 0x2027;
    }
}

static size_t copy_special(const uint32_t special[PS_CASE_SIZE_MAX], uint32_t out[PS_CASE_SIZE_MAX])
{
    size_t count = 0;
    for (; count < PS_CASE_SIZE_MAX && special[count]; count++)
        out[count] = special[count];
    return count;
}

size_t ps_character_upper(uint32_t code_point, uint32_t out[PS_CASE_SIZE_MAX])
{
    const struct special *special = find_special(code_point);
    if (special)
        return copy_special(special->upper, out);
    out[0] = (uint32_t)utf8proc_toupper((utf8proc_int32_t)code_point);
    return 1;
}

size_t ps_character_lower(uint32_t code_point, uint32_t out[PS_CASE_SIZE_MAX])
{
    out[0] = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
    if (code_point != 0x130)
        return 1;
    out[0] = 'i';
    out[1] = 0x307;
    return 2;
}

size_t ps_character_title(uint32_t code_point, uint32_t out[PS_CASE_SIZE_MAX])
{
    const struct special *special = find_special(code_point);
    if (special)
        return copy_special(special->title, out);
    out[0] = (uint32_t)utf8proc_totitle((utf8proc_int32_t)code_point);
    return 1;
}

size_t ps_character_fold(uint32_t code_point, uint32_t out[PS_CASE_SIZE_MAX])
{
    utf8proc_int32_t folded[PS_CASE_SIZE_MAX];
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, folded,
                                                     PS_CASE_SIZE_MAX, UTF8PROC_CASEFOLD, NULL);
    if (count < 1 || count > PS_CASE_SIZE_MAX) {
        out[0] = code_point;
        return 1;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++)
        out[i] = (uint32_t)folded[i];
    return (size_t)count;
}

void ps_character_escape(uint32_t code_point, char text[PS_CHARACTER_ESCAPE_SIZE])
{
    if (code_point < 0x100)
        snprintf(text, PS_CHARACTER_ESCAPE_SIZE, "\\x%02x", (unsigned)code_point & 0xFFu);
    else if (code_point < 0x10000)
        snprintf(text, PS_CHARACTER_ESCAPE_SIZE, "\\u%04x", (unsigned)code_point & 0xFFFFu);
    else
        snprintf(text, PS_CHARACTER_ESCAPE_SIZE, "\\U%08x", (unsigned)code_point);
}
