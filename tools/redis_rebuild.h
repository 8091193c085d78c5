/* `penstock redis rebuild`: results and statuses into Redis again, from the result topic. */
#ifndef PENSTOCK_TOOLS_REDIS_REBUILD_H
#define PENSTOCK_TOOLS_REDIS_REBUILD_H

/* Returns the exit code. */
int ps_redis_rebuild_main(int argc, char **argv);

#endif
