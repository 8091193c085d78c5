/* penstock results: what is on the result topic, as lines. */
#ifndef PENSTOCK_TOOLS_RESULTS_H
#define PENSTOCK_TOOLS_RESULTS_H

int ps_results_main(int argc, char **argv);

#endif
