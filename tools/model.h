/* `penstock model`: checkpoint folders. */
#ifndef PENSTOCK_TOOLS_MODEL_H
#define PENSTOCK_TOOLS_MODEL_H

/* argv[0] is the subcommand's name, argv[1] what is to be done: inspect. Returns the exit code. */
int ps_model_main(int argc, char **argv);

#endif
