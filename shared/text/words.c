/* The regular expressions with which the tokenizers in circulation cut a text into words, matched
 * by hand.
 *
 * All of them are GPT-2's with other settings: a contraction, or a run of letters, or of digits, or
 * of what is neither, each perhaps with a character in front, or spaces; the last space stays with
 * the word behind it. None needs to go back further than described where it happens. */
#include "shared/text/words.h"

#include <stdbool.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/text/unicode_categories.h"

enum contraction {
    CONTRACTION_NONE,
    CONTRACTION_EXACT,    /* 's 't 're 've 'm 'll 'd */
    CONTRACTION_ANY_CASE, /* the same in capitals too; long s is one */
    CONTRACTION_AFTER,    /* any case, as the end of a word */
};

struct ps_words {
    const char *regex;
    enum contraction contraction;
    bool cased;         /* a word is capitals, then small letters */
    bool space_leads;   /* one U+0020 may stand before letters and before digits */
    bool ascii_symbols; /* a symbol of ASCII and ASCII letters are a word */
    bool clip;          /* names of CLIP's special tokens */
    uint32_t lead;      /* what one character before letters may be: a set */
    uint32_t letters;
    uint32_t digits;
    size_t digits_max;
    uint32_t others;
    bool others_space; /* one U+0020 may stand before them */
    const char *tail;  /* ASCII characters that may follow them */
    bool lines;        /* spaces are cut behind the last line end */
    bool spaces;       /* what is left of them matches */
};

#define ALL_CATEGORIES 0x7FFFFFFFu
#define NOT(set)       (ALL_CATEGORIES & ~(uint32_t)(set))
#define WORD_LEAD      NOT(PS_UNICODE_LINE_END | PS_UNICODE_L | PS_UNICODE_N)
#define NO_WORD        NOT(PS_UNICODE_SPACE | PS_UNICODE_L | PS_UNICODE_N)
#define ONE(category)  (1u << (category))

static const uint32_t upper = ONE(PS_UNICODE_LU) | ONE(PS_UNICODE_LT) | ONE(PS_UNICODE_LM) |
                              ONE(PS_UNICODE_LO) | PS_UNICODE_M;
static const uint32_t lower =
    ONE(PS_UNICODE_LL) | ONE(PS_UNICODE_LM) | ONE(PS_UNICODE_LO) | PS_UNICODE_M;

/* Parts of the patterns' texts. */
#define ENDS          "'s|'t|'re|'ve|'m|'ll|'d"
#define ANY_ENDS      "(?i:" ENDS ")"
#define LAST_SPACES   "|\\s+(?!\\S)|\\s+"
#define LINES         "|\\s*[\\r\\n]+" LAST_SPACES
#define REST          "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*" LINES
#define REST_SLASH    "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*" LINES
#define LEAD          "[^\\r\\n\\p{L}\\p{N}]?"
#define UPPER         "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]"
#define LOWER         "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]"
#define CASED(ending) LEAD UPPER "*" LOWER "+" ending "|" LEAD UPPER "+" LOWER "*" ending
#define GPT2_REST     "| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+" LAST_SPACES
#define CLIP_REST     ENDS "|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+"

/* Settings that patterns share. */
#define GPT2_RULES                                                                                 \
    .contraction = CONTRACTION_EXACT, .space_leads = true, .letters = PS_UNICODE_L,                \
    .digits = PS_UNICODE_N, .digits_max = SIZE_MAX, .others = NO_WORD, .others_space = true,       \
    .tail = "", .spaces = true
#define MODERN_RULES                                                                               \
    .lead = WORD_LEAD, .letters = PS_UNICODE_L, .digits = PS_UNICODE_N, .others = NO_WORD,         \
    .others_space = true, .lines = true, .spaces = true
#define CL100K_RULES .contraction = CONTRACTION_ANY_CASE, .tail = "\r\n", MODERN_RULES
#define CASED_RULES  .cased = true, .tail = "\r\n/", MODERN_RULES
#define CLIP_RULES                                                                                 \
    .contraction = CONTRACTION_EXACT, .letters = PS_UNICODE_L, .digits = PS_UNICODE_N,             \
    .digits_max = 1, .others = NO_WORD, .tail = ""

