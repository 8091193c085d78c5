/* Decoders that look at one string at a time: Fuse, Strip, Metaspace, WordPiece, BPEDecoder. */
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/decoder.h"
#include "shared/text/metaspace.h"

enum { STRIP_MAX = 1 << 20 };

struct strip {
    char content[4]; /* one character */
    size_t content_size;
    size_t start, stop; /* at most so many are taken away in front, behind */
};

static enum ps_status finish_nothing(struct ps_decode_stage *stage)
{
    (void)stage;
    return PS_OK;
}

/* A string of the component, or fallback, as settings. */
static enum ps_status parse_slice(const struct ps_component *component, const char *key,
                                  const char *fallback, struct ps_slice **settings,
                                  struct ps_error *error)
{
    struct ps_slice value = {fallback, strlen(fallback)};
    PS_TRY(ps_component_optional_string(component, key, &value, error));
    *settings = ps_slice_create(value);
    return *settings ? PS_OK : ps_error_no_memory(error, component->where);
}

static enum ps_status chunk_spaced(struct ps_decode_stage *stage, const char *data, size_t size,
                                   bool ends)
{
    if (!stage->inside && stage->index > 0)
        PS_TRY(ps_decode_emit(stage, " ", 1, false));
    return ps_decode_emit(stage, data, size, ends);
}

const struct ps_decoder_kind ps_decoder_spaced = {chunk_spaced, finish_nothing, free};

/* All strings become one. */
static enum ps_status chunk_fuse(struct ps_decode_stage *stage, const char *data, size_t size,
                                 bool ends)
{
    (void)ends;
    return ps_decode_emit(stage, data, size, false);
}

static enum ps_status finish_fuse(struct ps_decode_stage *stage)
{
    return ps_decode_emit(stage, "", 0, true);
}

static enum ps_status parse_fuse(struct ps_decoder *decoder, const struct ps_component *component,
                                 struct ps_error *error)
{
    static const struct ps_decoder_kind kind = {chunk_fuse, finish_fuse, free};
    (void)component;
    return ps_decoder_add(decoder, &kind, NULL, error);
}

static enum ps_status emit_content(struct ps_decode_stage *stage, size_t times)
{
    const struct strip *strip = stage->settings;
    for (size_t i = 0; i < times; i++)
        PS_TRY(ps_decode_emit(stage, strip->content, strip->content_size, false));
    return PS_OK;
}

/* stage->count: characters taken away in front; SIZE_MAX once another came or all are taken.
 * stage->held.size: how many times the character waits at the end, in bytes that stand for it. */
static enum ps_status chunk_strip(struct ps_decode_stage *stage, const char *data, size_t size,
                                  bool ends)
{
    const struct strip *strip = stage->settings;
    if (!stage->inside)
        stage->count = 0;
    size_t unwritten = 0;
    for (size_t i = 0; i < size;) {
        bool matches = size - i >= strip->content_size &&
                       memcmp(data + i, strip->content, strip->content_size) == 0;
        uint32_t code_point;
        size_t length = ps_utf8_decode(data + i, size - i, &code_point);
        length = length ? length : 1;
        if (matches && stage->count < strip->start) {
            stage->count++;
            unwritten = i += length;
            continue;
        }
        stage->count = SIZE_MAX;
        if (strip->stop == 0)
            break;
        if (matches && stage->held.size < strip->stop) {
            PS_TRY(ps_decode_emit(stage, data + unwritten, i - unwritten, false));
            PS_TRY(ps_buffer_append_byte(&stage->held, 0));
            unwritten = i += length;
            continue;
        }
        if (!matches) {
            PS_TRY(emit_content(stage, stage->held.size));
            ps_buffer_clear(&stage->held);
        }
        i += length;
    }
    if (ends)
        ps_buffer_clear(&stage->held);
    return ps_decode_emit(stage, data + unwritten, size - unwritten, ends);
}

static enum ps_status parse_strip(struct ps_decoder *decoder, const struct ps_component *component,
                                  struct ps_error *error)
{
    static const struct ps_decoder_kind kind = {chunk_strip, finish_nothing, free};
    struct strip settings = {0};
    struct ps_slice content = {0};
    PS_TRY(ps_component_character(component, "content", &content, error));
    PS_TRY(ps_component_size(component, "start", STRIP_MAX, &settings.start, error));
    PS_TRY(ps_component_size(component, "stop", STRIP_MAX, &settings.stop, error));
    memcpy(settings.content, content.data, content.size);
    settings.content_size = content.size;
    struct strip *strip = malloc(sizeof *strip);
    if (!strip)
        return ps_error_no_memory(error, component->where);
    *strip = settings;
    return ps_decoder_add(decoder, &kind, strip, error);
}

/* The character that stands for a space becomes one; in the first string it goes away, where one
 * had been put in front. */
static enum ps_status chunk_metaspace(struct ps_decode_stage *stage, const char *data, size_t size,
                                      bool ends)
{
    const struct ps_metaspace *metaspace = stage->settings;
    bool drop = stage->index == 0 && metaspace->scheme != PS_PREPEND_NEVER;
    size_t i = 0;
    while (i < size) {
        const char *found =
            memmem(data + i, size - i, metaspace->replacement, metaspace->replacement_size);
        if (!found)
            break;
        size_t end = (size_t)(found - data);
        PS_TRY(ps_decode_emit(stage, data + i, end - i, false));
        if (!drop)
            PS_TRY(ps_decode_emit(stage, " ", 1, false));
        i = end + metaspace->replacement_size;
    }
    return ps_decode_emit(stage, data + i, size - i, ends);
}

