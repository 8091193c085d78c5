/* `penstock tokenize`: text to token ids and back, line by line. */
#ifndef PENSTOCK_TOOLS_TOKENIZE_H
#define PENSTOCK_TOOLS_TOKENIZE_H

/* argv[0] is the subcommand's name. Returns the exit code: 0, 2 (wrong usage or input), 3
 * (the tokenizer can't be had), 1. */
int ps_tokenize_main(int argc, char **argv);

#endif
