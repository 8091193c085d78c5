/* penstock status: where a batch or some jobs stand. */
#ifndef PENSTOCK_TOOLS_STATUS_H
#define PENSTOCK_TOOLS_STATUS_H

int ps_status_main(int argc, char **argv);

#endif