static const struct ps_words known[] = {
    /* GPT-2, and the same as tiktoken has it; the first one is ps_words_gpt2. */
    {.regex = ENDS GPT2_REST, GPT2_RULES},
    {.regex = "'(?:[sdmt]|ll|ve|re)" GPT2_REST, GPT2_RULES},
    /* GPT-4 (cl100k_base), Llama 3, Phi-4 */
    {.regex = ANY_ENDS "|" LEAD "\\p{L}+|\\p{N}{1,3}" REST, CL100K_RULES, .digits_max = 3},
    {.regex = "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+|\\p{N}{1,3}"
              "| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*|\\s*[\\r\\n]" LAST_SPACES,
     CL100K_RULES,
     .digits_max = 3},
    /* Qwen 2, 2.5 and 3 */
    {.regex = ANY_ENDS "|" LEAD "\\p{L}+|\\p{N}" REST, CL100K_RULES, .digits_max = 1},
    /* Qwen 3.5 */
    {.regex = ANY_ENDS "|" LEAD "[\\p{L}\\p{M}]+|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*" LINES,
     .contraction = CONTRACTION_ANY_CASE,
     .lead = WORD_LEAD,
     .letters = PS_UNICODE_L | PS_UNICODE_M,
     .digits = PS_UNICODE_N,
     .digits_max = 1,
     .others = NO_WORD & NOT(PS_UNICODE_M),
     .others_space = true,
     .tail = "\r\n",
     .lines = true,
     .spaces = true},
    /* GPT-4o (o200k_base), gpt-oss, Llama 4 */
    {.regex = CASED(ANY_ENDS "?") "|\\p{N}{1,3}" REST_SLASH,
     CASED_RULES,
     .contraction = CONTRACTION_AFTER,
     .digits_max = 3},
    /* Mistral's Tekken */
    {.regex = CASED("") "|\\p{N}" REST_SLASH, CASED_RULES, .digits_max = 1},
    /* DeepSeek-V3, the third of three */
    {.regex = "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+"
              "|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*" LINES,
     .ascii_symbols = true,
     .lead = NOT(PS_UNICODE_LINE_END | PS_UNICODE_L | PS_UNICODE_P | PS_UNICODE_S),
     .letters = PS_UNICODE_L | PS_UNICODE_M,
     .others = PS_UNICODE_P | PS_UNICODE_S,
     .others_space = true,
     .tail = "\r\n",
     .lines = true,
     .spaces = true},
    {.regex = "\\p{N}{1,3}", .digits = PS_UNICODE_N, .digits_max = 3},
    /* CLIP */
    {.regex = CLIP_REST, CLIP_RULES},
    {.regex = "<\\|startoftext\\|>|<\\|endoftext\\|>|" CLIP_REST, CLIP_RULES, .clip = true},
};

const struct ps_words *ps_words_find(struct ps_slice regex)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strlen(known[i].regex) == regex.size &&
            memcmp(known[i].regex, regex.data, regex.size) == 0)
            return &known[i];
    }
    return NULL;
}

const struct ps_words *ps_words_gpt2(void)
{
    return &known[0];
}

/* The length of the character at i and the set that has its category; 0 at the end. */
static inline size_t read(const char *text, size_t size, size_t i, uint32_t *set)
{
    *set = 0;
    if (i >= size)
        return 0;
    uint32_t code_point;
    size_t length = ps_utf8_decode_valid(text + i, size - i, &code_point);
    *set = ps_unicode_set(code_point);
    return length;
}

/* The end of the run of characters of a set that begins at i. */
static size_t run_end(const char *text, size_t size, size_t i, uint32_t wanted)
{
    uint32_t set;
    for (size_t length; (length = read(text, size, i, &set)) > 0 && set & wanted;)
        i += length;
    return i;
}

/* The end of the contraction that begins at i; i where none does. */
static size_t contraction_end(const char *text, size_t size, size_t i, bool any_case)
{
    if (size - i < 2 || text[i] != '\'')
        return i;
    const char fold = any_case ? 0x20 : 0;
    char first = (char)(text[i + 1] | fold);
    if (first == 's' || first == 't' || first == 'm' || first == 'd')
        return i + 2;
    if (size - i < 3)
        return i;
    char second = (char)(text[i + 2] | fold);
    if (second == 'e' ? first == 'r' || first == 'v' : first == 'l' && second == 'l')
        return i + 3;
    return any_case && memcmp(text + i + 1, "\xC5\xBF", 2) == 0 ? i + 3 : i;
}

/* Capitals, then small letters; many characters are both. There must be a small one, else there
 * must be a capital: where the run of capitals has swallowed all small letters, the word ends
 * behind the last of them. */
