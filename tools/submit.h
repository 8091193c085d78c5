/* penstock submit: the lines of a batch file become records of the job topic. */
#ifndef PENSTOCK_TOOLS_SUBMIT_H
#define PENSTOCK_TOOLS_SUBMIT_H

int ps_submit_main(int argc, char **argv);

#endif
