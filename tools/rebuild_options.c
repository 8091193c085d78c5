/* The options of `penstock redis rebuild`. */
#include "tools/rebuild_options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tools/batch_name.h"
#include "tools/command.h"

#define SINCE_MAX INT64_C(100000000000) /* Unix seconds: some millennia */

const char ps_rebuild_usage[] =
    "usage: penstock redis rebuild [--batch ID] [--since TIME] [options]\n"
    "\n"
    "Stores results and the statuses of their jobs in Redis again, and the counts of their "
    "batches,\n"
    "from the result topic and those that replies may go to, up to their present ends: after "
    "Redis\n"
    "has lost its data, or was away for longer than the workers could keep what was meant for it.\n"
    "How many lines batches have is read from the job topics first, those that are names.\n"
    "Each result lives for what is left of redis.result_ttl_s since it was published; what is "
    "over\n"
    "is passed over. Nothing newer is overwritten, so it may run beside the workers, and again.\n"
    "\n"
    "      --batch ID             only results of that batch\n"
    "      --since TIME           only results from then on: Unix seconds, or how long ago, such "
    "as\n"
    "                             90s, 30m, 12h or 7d\n"
    "  -t, --topic TOPIC          from this topic alone, without the ends of batches\n"
    "  -q, --quiet                no progress\n" PS_CLIENT_USAGE "\n"
    "Exit codes: 0 done; 1 Redis did not take some of it, or it was interrupted; 2 wrong usage;\n"
    "3 the broker, the topic or Redis cannot be had.\n";

enum {
    OPTION_BATCH = 256,
    OPTION_SINCE,
};

static const struct option long_options[] = {
    {"batch", required_argument, NULL, OPTION_BATCH},
    {"since", required_argument, NULL, OPTION_SINCE},
    {"topic", required_argument, NULL, 't'},
    {"quiet", no_argument, NULL, 'q'},
    PS_CLIENT_LONG_OPTIONS,
};

/* The seconds of a unit; 0 for what is none. */
static int64_t unit_s(const char *unit)
{
    static const struct {
        const char *name;
        int64_t seconds;
    } units[] = {{"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(units[i].name, unit) == 0)
            return units[i].seconds;
    }
    return 0;
}

static enum ps_status parse_since(const char *text, int64_t now_s, int64_t *since_s,
                                  struct ps_error *error)
{
    char *end = NULL;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    bool digits = text[0] >= '0' && text[0] <= '9' && errno == 0 && number <= SINCE_MAX;
    int64_t unit = unit_s(end);
    if (!digits || (*end && unit == 0))
        return ps_error_set(error, PS_INVALID,
                            "--since: found \"%s\", expected Unix seconds, or how long ago: 90s, "
                            "30m, 12h, 7d",
                            text);
    int64_t ago_s = number <= now_s / (unit ? unit : 1) ? number * unit : now_s;
    *since_s = *end ? now_s - ago_s : number;
    return PS_OK;
}

static enum ps_status apply(struct ps_rebuild_options *options, int option, const char *value,
                            int64_t now_s, struct ps_error *error)
{
    switch (option) {
    case OPTION_BATCH:
        options->batch = value;
        return ps_batch_name_check(value, error);
    case OPTION_SINCE:
        return parse_since(value, now_s, &options->since_s, error);
    case 't':
        options->topic = value;
        return PS_OK;
    case 'q':
        options->quiet = true;
        return PS_OK;
    default:
        return ps_client_options_apply(&options->client, option, value, "redis rebuild", error);
    }
}

enum ps_status ps_rebuild_options_parse(struct ps_rebuild_options *options, int argc, char **argv,
                                        int64_t now_s, struct ps_error *error)
{
    *options = (struct ps_rebuild_options){0};
    optind = 1;
    int option;
    while ((option = getopt_long(argc, argv, "t:q" PS_CLIENT_SHORT_OPTIONS, long_options, NULL)) !=
           -1)
        PS_TRY(apply(options, option, optarg, now_s, error));
    if (optind < argc)
        return ps_error_set(error, PS_INVALID,
                            "unexpected argument \"%s\"; see penstock redis rebuild --help",
                            argv[optind]);
    return PS_OK;
}
