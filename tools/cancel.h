/* penstock cancel: asks the workers to end jobs. */
#ifndef PENSTOCK_TOOLS_CANCEL_H
#define PENSTOCK_TOOLS_CANCEL_H

int ps_cancel_main(int argc, char **argv);

#endif
