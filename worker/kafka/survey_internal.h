/* What the files of the survey share and nobody else needs. */
#ifndef PENSTOCK_WORKER_KAFKA_SURVEY_INTERNAL_H
#define PENSTOCK_WORKER_KAFKA_SURVEY_INTERNAL_H

#include "worker/kafka/connection.h"
#include "worker/kafka/survey.h"

/* The settings of each topic that exists, and of one broker. What a broker refuses to tell stays
 * unknown. */
void ps_kafka_survey_settings(struct ps_kafka_survey *survey,
                              struct ps_kafka_connection *connection, int32_t broker);

/* The members of the group and its place in the job topics. */
void ps_kafka_survey_group(struct ps_kafka_survey *survey, struct ps_kafka_connection *connection,
                           const char *group);

#endif
