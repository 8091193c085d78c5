/* A tokenizer as a tokenizer.json describes it: loading, encoding, decoding. */
#include "shared/text/tokenizer.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/json_read.h"
#include "shared/base/utf8.h"
#include "shared/text/tokenizer_files.h"
#include "shared/text/tokenizer_parts.h"

enum { JSON_DEPTH_MAX = 32 };

static enum ps_status parse_parts(struct ps_tokenizer *tokenizer, const json_t *root,
                                  struct ps_error *error)
{
    struct ps_component file = {.json = root, .where = "tokenizer.json"};
    struct ps_component part = {.json = json_object_get(root, "normalizer"), .where = "normalizer"};
    PS_TRY(ps_normalizer_parse(&tokenizer->normalizer, &part, error));
    part = (struct ps_component){json_object_get(root, "pre_tokenizer"), "pre_tokenizer"};
    PS_TRY(ps_pre_tokenizer_parse(&tokenizer->pre_tokenizer, &part, error));
    part = (struct ps_component){json_object_get(root, "model"), "model"};
    PS_TRY(ps_subword_parse(&tokenizer->subword, &part, error));
    tokenizer->subword.byte_level = tokenizer->pre_tokenizer.byte_level;
    part = (struct ps_component){json_object_get(root, "post_processor"), "post_processor"};
    PS_TRY(ps_post_processor_parse(&tokenizer->post_processor, &part, error));
    part = (struct ps_component){json_object_get(root, "decoder"), "decoder"};
    PS_TRY(ps_decoder_parse(&tokenizer->decoder, &part, error));
    return ps_added_parse(&tokenizer->added, &file, &tokenizer->subword.vocabulary,
                          &tokenizer->normalizer, error);
}

static enum ps_status create(struct ps_tokenizer **tokenizer, const json_t *root,
                             struct ps_error *error)
{
    PS_DEFER(ps_tokenizer_destroyp) struct ps_tokenizer *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, "a tokenizer");
    PS_TRY(parse_parts(made, root, error));
    *tokenizer = ps_take(made);
    return PS_OK;
}

enum ps_status ps_tokenizer_parse(struct ps_tokenizer **tokenizer, const char *json, size_t size,
                                  struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *root = NULL;
    PS_TRY(ps_json_parse(json, size, JSON_DEPTH_MAX, &root, error));
    if (!json_is_object(root))
        return ps_error_set(error, PS_INVALID, "found a list, expected a JSON object");
    return create(tokenizer, root, error);
}

enum ps_status ps_tokenizer_load(struct ps_tokenizer **tokenizer, const char *folder,
                                 struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *root = NULL;
    PS_TRY(ps_tokenizer_files_read(folder, &root, error));
    enum ps_status status = create(tokenizer, root, error);
    if (status != PS_OK)
        ps_error_prefix(error, "the tokenizer in %s", folder);
    return status;
}

enum ps_status ps_tokenizer_load_for_chat(struct ps_tokenizer **tokenizer, const char *folder,
                                          struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *root = NULL;
    PS_TRY(ps_tokenizer_files_read_class(folder, &root, error));
    return root ? create(tokenizer, root, error) : PS_OK;
}

enum ps_status ps_tokenizer_lower_case(struct ps_tokenizer *tokenizer, struct ps_error *error)
{
    return ps_normalizer_lower_first(&tokenizer->normalizer, error);
}

void ps_tokenizer_destroy(struct ps_tokenizer *tokenizer)
{
    if (!tokenizer)
        return;
    ps_added_close(&tokenizer->added);
    ps_normalizer_close(&tokenizer->normalizer);
    ps_pre_tokenizer_close(&tokenizer->pre_tokenizer);
    ps_subword_close(&tokenizer->subword);
    ps_post_processor_close(&tokenizer->post_processor);
    ps_decoder_close(&tokenizer->decoder);
    free(tokenizer);
}

/* The memory of one call to encode. */
struct encoding {
    struct ps_texts written; /* what pieces refer to, but for the text itself */
    struct ps_pieces pieces, spare;
    struct ps_text_run run, spare_run;
    struct ps_scratch scratch;
    struct ps_tokens texts[PS_TEMPLATE_TEXTS]; /* without special tokens */
};

static void close_encoding(struct encoding *encoding)
{
    ps_texts_close(&encoding->written);
    ps_pieces_close(&encoding->pieces);
    ps_pieces_close(&encoding->spare);
    ps_text_run_close(&encoding->run);
    ps_text_run_close(&encoding->spare_run);
    ps_scratch_close(&encoding->scratch);
    for (size_t i = 0; i < PS_TEMPLATE_TEXTS; i++)
        ps_tokens_close(&encoding->texts[i]);
}

