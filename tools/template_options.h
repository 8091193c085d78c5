/* The options of `penstock template`. */
#ifndef PENSTOCK_TOOLS_TEMPLATE_OPTIONS_H
#define PENSTOCK_TOOLS_TEMPLATE_OPTIONS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/* Zero-initialise; borrows from argv. */
struct ps_template_options {
    const char *model;        /* a folder, or NULL */
    const char *file;         /* a template, or NULL; one of the two is given */
    const char *conversation; /* a file, or "-" */
    json_t *special_tokens;   /* for file: an object of strings; owned */
    json_t *variables;        /* an object; owned */
    int64_t now_s;
    bool no_generation_prompt, continue_final_message, json, help;
};

/* Returns PS_EXIT_DONE or the code to exit with, having said why. */
int ps_template_options_parse(int argc, char **argv, struct ps_template_options *options);
void ps_template_options_close(struct ps_template_options *options);

void ps_template_options_print_help(void);

#endif
