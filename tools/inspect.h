/* `penstock model inspect`: a checkpoint folder, without loading it. */
#ifndef PENSTOCK_TOOLS_INSPECT_H
#define PENSTOCK_TOOLS_INSPECT_H

/* argv[0] is "inspect". Returns the exit code: 0 (it can be served), 1 (it can't, or not whole), 2
 * (wrong usage), 3 (there is no such folder). */
int ps_inspect_main(int argc, char **argv);

#endif
