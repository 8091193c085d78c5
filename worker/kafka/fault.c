/* Codes of librdkafka by what can be done about them. */
#include "worker/kafka/fault.h"

enum ps_fault_kind ps_kafka_fault_kind(rd_kafka_resp_err_t code)
{
    switch (code) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
        return PS_FAULT_NONE;
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT:
        return PS_FAULT_TIMED_OUT;
    case RD_KAFKA_RESP_ERR__FENCED:
    case RD_KAFKA_RESP_ERR_PRODUCER_FENCED:
    case RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH:
        return PS_FAULT_FENCED;
    case RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID:
    case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
    case RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS:
        return PS_FAULT_MEMBERSHIP;
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
        return PS_FAULT_TOO_LARGE;
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED:
        return PS_FAULT_UNAUTHORIZED;
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_FOR_MESSAGE_FORMAT:
    case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE:
        return PS_FAULT_UNSUPPORTED;
    default:
        return PS_FAULT_OTHER;
    }
}

struct ps_delivery_fault ps_kafka_fault_of(const rd_kafka_error_t *error)
{
    if (!error)
        return (struct ps_delivery_fault){.kind = PS_FAULT_NONE};
    return (struct ps_delivery_fault){
        .kind = ps_kafka_fault_kind(rd_kafka_error_code(error)),
        .retriable = rd_kafka_error_is_retriable(error) != 0,
        .abortable = rd_kafka_error_txn_requires_abort(error) != 0,
        .fatal = rd_kafka_error_is_fatal(error) != 0,
    };
}
