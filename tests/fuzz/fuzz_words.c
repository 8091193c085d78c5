/* Any text, cut into words by each pattern that is matched by hand: the same pattern, in a group so
 * that it isn't recognised, must find the same through PCRE2. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "shared/base/utf8.h"
#include "shared/text/pattern.h"
#include "shared/text/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ENDS       "'s|'t|'re|'ve|'m|'ll|'d"
#define SPACES     "|\\s+(?!\\S)|\\s+"
#define REST       "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+" SPACES
#define SLASH      "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+" SPACES
#define UPPER      "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]"
#define LOWER      "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]"
#define LEAD       "[^\\r\\n\\p{L}\\p{N}]?"
#define CASED(end) LEAD UPPER "*" LOWER "+" end "|" LEAD UPPER "+" LOWER "*" end
#define CLIP       ENDS "|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+"

static const char *const patterns[] = {
    ENDS "| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+" SPACES,
    "(?i:" ENDS ")|" LEAD "\\p{L}+|\\p{N}{1,3}" REST,
    "(?i:" ENDS ")|" LEAD "\\p{L}+|\\p{N}" REST,
    "(?i:" ENDS ")|" LEAD "[\\p{L}\\p{M}]+|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*"
    "|\\s*[\\r\\n]+" SPACES,
    "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+|\\p{N}{1,3}| "
    "?[^\\s\\p{L}\\p{N}]++[\\r\\n]*"
    "|\\s*[\\r\\n]" SPACES,
    CASED("(?i:" ENDS ")?") "|\\p{N}{1,3}" SLASH,
    CASED("") "|\\p{N}" SLASH,
    "[!\"#$%&'()*+,\\-./"
    ":;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
    "| ?[\\p{P}\\p{S}]+[\\r\\n]*|\\s*[\\r\\n]+" SPACES,
    "\\p{N}{1,3}",
    CLIP,
    "<\\|startoftext\\|>|<\\|endoftext\\|>|" CLIP,
};

enum { NUM_PATTERNS = sizeof patterns / sizeof patterns[0] };

static void require(bool holds)
{
    if (!holds)
        abort();
}

static struct ps_pattern *parse(const char *before, const char *regex, const char *behind)
{
    struct ps_error error = {0};
    struct ps_pattern *pattern = NULL;
    json_t *json = json_pack("{s:{s:s++}}", "pattern", "Regex", before, regex, behind);
    struct ps_component component = {.json = json, .where = "words"};
    require(json && ps_pattern_parse(&pattern, &component, "pattern", &error) == PS_OK);
    json_decref(json);
    return pattern;
}

static void check(const struct ps_pattern *by_hand, const struct ps_pattern *by_pcre2,
                  const char *text, size_t size)
{
    struct ps_error error = {0};
    struct ps_pattern_search one = {0}, other = {0};
    require(ps_pattern_search_open(&one, by_hand, text, size, &error) == PS_OK);
    require(ps_pattern_search_open(&other, by_pcre2, text, size, &error) == PS_OK);
    do {
        require(ps_pattern_search_next(&one, &error) == PS_OK);
        if (ps_pattern_search_next(&other, &error) != PS_OK)
            break; /* more steps than PCRE2 may take */
        require(one.found == other.found);
        require(!one.found || (one.start == other.start && one.end == other.end));
    } while (one.found);
    ps_pattern_search_close(&one);
    ps_pattern_search_close(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ps_pattern *by_hand[NUM_PATTERNS], *by_pcre2[NUM_PATTERNS];
    const char *text = size > 0 ? (const char *)data : "";
    if (!ps_utf8_valid(text, size))
        return 0;
    for (size_t i = 0; i < NUM_PATTERNS; i++) {
        if (!by_hand[i]) {
            struct ps_slice regex = {patterns[i], strlen(patterns[i])};
            require(ps_words_find(regex) != NULL);
            by_hand[i] = parse("", patterns[i], "");
            by_pcre2[i] = parse("(?:", patterns[i], ")");
        }
        check(by_hand[i], by_pcre2[i], text, size);
    }
    return 0;
}