/* Normalizes a stretch between added tokens and splits it at those of the normalized text. */
static enum ps_status split_normalized(const struct ps_tokenizer *tokenizer,
                                       const struct ps_piece *piece, struct encoding *encoding,
                                       struct ps_error *error)
{
    struct ps_text_run *run = &encoding->run;
    const char *text = piece->text;
    size_t size = piece->size, head = piece->head;
    if (tokenizer->normalizer.count > 0) {
        ps_buffer_clear(&run->text);
        run->head = head;
        if (ps_buffer_append(&run->text, text, size) != PS_OK)
            return ps_error_no_memory(error, "tokenizing a text");
        PS_TRY(ps_normalizer_apply(&tokenizer->normalizer, run, &encoding->spare_run, error));
        size = run->text.size;
        head = run->head;
        text = ps_texts_copy(&encoding->written, run->text.data, size);
        if (!text)
            return ps_error_no_memory(error, "tokenizing a text");
    }
    return ps_added_split(&tokenizer->added, &tokenizer->added.normalized, text, size, head,
                          &encoding->pieces, error);
}

/* Splits at added tokens: those of the raw text first, then, between them, those of the normalized
 * text. The normalizer sees each stretch between raw tokens by itself. */
static enum ps_status split_added(const struct ps_tokenizer *tokenizer, const char *text,
                                  size_t size, struct encoding *encoding, struct ps_error *error)
{
    const struct ps_added *added = &tokenizer->added;
    uint32_t code_point;
    PS_TRY(ps_added_split(added, &added->raw, text, size, ps_utf8_decode(text, size, &code_point),
                          &encoding->spare, error));
    for (size_t i = 0; i < encoding->spare.count; i++) {
        const struct ps_piece *piece = &encoding->spare.items[i];
        if (piece->id < 0)
            PS_TRY(split_normalized(tokenizer, piece, encoding, error));
        else if (ps_pieces_add_token(&encoding->pieces, piece->id) != PS_OK)
            return ps_error_no_memory(error, "tokenizing a text");
    }
    return PS_OK;
}

static enum ps_status encode_text(const struct ps_tokenizer *tokenizer, const char *text,
                                  size_t size, struct encoding *encoding, struct ps_tokens *tokens,
                                  struct ps_error *error)
{
    struct ps_pieces *pieces = &encoding->pieces;
    if (!ps_utf8_valid(text, size))
        return ps_error_set(error, PS_INVALID, "the text is not valid UTF-8");
    ps_pieces_clear(&encoding->pieces);
    ps_pieces_clear(&encoding->spare);
    encoding->pieces.texts = encoding->spare.texts = &encoding->written;
    PS_TRY(split_added(tokenizer, text, size, encoding, error));
    PS_TRY(ps_pre_tokenizer_apply(&tokenizer->pre_tokenizer, pieces, &encoding->spare, error));
    for (size_t i = 0; i < pieces->count; i++) {
        const struct ps_piece *piece = &pieces->items[i];
        if (piece->id >= 0)
            PS_TRY(ps_tokens_add(tokens, piece->id, 0, error));
        else
            PS_TRY(ps_subword_encode(&tokenizer->subword, piece->text, piece->size,
                                     &encoding->scratch, tokens, error));
    }
    return PS_OK;
}

static void cut(struct ps_tokens *tokens, size_t count, bool keep_end)
{
    size_t num_lost = tokens->count - count;
    if (keep_end && num_lost > 0)
        memmove(tokens->ids, tokens->ids + num_lost, count * sizeof *tokens->ids);
    tokens->count = count;
}

/* Two texts in room tokens: the shorter one is cut only where half of them is not enough for it. */
static void cut_pair(struct ps_tokens *first, struct ps_tokens *second, size_t room, bool keep_end)
{
    if (room >= first->count + second->count)
        return;
    struct ps_tokens *shorter = first->count > second->count ? second : first;
    struct ps_tokens *longer = shorter == first ? second : first;
    size_t half = room / 2;
    size_t short_count = shorter->count <= half ? shorter->count : half;
    cut(shorter, short_count, keep_end);
    cut(longer, room - short_count, keep_end);
}

