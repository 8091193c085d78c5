/* What Penstock's programs exit with. (Nothing in shared/ exits.) */
#ifndef PENSTOCK_SHARED_BASE_EXIT_CODE_H
#define PENSTOCK_SHARED_BASE_EXIT_CODE_H

enum ps_exit {
    PS_EXIT_DONE = 0,
    PS_EXIT_FAILED = 1,     /* some jobs failed, or a fault of the program or of the machine */
    PS_EXIT_USAGE = 2,      /* wrong options, input or configuration */
    PS_EXIT_UNAVAILABLE = 3 /* the broker, a topic or a model can't be had */
};

#endif
