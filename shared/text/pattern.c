/* What a Replace or Split looks for: a string, or a regular expression. */
#include "shared/text/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/regex.h"
#include "shared/text/words.h"

/* Steps of backtracking within one match, and kilobytes of memory for it. */
enum { MATCH_LIMIT = 1000000, HEAP_LIMIT_KIB = 65536 };

struct ps_pattern {
    struct ps_slice string;       /* owned; data is NULL where it is a regular expression */
    const struct ps_words *words; /* NULL: it is regex */
    pcre2_code *regex;
    pcre2_match_context *limits;
};

void ps_pattern_destroy(struct ps_pattern *pattern)
{
    if (!pattern)
        return;
    ps_freep(&pattern->string.data);
    pcre2_code_free(pattern->regex);
    pcre2_match_context_free(pattern->limits);
    free(pattern);
}

static enum ps_status compile_regex(struct ps_pattern *pattern, struct ps_slice regex,
                                    struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    PS_TRY(ps_regex_translate(regex, &text, error));
    int code;
    PCRE2_SIZE offset;
    pattern->regex =
        pcre2_compile((PCRE2_SPTR)text.data, text.size,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &code, &offset, NULL);
    if (!pattern->regex && code == PCRE2_ERROR_HEAP_FAILED)
        return ps_error_no_memory(error, "a regular expression");
    if (!pattern->regex) {
        char reason[128] = "";
        (void)pcre2_get_error_message(code, (PCRE2_UCHAR *)reason, sizeof reason);
        return ps_error_set(error, PS_INVALID, "%s", reason);
    }
    /* Where no code can be made for the machine, PCRE2 goes on without. */
    (void)pcre2_jit_compile(pattern->regex, PCRE2_JIT_COMPLETE);
    return PS_OK;
}

static enum ps_status compile(struct ps_pattern *pattern, const struct ps_component *component,
                              struct ps_slice regex, struct ps_error *error)
{
    enum ps_status status = compile_regex(pattern, regex, error);
    if (status != PS_OK) {
        ps_error_prefix(error, "%s: the regular expression \"%.64s\" fails", component->where,
                        regex.data);
        return status;
    }
    pattern->limits = pcre2_match_context_create(NULL);
    if (!pattern->limits)
        return ps_error_no_memory(error, component->where);
    pcre2_set_match_limit(pattern->limits, MATCH_LIMIT);
    pcre2_set_heap_limit(pattern->limits, HEAP_LIMIT_KIB);
    return PS_OK;
}

enum ps_status ps_pattern_parse(struct ps_pattern **pattern, const struct ps_component *component,
                                const char *key, struct ps_error *error)
{
    struct ps_component inner =
        ps_component_at(component, key, json_object_get(component->json, key));
    struct ps_slice string = {0}, regex = {0};
    PS_TRY(ps_component_optional_string(&inner, "String", &string, error));
    PS_TRY(ps_component_optional_string(&inner, "Regex", &regex, error));
    if (!string.data == !regex.data)
        return ps_error_set(error, PS_INVALID, "%s: expected {\"String\": ...} or {\"Regex\": ...}",
                            inner.where);
    PS_DEFER(ps_pattern_destroyp) struct ps_pattern *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, inner.where);
    if (regex.data) {
        made->words = ps_words_find(regex);
        if (!made->words)
            PS_TRY(compile(made, &inner, regex, error));
    } else {
        made->string = ps_slice_copy(string);
        if (!made->string.data)
            return ps_error_no_memory(error, inner.where);
    }
    *pattern = ps_take(made);
    return PS_OK;
}

struct ps_slice ps_pattern_string(const struct ps_pattern *pattern)
{
    return pattern->string;
}

enum ps_status ps_pattern_search_open(struct ps_pattern_search *search,
                                      const struct ps_pattern *pattern, const char *text,
                                      size_t size, struct ps_error *error)
{
    *search = (struct ps_pattern_search){
        .pattern = pattern,
        .text = text ? text : "",
        .size = size,
        .previous_end = SIZE_MAX,
    };
    if (!pattern->regex)
        return PS_OK;
    search->matches = pcre2_match_data_create(1, NULL);
    return search->matches ? PS_OK : ps_error_no_memory(error, "matching a regular expression");
}

void ps_pattern_search_close(struct ps_pattern_search *search)
{
    pcre2_match_data_free(search->matches);
    search->matches = NULL;
}

static int match(const struct ps_pattern_search *search, uint32_t options)
{
    return pcre2_match(search->pattern->regex, (PCRE2_SPTR)search->text, search->size, search->next,
                       options, search->matches, search->pattern->limits);
}

static enum ps_status next_regex(struct ps_pattern_search *search, struct ps_error *error)
{
    int count = match(search, PCRE2_NO_UTF_CHECK);
    if (count == PCRE2_ERROR_JIT_STACKLIMIT) /* without the machine's stack there is more room */
        count = match(search, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT);
    if (count == PCRE2_ERROR_NOMATCH)
        return PS_OK;
    if (count == PCRE2_ERROR_NOMEMORY)
        return ps_error_no_memory(error, "matching a regular expression");
    if (count < 0)
        return ps_error_set(error, PS_INVALID,
                            "a regular expression of the tokenizer gave up on a text (code %d)",
                            count);
    const PCRE2_SIZE *span = pcre2_get_ovector_pointer(search->matches);
    search->start = span[0];
    search->end = span[1] > span[0] ? span[1] : span[0]; /* \K can turn them around */
    search->found = true;
    return PS_OK;
}

static void next_word(struct ps_pattern_search *search)
{
    for (size_t i = search->next; i < search->size;) {
        size_t length = ps_words_match(search->pattern->words, search->text + i, search->size - i);
        if (length > 0) {
            search->found = true;
            search->start = i;
            search->end = i + length;
            return;
        }
        i += ps_utf8_first(search->text + i, search->size - i);
    }
}

static void next_string(struct ps_pattern_search *search)
{
    struct ps_slice string = search->pattern->string;
    if (string.size == 0) {
        search->found = true;
        search->start = search->end = search->next;
        return;
    }
    const char *found =
        memmem(search->text + search->next, search->size - search->next, string.data, string.size);
    if (!found)
        return;
    search->found = true;
    search->start = (size_t)(found - search->text);
    search->end = search->start + string.size;
}

/* The bytes from an empty match to the next place that one may be; past the end, one. */
static size_t step_over_character(const struct ps_pattern_search *search)
{
    size_t rest = search->size - search->end;
    return rest > 0 ? ps_utf8_first(search->text + search->end, rest) : 1;
}

enum ps_status ps_pattern_search_next(struct ps_pattern_search *search, struct ps_error *error)
{
    for (;;) {
        search->found = false;
        if (search->next > search->size)
            return PS_OK;
        if (search->pattern->words)
            next_word(search);
        else if (search->pattern->regex)
            PS_TRY(next_regex(search, error));
        else
            next_string(search);
        if (!search->found)
            return PS_OK;
        bool empty = search->end == search->start;
        search->next = search->end + (empty ? step_over_character(search) : 0);
        /* An empty match directly behind another match does not count. */
        if (!empty || search->end != search->previous_end)
            break;
    }
    search->previous_end = search->end;
    return PS_OK;
}