/* Before the special tokens are put around them. */
static enum ps_status cut_texts(const struct ps_tokenizer *tokenizer, struct ps_tokens *texts,
                                const struct ps_encode_params *params, struct ps_error *error)
{
    size_t num_special = 0;
    if (params->tokens_max == 0)
        return PS_OK;
    if (params->add_special_tokens)
        num_special =
            ps_post_processor_num_special(&tokenizer->post_processor, params->pair ? 2 : 1);
    if (params->tokens_max < num_special)
        return ps_error_set(error, PS_INVALID,
                            "at most %zu tokens are to be kept, but the special tokens are %zu",
                            params->tokens_max, num_special);
    size_t room = params->tokens_max - num_special;
    if (params->pair)
        cut_pair(&texts[0], &texts[1], room, params->keep_end);
    else if (texts[0].count > room)
        cut(&texts[0], room, params->keep_end);
    return PS_OK;
}

enum ps_status ps_tokenizer_encode_pair(const struct ps_tokenizer *tokenizer,
                                        const struct ps_encode_params *params,
                                        struct ps_tokens *tokens, struct ps_error *error)
{
    PS_DEFER(close_encoding) struct encoding encoding = {0};
    struct ps_tokens *texts = encoding.texts;
    size_t num_texts = params->pair ? 2 : 1;
    PS_TRY(encode_text(tokenizer, params->text, params->text_size, &encoding, &texts[0], error));
    if (params->pair)
        PS_TRY(
            encode_text(tokenizer, params->pair, params->pair_size, &encoding, &texts[1], error));
    PS_TRY(cut_texts(tokenizer, texts, params, error));
    size_t count = tokens->count;
    enum ps_status status = ps_post_processor_apply(&tokenizer->post_processor, texts, num_texts,
                                                    params->add_special_tokens, tokens, error);
    if (status != PS_OK)
        tokens->count = count;
    return status;
}

enum ps_status ps_tokenizer_encode(const struct ps_tokenizer *tokenizer, const char *text,
                                   size_t size, bool add_special_tokens, struct ps_tokens *tokens,
                                   struct ps_error *error)
{
    struct ps_encode_params params = {
        .text = text,
        .text_size = size,
        .add_special_tokens = add_special_tokens,
    };
    return ps_tokenizer_encode_pair(tokenizer, &params, tokens, error);
}

struct ps_slice ps_tokenizer_decoded(const struct ps_tokenizer *tokenizer, int32_t id,
                                     bool skip_special_tokens)
{
    const struct ps_added *added = &tokenizer->added;
    struct ps_slice token = ps_vocabulary_token(&added->decoded, id);
    if (!token.data)
        token = ps_vocabulary_token(&added->names, id);
    if (!token.data)
        token = ps_vocabulary_token(&tokenizer->subword.vocabulary, id);
    if (!token.data || !skip_special_tokens)
        return token;
    /* What is left out is what reads like a special token, as in the reference. */
    bool special = ps_vocabulary_find(&added->specials, token.data, token.size) >= 0;
    return special ? (struct ps_slice){0} : token;
}

enum ps_status ps_tokenizer_decode(const struct ps_tokenizer *tokenizer, const int32_t *ids,
                                   size_t count, bool skip_special_tokens, struct ps_buffer *text,
                                   struct ps_error *error)
{
    PS_DEFER(ps_decode_stream_close) struct ps_decode_stream stream = {0};
    PS_TRY(ps_decode_stream_open(&stream, &tokenizer->decoder, error));
    for (size_t i = 0; i < count; i++) {
        struct ps_slice token = ps_tokenizer_decoded(tokenizer, ids[i], skip_special_tokens);
        if (token.data)
            PS_TRY(ps_decode_stream_push(&stream, token.data, token.size, error));
    }
    PS_TRY(ps_decode_stream_finish(&stream, error));
    if (stream.sink.size > 0 && ps_buffer_append(text, stream.sink.data, stream.sink.size) != PS_OK)
        return ps_error_no_memory(error, "decoding");
    return PS_OK;
}

const char *ps_tokenizer_kind(const struct ps_tokenizer *tokenizer)
{
    return tokenizer->subword.kind->name;
}

size_t ps_tokenizer_size(const struct ps_tokenizer *tokenizer)
{
    size_t model = tokenizer->subword.vocabulary.num_ids;
    size_t added = tokenizer->added.names.num_ids;
    return model > added ? model : added;
}

const char *ps_tokenizer_token(const struct ps_tokenizer *tokenizer, int32_t id)
{
    struct ps_slice token = ps_vocabulary_token(&tokenizer->added.names, id);
    if (!token.data)
        token = ps_vocabulary_token(&tokenizer->subword.vocabulary, id);
    return token.data;
}

bool ps_tokenizer_is_special(const struct ps_tokenizer *tokenizer, int32_t id)
{
    const struct ps_added *added = &tokenizer->added;
    struct ps_slice token = ps_vocabulary_token(&added->names, id);
    return token.data && ps_vocabulary_find(&added->specials, token.data, token.size) >= 0;
}
