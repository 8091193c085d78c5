/* What is wrong with the topics and the cluster that Penstock is to use, from what a survey found.
 * Pure. */
#ifndef PENSTOCK_TOOLS_DOCTOR_H
#define PENSTOCK_TOOLS_DOCTOR_H

#include "worker/kafka/survey.h"

enum ps_finding_level {
    PS_FINDING_PROBLEM, /* jobs or results get lost or refused, now or when something fails */
    PS_FINDING_WARNING  /* it works, and less well than it could */
};

struct ps_finding {
    enum ps_finding_level level;
    char topic[PS_KAFKA_TOPIC_SIZE]; /* "": the cluster or the group */
    char setting[48];                /* "min.insync.replicas", "partitions", ... */
    char found[64];
    char expected[64];
    char why[256];    /* what follows from it */
    char advice[512]; /* what to do: a command, where one does it */
};

/* Told each finding. */
typedef void ps_finding_sink(void *context, const struct ps_finding *finding);

/* Judges a survey taken with that configuration, in the order of its topics, the cluster last. */
void ps_doctor_judge(const struct ps_kafka_survey *survey, const struct ps_config *config,
                     ps_finding_sink *sink, void *context);

#endif
