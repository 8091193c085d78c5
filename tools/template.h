/* `penstock template`: a conversation as a chat template writes it. */
#ifndef PENSTOCK_TOOLS_TEMPLATE_H
#define PENSTOCK_TOOLS_TEMPLATE_H

/* argv[0] is the subcommand's name. Returns the exit code: 0, 2 (wrong usage, conversation or
 * template, or the template refuses the conversation), 3 (there is no such model), 1. */
int ps_template_main(int argc, char **argv);

#endif
