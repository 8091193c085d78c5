/* `penstock model`: which of its commands is meant. */
#include "tools/model.h"

#include <stdio.h>
#include <string.h>

#include "tools/command.h"
#include "tools/inspect.h"

static const char usage[] =
    "usage: penstock model inspect DIR [--json]\n"
    "\n"
    "  inspect    what a checkpoint folder holds, what it needs, and what is not supported\n"
    "\n"
    "  penstock model inspect --help says more.\n";

int ps_model_main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "inspect") == 0)
        return ps_inspect_main(argc - 1, argv + 1);
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        fputs(usage, stdout);
        return PS_EXIT_DONE;
    }
    if (argc > 1)
        fprintf(stderr, "penstock model: found \"%s\", expected inspect\n", argv[1]);
    else
        fputs(usage, stderr);
    return PS_EXIT_USAGE;
}
