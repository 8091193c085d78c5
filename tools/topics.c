/* `penstock topics`: which of its commands is meant. */
#include "tools/topics.h"

#include <stdio.h>
#include <string.h>

#include "tools/command.h"
#include "tools/topics_create.h"
#include "tools/topics_doctor.h"

static const char usage[] =
    "usage: penstock topics create [--partitions N] [--replication N] [options]\n"
    "       penstock topics doctor [--json] [options]\n"
    "\n"
    "  create     the topics of the configuration, with the settings they need\n"
    "  doctor     what is wrong with those that exist, and what to do about it\n"
    "\n"
    "penstock topics COMMAND --help says more.\n";

/* What getopt's messages begin with; it takes it without const. */
static char program_create[] = "penstock topics create";
static char program_doctor[] = "penstock topics doctor";

int ps_topics_main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "create") == 0) {
        argv[1] = program_create;
        return ps_topics_create_main(argc - 1, argv + 1);
    }
    if (strcmp(name, "doctor") == 0) {
        argv[1] = program_doctor;
        return ps_topics_doctor_main(argc - 1, argv + 1);
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        fputs(usage, stdout);
        return PS_EXIT_DONE;
    }
    if (argc > 1)
        fprintf(stderr, "penstock topics: found \"%s\", expected create or doctor\n", name);
    else
        fputs(usage, stderr);
    return PS_EXIT_USAGE;
}
