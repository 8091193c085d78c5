/* The options of `penstock template`. */
#include "tools/template_options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "shared/base/defer.h"
#include "tools/command.h"

static const char usage[] =
    "usage: penstock template --model DIR [options] CONVERSATION.json\n"
    "       penstock template --file TEMPLATE.jinja [--bos TOKEN] [--eos TOKEN] [options] "
    "CONVERSATION.json\n"
    "\n"
    "Writes the text that a model gets to read: the conversation as its chat template has it. The\n"
    "conversation is a JSON object with messages and, if need be, tools, documents,\n"
    "add_generation_prompt and continue_final_message; what else it has (enable_thinking), and "
    "what\n"
    "its chat_template_kwargs have, are variables of the template. A list is taken for messages.\n"
    "With - it comes from standard input.\n"
    "\n"
    "  --model DIR               folder that has the model's template and special tokens\n"
    "  --file TEMPLATE.jinja     a template by itself instead\n"
    "  --bos TOKEN, --eos TOKEN  with --file: its bos_token, its eos_token\n"
    "  --no-generation-prompt    without the words that begin the answer\n"
    "  --continue-final-message  leave the last message open, to be gone on with\n"
    "  --set NAME=VALUE          a variable of the template; VALUE is JSON or else a string\n"
    "  --now SECONDS             the Unix time for templates that write the date (now)\n"
    "  --json                    the text as one JSON string\n"
    "  --help                    show this\n"
    "\n"
    "The text comes without a line end of its own, unless on a terminal.\n";

enum {
    OPTION_BOS = 256,
    OPTION_EOS,
    OPTION_SET,
    OPTION_NOW,
};

static int usage_error(const char *message)
{
    fprintf(stderr, "penstock template: %s\nTry `penstock template --help`.\n", message);
    return PS_EXIT_USAGE;
}

static int no_memory(void)
{
    fputs("penstock template: no memory for the options\n", stderr);
    return PS_EXIT_FAILED;
}

static int set_string(json_t *object, const char *name, const char *text)
{
    json_t *string = json_string(text);
    if (!string)
        return usage_error("options must be UTF-8");
    return json_object_set_new(object, name, string) == 0 ? PS_EXIT_DONE : no_memory();
}

/* "enable_thinking=false" */
static int set_variable(json_t *variables, const char *text)
{
    const char *equals = strchr(text, '=');
    if (!equals || equals == text)
        return usage_error("--set wants NAME=VALUE");
    PS_DEFER(ps_freep) char *name = strndup(text, (size_t)(equals - text));
    if (!name)
        return no_memory();
    json_t *value = json_loads(equals + 1, JSON_DECODE_ANY, NULL);
    if (!value)
        return set_string(variables, name, equals + 1);
    if (json_object_set_new(variables, name, value) != 0)
        return usage_error("--set: the name must be UTF-8");
    return PS_EXIT_DONE;
}

static int set_now(struct ps_template_options *options, const char *text)
{
    struct ps_error error = {0};
    enum ps_status status =
        ps_command_number("now", text, 0, INT64_C(253402300799), &options->now_s, &error);
    return status == PS_OK ? PS_EXIT_DONE : usage_error(error.message);
}

static int apply(struct ps_template_options *options, int option)
{
    switch (option) {
    case 'm':
        options->model = optarg;
        return PS_EXIT_DONE;
    case 'f':
        options->file = optarg;
        return PS_EXIT_DONE;
    case OPTION_BOS:
        return set_string(options->special_tokens, "bos_token", optarg);
    case OPTION_EOS:
        return set_string(options->special_tokens, "eos_token", optarg);
    case 'g':
        options->no_generation_prompt = true;
        return PS_EXIT_DONE;
    case 'c':
        options->continue_final_message = true;
        return PS_EXIT_DONE;
    case OPTION_SET:
        return set_variable(options->variables, optarg);
    case OPTION_NOW:
        return set_now(options, optarg);
    case 'j':
        options->json = true;
        return PS_EXIT_DONE;
    case 'h':
        options->help = true;
        return PS_EXIT_DONE;
    default:
        fputs("Try `penstock template --help`.\n", stderr);
        return PS_EXIT_USAGE;
    }
}

static int check(struct ps_template_options *options, int argc, char **argv)
{
    if (!options->model && !options->file)
        return usage_error("--model DIR is missing, or --file TEMPLATE.jinja: which template?");
    if (options->model && options->file)
        return usage_error("--model and --file exclude each other");
    if (options->model && json_object_size(options->special_tokens) > 0)
        return usage_error("--bos and --eos are for --file; a model brings its own tokens");
    if (optind + 1 != argc)
        return usage_error(optind < argc ? "one conversation at a time"
                                         : "CONVERSATION.json is missing (- for standard input)");
    options->conversation = argv[optind];
    if (options->file && strcmp(options->file, "-") == 0 && strcmp(options->conversation, "-") == 0)
        return usage_error("standard input is either the template or the conversation");
    return PS_EXIT_DONE;
}

int ps_template_options_parse(int argc, char **argv, struct ps_template_options *options)
{
    static const struct option known[] = {
        {"model", required_argument, NULL, 'm'},
        {"file", required_argument, NULL, 'f'},
        {"bos", required_argument, NULL, OPTION_BOS},
        {"eos", required_argument, NULL, OPTION_EOS},
        {"no-generation-prompt", no_argument, NULL, 'g'},
        {"continue-final-message", no_argument, NULL, 'c'},
        {"set", required_argument, NULL, OPTION_SET},
        {"now", required_argument, NULL, OPTION_NOW},
        {"json", no_argument, NULL, 'j'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    options->now_s = (int64_t)time(NULL);
    options->special_tokens = json_object();
    options->variables = json_object();
    if (!options->special_tokens || !options->variables)
        return no_memory();
    optind = 0; /* the program's own options may have been parsed already */
    for (int option; (option = getopt_long(argc, argv, "h", known, NULL)) != -1;) {
        int code = apply(options, option);
        if (code != PS_EXIT_DONE || options->help)
            return code;
    }
    return check(options, argc, argv);
}

void ps_template_options_close(struct ps_template_options *options)
{
    json_decref(options->special_tokens);
    json_decref(options->variables);
    *options = (struct ps_template_options){0};
}

void ps_template_options_print_help(void)
{
    fputs(usage, stdout);
}
