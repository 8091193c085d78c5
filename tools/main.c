/* penstock: the command line, one file per subcommand and this table. */
#include <stdio.h>
#include <string.h>

#include "shared/base/suggest.h"
#include "tools/bench.h"
#include "tools/broker.h"
#include "tools/cancel.h"
#include "tools/command.h"
#include "tools/estimate.h"
#include "tools/model.h"
#include "tools/redis.h"
#include "tools/results.h"
#include "tools/run.h"
#include "tools/status.h"
#include "tools/submit.h"
#include "tools/template.h"
#include "tools/tokenize.h"
#include "tools/topics.h"

struct subcommand {
    const char *name;
    const char *summary;
    int (*main)(int argc, char **argv);
    char *program; /* what getopt's messages begin with; it takes it without const */
};

static char program_bench[] = "penstock bench";
static char program_broker[] = "penstock broker";
static char program_cancel[] = "penstock cancel";
static char program_estimate[] = "penstock estimate";
static char program_model[] = "penstock model";
static char program_redis[] = "penstock redis";
static char program_results[] = "penstock results";
static char program_run[] = "penstock run";
static char program_status[] = "penstock status";
static char program_submit[] = "penstock submit";
static char program_template[] = "penstock template";
static char program_tokenize[] = "penstock tokenize";
static char program_topics[] = "penstock topics";

static const struct subcommand subcommands[] = {
    {"run", "run a batch file here, without Kafka", ps_run_main, program_run},
    {"estimate", "how long and how much memory a batch file will take", ps_estimate_main,
     program_estimate},
    {"submit", "send a batch file's jobs to Kafka", ps_submit_main, program_submit},
    {"results", "print the results that are there, or as they come", ps_results_main,
     program_results},
    {"status", "where a batch or some jobs stand", ps_status_main, program_status},
    {"cancel", "ask the workers to end jobs or a batch", ps_cancel_main, program_cancel},
    {"topics", "create the topics; what is wrong with those that exist", ps_topics_main,
     program_topics},
    {"redis", "store results in Redis again, from the result topic", ps_redis_main, program_redis},
    {"template", "a conversation as a model's chat template writes it", ps_template_main,
     program_template},
    {"tokenize", "text to token ids, and back", ps_tokenize_main, program_tokenize},
    {"model", "what a checkpoint folder holds and needs", ps_model_main, program_model},
    {"bench", "how fast a model runs on this machine", ps_bench_main, program_bench},
    {"broker", "a Kafka broker in memory, for trying out", ps_broker_main, program_broker},
};

enum {
    NUM_SUBCOMMANDS = sizeof subcommands / sizeof *subcommands,
};

static void print_help(FILE *out)
{
    fputs("usage: penstock SUBCOMMAND [options]\n\n"
          "Inference jobs through Kafka, and without it. The daemon is penstock-worker.\n\n",
          out);
    for (size_t i = 0; i < NUM_SUBCOMMANDS; i++)
        fprintf(out, "  %-10s %s\n", subcommands[i].name, subcommands[i].summary);
    fputs("\n  penstock SUBCOMMAND --help says more; penstock --version names the version.\n"
          "\nExit codes: 0 done, 1 some jobs failed, 2 usage, 3 the broker or a model cannot be "
          "had.\n",
          out);
}

static int refuse_unknown(const char *name)
{
    const char *names[NUM_SUBCOMMANDS];
    for (size_t i = 0; i < NUM_SUBCOMMANDS; i++)
        names[i] = subcommands[i].name;
    const char *nearest = ps_suggest(name, names, NUM_SUBCOMMANDS);
    fprintf(stderr, "penstock: found \"%s\", expected a subcommand%s%s%s; see penstock --help\n",
            name, nearest ? ", the nearest is \"" : "", nearest ? nearest : "",
            nearest ? "\"" : "");
    return PS_EXIT_USAGE;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_help(stderr);
        return PS_EXIT_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        print_help(stdout);
        return PS_EXIT_DONE;
    }
    if (strcmp(name, "--version") == 0) {
        printf("penstock %s\n", PS_VERSION);
        return PS_EXIT_DONE;
    }
    for (size_t i = 0; i < NUM_SUBCOMMANDS; i++) {
        if (strcmp(name, subcommands[i].name) == 0) {
            argv[1] = subcommands[i].program;
            return subcommands[i].main(argc - 1, argv + 1);
        }
    }
    return refuse_unknown(name);
}
