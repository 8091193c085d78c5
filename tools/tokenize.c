/* `penstock tokenize`: text to token ids and back, line by line. */
#include "tools/tokenize.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/text/tokenizer.h"
#include "tools/command.h"

static const char usage[] =
    "usage: penstock tokenize --model DIR [--json] [--no-special-tokens] < TEXT\n"
    "       penstock tokenize --model DIR --decode [--json] [--with-special-tokens] < IDS\n"
    "\n"
    "Each line of standard input becomes one line of standard output: a text becomes a JSON array\n"
    "of its token ids; with --decode, a JSON array of ids becomes their text.\n"
    "\n"
    "  --model DIR            folder that has the model's tokenizer.json, or vocab.json and\n"
    "                         merges.txt, or vocab.txt\n"
    "  --json                 texts are JSON strings, so that they can hold line ends\n"
    "  --no-special-tokens    only the tokens of the text, without those around it\n"
    "  --decode               the other way round\n"
    "  --with-special-tokens  with --decode: write special tokens too\n"
    "  --help                 show this\n";

struct options {
    const char *model;
    bool json, decode, with_special_tokens, no_special_tokens, help;
};

static int usage_error(const char *message)
{
    fprintf(stderr, "penstock tokenize: %s\nTry `penstock tokenize --help`.\n", message);
    return PS_EXIT_USAGE;
}

