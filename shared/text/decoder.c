/* The decoder of a tokenizer.json, as a stream. */
#include "shared/text/decoder.h"

#include <stdlib.h>
#include <string.h>

/* What one token may become: so many times its bytes and so many bytes more, per stage. */
enum { GROWTH_MAX = 64, GROWTH_BYTES = 4096, STEPS_MAX = 256 };

static const struct ps_decoder_parser *find_parser(const char *name)
{
    static const struct ps_decoder_parser *const tables[] = {
        ps_decoder_parsers_basic,      ps_decoder_parsers_replace, ps_decoder_parsers_bytes,
        ps_decoder_parsers_byte_level, ps_decoder_parsers_ctc,
    };
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        for (const struct ps_decoder_parser *parser = tables[i]; parser->name; parser++) {
            if (strcmp(parser->name, name) == 0)
                return parser;
        }
    }
    return NULL;
}

enum ps_status ps_decoder_add(struct ps_decoder *decoder, const struct ps_decoder_kind *kind,
                              void *settings, struct ps_error *error)
{
    if (decoder->count >= STEPS_MAX) {
        kind->destroy(settings);
        return ps_error_set(error, PS_TOO_LARGE, "decoder: at most %d steps are read", STEPS_MAX);
    }
    struct ps_decoder_step *steps = reallocarray(decoder->steps, decoder->count + 1, sizeof *steps);
    if (!steps) {
        kind->destroy(settings);
        return ps_error_no_memory(error, "a decoder");
    }
    decoder->steps = steps;
    steps[decoder->count++] = (struct ps_decoder_step){kind, settings};
    return PS_OK;
}

static enum ps_status add_component(void *context, const struct ps_component *component,
                                    const char *type, struct ps_error *error)
{
    const struct ps_decoder_parser *parser = find_parser(type);
    if (!parser)
        return ps_component_unsupported(component, type, error);
    return parser->parse(context, component, error);
}

enum ps_status ps_decoder_parse(struct ps_decoder *decoder, const struct ps_component *component,
                                struct ps_error *error)
{
    if (!component->json || json_is_null(component->json))
        return ps_decoder_add(decoder, &ps_decoder_spaced, NULL, error);
    return ps_component_flatten(component, "decoders", add_component, decoder, error);
}

void ps_decoder_close(struct ps_decoder *decoder)
{
    for (size_t i = 0; i < decoder->count; i++)
        decoder->steps[i].kind->destroy(decoder->steps[i].settings);
    free(decoder->steps);
    *decoder = (struct ps_decoder){0};
}

enum ps_status ps_decode_emit(struct ps_decode_stage *stage, const char *data, size_t size,
                              bool ends)
{
    if (size == 0 && !ends)
        return PS_OK;
    if (size > *stage->budget)
        return PS_TOO_LARGE;
    *stage->budget -= size;
    if (!stage->next)
        return ps_buffer_append(stage->out, data, size);
    struct ps_decode_stage *next = stage->next;
    PS_TRY(next->kind->chunk(next, data, size, ends));
    next->inside = !ends;
    if (ends)
        next->index++;
    return PS_OK;
}

enum ps_status ps_decode_stream_open(struct ps_decode_stream *stream,
                                     const struct ps_decoder *decoder, struct ps_error *error)
{
    /* The first stage passes tokens on; the others are the decoder's. */
    stream->stages = calloc(decoder->count + 1, sizeof *stream->stages);
    if (!stream->stages)
        return ps_error_no_memory(error, "decoding");
    stream->count = decoder->count + 1;
    for (size_t i = 0; i < stream->count; i++) {
        struct ps_decode_stage *stage = &stream->stages[i];
        stage->next = i + 1 < stream->count ? stage + 1 : NULL;
        if (i == 0)
            continue;
        stage->kind = decoder->steps[i - 1].kind;
        stage->settings = decoder->steps[i - 1].settings;
    }
    return PS_OK;
}

void ps_decode_stream_close(struct ps_decode_stream *stream)
{
    for (size_t i = 0; i < stream->count; i++) {
        ps_buffer_close(&stream->stages[i].held);
        ps_buffer_close(&stream->stages[i].run);
    }
    free(stream->stages);
    ps_buffer_close(&stream->sink);
    *stream = (struct ps_decode_stream){0};
}

static enum ps_status checked(enum ps_status status, struct ps_error *error)
{
    if (status == PS_OK)
        return PS_OK;
    if (status == PS_NO_MEMORY)
        return ps_error_no_memory(error, "decoding");
    if (status == PS_TOO_LARGE)
        return ps_error_set(error, status, "the tokenizer's decoder makes a text explode");
    return ps_error_set(error, status, "a regular expression of the decoder gave up on a text");
}

/* The addresses that point into the stream itself, which may have been moved. */
static void bind(struct ps_decode_stream *stream)
{
    stream->stages[stream->count - 1].out = &stream->sink;
    for (size_t i = 0; i < stream->count; i++)
        stream->stages[i].budget = &stream->budget;
}

enum ps_status ps_decode_stream_push(struct ps_decode_stream *stream, const char *data, size_t size,
                                     struct ps_error *error)
{
    bind(stream);
    stream->budget += stream->count * (GROWTH_MAX * size + GROWTH_BYTES);
    return checked(ps_decode_emit(&stream->stages[0], data, size, true), error);
}

enum ps_status ps_decode_stream_finish(struct ps_decode_stream *stream, struct ps_error *error)
{
    bind(stream);
    for (size_t i = 1; i < stream->count; i++)
        PS_TRY(checked(stream->stages[i].kind->finish(&stream->stages[i]), error));
    return PS_OK;
}
