/* `penstock redis`: the operator's side of Redis. */
#ifndef PENSTOCK_TOOLS_REDIS_H
#define PENSTOCK_TOOLS_REDIS_H

/* argv[0] is the subcommand's name, argv[1] what is to be done: rebuild. Returns the exit code. */
int ps_redis_main(int argc, char **argv);

#endif
