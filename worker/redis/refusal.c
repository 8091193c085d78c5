/* Redis's errors begin with a word that is their class. */
#include "worker/redis/refusal.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *prefix;
    enum ps_redis_outcome outcome;
} classes[] = {
    {"OOM ", PS_REDIS_FULL},
    {"MISCONF ", PS_REDIS_FULL},    /* its disk is full or broken */
    {"NOREPLICAS ", PS_REDIS_FULL}, /* fewer than min-replicas-to-write */
    {"NOPERM ", PS_REDIS_FORBIDDEN},
    {"LOADING ", PS_REDIS_AWAY},
    {"BUSY ", PS_REDIS_AWAY}, /* with a script */
    {"MASTERDOWN ", PS_REDIS_AWAY},
    {"READONLY ", PS_REDIS_AWAY}, /* a replica by now */
    {"NOAUTH ", PS_REDIS_AWAY},
    {"WRONGPASS ", PS_REDIS_AWAY},
    {"DENIED ", PS_REDIS_AWAY}, /* protected mode */
    {"CLUSTERDOWN ", PS_REDIS_AWAY},
    {"TRYAGAIN ", PS_REDIS_AWAY},
    {"ERR max number of clients reached", PS_REDIS_AWAY},
    {"ERR operation not permitted", PS_REDIS_AWAY}, /* NOAUTH, as some proxies say it */
};

/* Before version 7 the error that ended a script stands inside of one that says only that it did:
 * "ERR Error running script (call to f_...): @user_script:2: -OOM command not allowed ...". */
static const char *cause_of(const char *text)
{
    static const char script[] = "ERR Error running script ";
    const char *cause = strncmp(text, script, sizeof script - 1) == 0 ? strstr(text, ": -") : NULL;
    return cause ? cause + 3 : text;
}

enum ps_redis_outcome ps_redis_outcome_of(const char *text)
{
    text = cause_of(text);
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (strncmp(text, classes[i].prefix, strlen(classes[i].prefix)) == 0)
            return classes[i].outcome;
    }
    if (strstr(text, "equal or smaller than the target stream top item"))
        return PS_REDIS_DONE;
    return PS_REDIS_NEVER;
}
