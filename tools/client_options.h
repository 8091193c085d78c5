/* The options that every tool with a broker shares. */
#ifndef PENSTOCK_TOOLS_CLIENT_OPTIONS_H
#define PENSTOCK_TOOLS_CLIENT_OPTIONS_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "worker/config.h"

enum {
    PS_CLIENT_OVERRIDES_MAX = 64,
    PS_CLIENT_OPTION_SET = 512, /* a tool's own long options are numbered below */
};

/* For getopt_long. */
#define PS_CLIENT_SHORT_OPTIONS "b:c:h"
#define PS_CLIENT_LONG_OPTIONS                                                                     \
    {"bootstrap", required_argument, NULL, 'b'}, {"config", required_argument, NULL, 'c'},         \
        {"set", required_argument, NULL, PS_CLIENT_OPTION_SET}, {"help", no_argument, NULL, 'h'},  \
    {                                                                                              \
        NULL, 0, NULL, 0                                                                           \
    }

/* Their lines for a tool's help. */
#define PS_CLIENT_USAGE                                                                            \
    "  -b, --bootstrap HOST:PORT  the broker (short for --set kafka.bootstrap.servers=...;\n"      \
    "                             default: localhost:9092)\n"                                      \
    "  -c, --config FILE          the worker's configuration; its kafka.*, topics.* and "          \
    "redis.*\n"                                                                                    \
    "                             count here\n"                                                    \
    "      --set KEY=VALUE        one key of it, such as kafka.security.protocol=ssl; the\n"       \
    "                             environment has PENSTOCK_KAFKA__SECURITY_PROTOCOL for it\n"      \
    "  -h, --help                 this text\n"

/* Zero-initialise; borrows from argv. */
struct ps_client_options {
    const char *bootstrap;
    const char *config_path;
    const char *overrides[PS_CLIENT_OVERRIDES_MAX];
    size_t num_overrides;
    bool help;
};

/* Takes one of the shared options, or says PS_INVALID: see the tool's --help. */
enum ps_status ps_client_options_apply(struct ps_client_options *options, int option,
                                       const char *value, const char *tool,
                                       struct ps_error *error) PS_MUST_USE;

/* The configuration from file, environment and options; ps_config_close it, also after an error.
 * PS_INVALID, also where the file can't be read: it was named wrongly. PS_NO_MEMORY. */
enum ps_status ps_client_options_load(const struct ps_client_options *options,
                                      struct ps_config *config, struct ps_error *error) PS_MUST_USE;

/* The first job topic of the configuration that is a name. PS_INVALID where all are regular
 * expressions. Borrowed. */
enum ps_status ps_client_job_topic(const struct ps_config *config, const char **topic,
                                   struct ps_error *error) PS_MUST_USE;

#endif