static size_t cased_end(const char *text, size_t size, size_t start)
{
    size_t i = start, behind_lower = start;
    uint32_t set;
    for (size_t length; (length = read(text, size, i, &set)) > 0 && set & upper;) {
        i += length;
        if (set & lower)
            behind_lower = i;
    }
    if (set & lower)
        return run_end(text, size, i, lower);
    return behind_lower > start ? behind_lower : i;
}

static size_t letters_end(const struct ps_words *words, const char *text, size_t size, size_t i)
{
    return words->cased ? cased_end(text, size, i) : run_end(text, size, i, words->letters);
}

/* A word, with what may stand before it, and a contraction where one belongs to it; 0: none. A mark
 * may stand before a word or begin one, which comes to the same. */
static size_t match_letters(const struct ps_words *words, const char *text, size_t size,
                            uint32_t first, size_t length)
{
    const uint32_t letters = words->cased ? upper | lower : words->letters;
    bool leads = words->space_leads ? text[0] == ' ' : (first & words->lead) != 0;
    if (!(first & letters) && !leads)
        return 0;
    size_t start = first & letters ? 0 : length;
    size_t end = letters_end(words, text, size, start);
    if (end == start)
        return 0;
    return words->contraction == CONTRACTION_AFTER ? contraction_end(text, size, end, true) : end;
}

static size_t match_digits(const struct ps_words *words, const char *text, size_t size)
{
    size_t start = words->space_leads && text[0] == ' ' ? 1 : 0;
    size_t i = start;
    uint32_t set;
    for (size_t count = 0; count < words->digits_max; count++) {
        size_t length = read(text, size, i, &set);
        if (!(set & words->digits))
            break;
        i += length;
    }
    return i > start ? i : 0;
}

static size_t match_others(const struct ps_words *words, const char *text, size_t size)
{
    size_t start = words->others_space && text[0] == ' ' ? 1 : 0;
    size_t end = run_end(text, size, start, words->others);
    if (end == start)
        return 0;
    while (end < size && text[end] && strchr(words->tail, text[end]))
        end++;
    return end;
}

static size_t match_spaces(const struct ps_words *words, const char *text, size_t size)
{
    size_t end = 0, last = 0, behind_line = 0;
    uint32_t set;
    for (size_t length; (length = read(text, size, end, &set)) > 0 && set & PS_UNICODE_SPACE;) {
        last = end;
        end += length;
        if (set & PS_UNICODE_LINE_END)
            behind_line = end;
    }
    if (words->lines && behind_line > 0)
        return behind_line;
    return end == size || last == 0 ? end : last;
}

static bool is_ascii_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_ascii_symbol(char c)
{
    return c > ' ' && c < 0x7F && !is_ascii_letter(c) && !(c >= '0' && c <= '9');
}

static size_t match_ascii_symbol(const char *text, size_t size)
{
    if (!is_ascii_symbol(text[0]))
        return 0;
    size_t end = 1;
    while (end < size && is_ascii_letter(text[end]))
        end++;
    return end > 1 ? end : 0;
}

static size_t match_clip(const char *text, size_t size)
{
    static const char *const names[] = {"<|startoftext|>", "<|endoftext|>"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t length = strlen(names[i]);
        if (length <= size && memcmp(text, names[i], length) == 0)
            return length;
    }
    return 0;
}

/* What stands before letters in a pattern; 0: none. */
static size_t match_first(const struct ps_words *words, const char *text, size_t size)
{
    if (words->contraction == CONTRACTION_EXACT || words->contraction == CONTRACTION_ANY_CASE) {
        size_t end = contraction_end(text, size, 0, words->contraction == CONTRACTION_ANY_CASE);
        if (end > 0)
            return end;
    }
    if (words->ascii_symbols)
        return match_ascii_symbol(text, size);
    return words->clip ? match_clip(text, size) : 0;
}

size_t ps_words_match(const struct ps_words *words, const char *text, size_t size)
{
    size_t end = match_first(words, text, size);
    if (end > 0)
        return end;
    uint32_t first;
    size_t length = read(text, size, 0, &first);
    if (words->letters && (end = match_letters(words, text, size, first, length)) > 0)
        return end;
    if (words->digits && (end = match_digits(words, text, size)) > 0)
        return end;
    if (words->others && (end = match_others(words, text, size)) > 0)
        return end;
    return words->spaces && first & PS_UNICODE_SPACE ? match_spaces(words, text, size) : 0;
}
