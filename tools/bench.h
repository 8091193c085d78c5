/* `penstock bench`: how fast a model runs on this machine, beside what the machine can do. */
#ifndef PENSTOCK_TOOLS_BENCH_H
#define PENSTOCK_TOOLS_BENCH_H

/* argv[0] is the subcommand's name. Returns the exit code: 0, 2 (wrong usage), 3 (the model can't
 * be had), 1. */
int ps_bench_main(int argc, char **argv);

#endif
