/* penstock estimate: how many tokens, how long and how much memory a batch file will take. */
#ifndef PENSTOCK_TOOLS_ESTIMATE_H
#define PENSTOCK_TOOLS_ESTIMATE_H

int ps_estimate_main(int argc, char **argv);

#endif
