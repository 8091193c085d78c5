/* `penstock redis`: which of its commands is meant. */
#include "tools/redis.h"

#include <stdio.h>
#include <string.h>

#include "tools/command.h"
#include "tools/redis_rebuild.h"

static const char usage[] =
    "usage: penstock redis rebuild [--batch ID] [--since TIME] [options]\n"
    "\n"
    "  rebuild    stores results and statuses again, from the result topic\n"
    "\n"
    "penstock redis rebuild --help says more.\n";

/* What getopt's messages begin with; it takes it without const. */
static char program_rebuild[] = "penstock redis rebuild";

int ps_redis_main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "rebuild") == 0) {
        argv[1] = program_rebuild;
        return ps_redis_rebuild_main(argc - 1, argv + 1);
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        fputs(usage, stdout);
        return PS_EXIT_DONE;
    }
    if (argc > 1)
        fprintf(stderr, "penstock redis: found \"%s\", expected rebuild\n", name);
    else
        fputs(usage, stderr);
    return PS_EXIT_USAGE;
}