static int parse_options(int argc, char **argv, struct options *options)
{
    static const struct option known[] = {
        {"model", required_argument, NULL, 'm'},
        {"json", no_argument, NULL, 'j'},
        {"decode", no_argument, NULL, 'd'},
        {"no-special-tokens", no_argument, NULL, 'n'},
        {"with-special-tokens", no_argument, NULL, 'w'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    optind = 0; /* the program's own options may have been parsed already */
    for (int option; (option = getopt_long(argc, argv, "h", known, NULL)) != -1;) {
        switch (option) {
        case 'm':
            options->model = optarg;
            break;
        case 'j':
            options->json = true;
            break;
        case 'd':
            options->decode = true;
            break;
        case 'n':
            options->no_special_tokens = true;
            break;
        case 'w':
            options->with_special_tokens = true;
            break;
        case 'h':
            options->help = true;
            return PS_EXIT_DONE;
        default:
            fprintf(stderr, "Try `penstock tokenize --help`.\n");
            return PS_EXIT_USAGE;
        }
    }
    if (optind < argc)
        return usage_error("texts come from standard input, not from arguments");
    if (!options->model)
        return usage_error("--model DIR is missing: which tokenizer?");
    if (options->decode && options->no_special_tokens)
        return usage_error("--no-special-tokens is for encoding; decoding leaves special tokens "
                           "out unless --with-special-tokens is given");
    if (!options->decode && options->with_special_tokens)
        return usage_error("--with-special-tokens is for --decode; encoding adds special tokens "
                           "unless --no-special-tokens is given");
    return PS_EXIT_DONE;
}

static void print_ids(const struct ps_tokens *tokens)
{
    putchar('[');
    for (size_t i = 0; i < tokens->count; i++)
        printf("%s%" PRId32, i ? ", " : "", tokens->ids[i]);
    puts("]");
}

static enum ps_status encode_line(const struct ps_tokenizer *tokenizer,
                                  const struct options *options, const char *line, size_t size,
                                  struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *string = NULL;
    if (options->json) {
        json_error_t json_error;
        string = json_loadb(line, size, JSON_DECODE_ANY | JSON_ALLOW_NUL, &json_error);
        if (!json_is_string(string))
            return ps_error_set(error, PS_INVALID, "expected a JSON string (%s)",
                                string ? "found another type" : json_error.text);
        line = json_string_value(string);
        size = json_string_length(string);
    }
    PS_DEFER(ps_tokens_close) struct ps_tokens tokens = {0};
    PS_TRY(ps_tokenizer_encode(tokenizer, line, size, !options->no_special_tokens, &tokens, error));
    print_ids(&tokens);
    return PS_OK;
}

static enum ps_status read_ids(const char *line, size_t size, struct ps_buffer *ids,
                               struct ps_error *error)
{
    json_error_t json_error;
    PS_DEFER(json_decrefp) json_t *array = json_loadb(line, size, 0, &json_error);
    if (!json_is_array(array))
        return ps_error_set(error, PS_INVALID, "expected a JSON array of token ids (%s)",
                            array ? "found an object" : json_error.text);
    for (size_t i = 0; i < json_array_size(array); i++) {
        const json_t *item = json_array_get(array, i);
        json_int_t value = json_integer_value(item);
        if (!json_is_integer(item) || value < 0 || value > INT32_MAX)
            return ps_error_set(error, PS_INVALID,
                                "entry %zu of the array is no token id: expected a whole number "
                                "from 0 to %d",
                                i + 1, INT32_MAX);
        int32_t id = (int32_t)value;
        if (ps_buffer_append(ids, &id, sizeof id) != PS_OK)
            return ps_error_no_memory(error, "token ids");
    }
    return PS_OK;
}

static enum ps_status print_text(const struct options *options, const struct ps_buffer *text,
                                 struct ps_error *error)
{
    if (!options->json) {
        (void)fwrite(text->data ? text->data : "", 1, text->size, stdout);
        putchar('\n');
        return PS_OK;
    }
    PS_DEFER(json_decrefp) json_t *string = json_stringn(text->data ? text->data : "", text->size);
    if (!string || json_dumpf(string, stdout, JSON_ENCODE_ANY) != 0)
        return ps_error_no_memory(error, "writing a text");
    putchar('\n');
    return PS_OK;
}

static enum ps_status decode_line(const struct ps_tokenizer *tokenizer,
                                  const struct options *options, const char *line, size_t size,
                                  struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer ids = {0};
    PS_TRY(read_ids(line, size, &ids, error));
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    PS_TRY(ps_tokenizer_decode(tokenizer, (const int32_t *)(const void *)ids.data,
                               ids.size / sizeof(int32_t), !options->with_special_tokens, &text,
                               error));
    return print_text(options, &text, error);
}

static int exit_code(enum ps_status status)
{
    return status == PS_NO_MEMORY || status == PS_INTERNAL ? PS_EXIT_FAILED : PS_EXIT_USAGE;
}

static int each_line(const struct ps_tokenizer *tokenizer, const struct options *options)
{
    PS_DEFER(ps_freep) char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    for (size_t number = 1; (length = getline(&line, &capacity, stdin)) >= 0; number++) {
        size_t size = (size_t)length;
        if (size > 0 && line[size - 1] == '\n')
            size--;
        struct ps_error error = {0};
        enum ps_status status = options->decode
                                    ? decode_line(tokenizer, options, line, size, &error)
                                    : encode_line(tokenizer, options, line, size, &error);
        if (status != PS_OK) {
            (void)fflush(stdout);
            fprintf(stderr, "penstock tokenize: line %zu: %s\n", number, error.message);
            return exit_code(status);
        }
    }
    if (ferror(stdin)) {
        fprintf(stderr, "penstock tokenize: cannot read standard input: %s\n", strerror(errno));
        return PS_EXIT_FAILED;
    }
    return PS_EXIT_DONE;
}

int ps_tokenize_main(int argc, char **argv)
{
    struct options options = {0};
    int code = parse_options(argc, argv, &options);
    if (code != PS_EXIT_DONE)
        return code;
    if (options.help) {
        fputs(usage, stdout);
        return PS_EXIT_DONE;
    }
    PS_DEFER(ps_tokenizer_destroyp) struct ps_tokenizer *tokenizer = NULL;
    struct ps_error error = {0};
    enum ps_status status = ps_tokenizer_load(&tokenizer, options.model, &error);
    if (status != PS_OK) {
        fprintf(stderr, "penstock tokenize: %s\n", error.message);
        return status == PS_NO_MEMORY ? PS_EXIT_FAILED : PS_EXIT_UNAVAILABLE;
    }
    code = each_line(tokenizer, &options);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "penstock tokenize: cannot write to standard output: %s\n",
                strerror(errno));
        return PS_EXIT_FAILED;
    }
    return code;
}
