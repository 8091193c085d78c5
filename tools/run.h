/* penstock run: a batch file without Kafka. */
#ifndef PENSTOCK_TOOLS_RUN_H
#define PENSTOCK_TOOLS_RUN_H

int ps_run_main(int argc, char **argv);

#endif