static enum ps_status parse_metaspace(struct ps_decoder *decoder,
                                      const struct ps_component *component, struct ps_error *error)
{
    static const struct ps_decoder_kind kind = {chunk_metaspace, finish_nothing, free};
    struct ps_metaspace settings;
    PS_TRY(ps_metaspace_parse(&settings, component, error));
    struct ps_metaspace *metaspace = malloc(sizeof *metaspace);
    if (!metaspace)
        return ps_error_no_memory(error, component->where);
    *metaspace = settings;
    return ps_decoder_add(decoder, &kind, metaspace, error);
}

/* Tokens that go on within a word lose their prefix; the others get a space in front. */
static enum ps_status chunk_word_piece(struct ps_decode_stage *stage, const char *data, size_t size,
                                       bool ends)
{
    const struct ps_slice *prefix = stage->settings;
    if (!stage->inside)
        stage->flag = stage->index > 0; /* not decided yet */
    if (!stage->flag)
        return ps_decode_emit(stage, data, size, ends);
    PS_TRY(ps_buffer_append(&stage->held, data, size));
    if (stage->held.size < prefix->size && !ends)
        return PS_OK;
    size_t skip = 0;
    if (stage->held.size >= prefix->size &&
        memcmp(stage->held.data, prefix->data, prefix->size) == 0)
        skip = prefix->size;
    else
        PS_TRY(ps_decode_emit(stage, " ", 1, false));
    stage->flag = false;
    PS_TRY(ps_decode_emit(stage, stage->held.data + skip, stage->held.size - skip, ends));
    ps_buffer_clear(&stage->held);
    return PS_OK;
}

enum ps_status ps_decoder_add_cleanup(struct ps_decoder *decoder, struct ps_error *error)
{
    static const char *const replacements[][2] = {
        {" .", "."},   {" ?", "?"},     {" !", "!"},     {" ,", ","},
        {" ' ", "'"},  {" n't", "n't"}, {" 'm", "'m"},   {" do not", " don't"},
        {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"},
    };
    for (size_t i = 0; i < sizeof replacements / sizeof replacements[0]; i++)
        PS_TRY(ps_decoder_add_replace(decoder, replacements[i][0], replacements[i][1], error));
    return PS_OK;
}

/* The joining of tokens, then one replacement after another within each of them. */
static enum ps_status parse_word_piece(struct ps_decoder *decoder,
                                       const struct ps_component *component, struct ps_error *error)
{
    static const struct ps_decoder_kind kind = {chunk_word_piece, finish_nothing, ps_slice_destroy};
    bool cleanup = true;
    PS_TRY(ps_component_bool(component, "cleanup", &cleanup, error));
    struct ps_slice *prefix = NULL;
    PS_TRY(parse_slice(component, "prefix", "##", &prefix, error));
    PS_TRY(ps_decoder_add(decoder, &kind, prefix, error));
    return cleanup ? ps_decoder_add_cleanup(decoder, error) : PS_OK;
}

/* Writes the string that is held, its suffix replaced. */
static enum ps_status flush_bpe(struct ps_decode_stage *stage, const char *content)
{
    const struct ps_slice *suffix = stage->settings;
    size_t i = 0;
    while (suffix->size > 0 && i < stage->held.size) {
        const char *found =
            memmem(stage->held.data + i, stage->held.size - i, suffix->data, suffix->size);
        if (!found)
            break;
        size_t end = (size_t)(found - stage->held.data);
        PS_TRY(ps_decode_emit(stage, stage->held.data + i, end - i, false));
        PS_TRY(ps_decode_emit(stage, content, strlen(content), false));
        i = end + suffix->size;
    }
    PS_TRY(ps_decode_emit(stage, stage->held.size ? stage->held.data + i : "", stage->held.size - i,
                          true));
    ps_buffer_clear(&stage->held);
    return PS_OK;
}

/* A string waits until the next one comes: in the last one the suffix becomes no space. */
static enum ps_status chunk_bpe(struct ps_decode_stage *stage, const char *data, size_t size,
                                bool ends)
{
    (void)ends;
    if (!stage->inside && stage->index > 0)
        PS_TRY(flush_bpe(stage, " "));
    return ps_buffer_append(&stage->held, data, size);
}

static enum ps_status finish_bpe(struct ps_decode_stage *stage)
{
    return stage->index > 0 ? flush_bpe(stage, "") : PS_OK;
}

static enum ps_status parse_bpe(struct ps_decoder *decoder, const struct ps_component *component,
                                struct ps_error *error)
{
    static const struct ps_decoder_kind kind = {chunk_bpe, finish_bpe, ps_slice_destroy};
    struct ps_slice *suffix = NULL;
    PS_TRY(parse_slice(component, "suffix", "</w>", &suffix, error));
    return ps_decoder_add(decoder, &kind, suffix, error);
}

const struct ps_decoder_parser ps_decoder_parsers_basic[] = {
    {"Fuse", parse_fuse},           {"Strip", parse_strip},
    {"Metaspace", parse_metaspace}, {"WordPiece", parse_word_piece},
    {"BPEDecoder", parse_bpe},      {0},
};
