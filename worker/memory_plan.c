/* Wishes, minima, and what lies between them. */
#include "worker/memory_plan.h"

#include <inttypes.h>
#include <stdbool.h>

#define MIB ((int64_t)1 << 20)

/* A worker that does nothing takes 20 MiB, most of it libraries'. What is freed in pieces does not
 * come back at once: an eighth of all that comes and goes is for that. */
#define PROCESS_BYTES (32 * MIB)
#define SLACK_PART    8

/* Measured: 8 MB of text take 155 MB while they are tokenized, as many bytes of numbers 140 MB as
 * parsed JSON. Small jobs may be all brackets, which take more; large ones may not. */
#define WORK_PER_BYTE       24
#define WORK_BYTES_MIN      (4 * MIB)
#define ELASTIC_PART        4 /* of the ceiling: for all that shrinks */
#define MODELS_BYTES_MIN    MIB
#define FETCHES_UNDER_WAY   2
#define PREFETCH_WISH       (8 * MIB)
#define FETCH_WISH          (8 * MIB)
#define GROUP_WISH          (16 * MIB)
#define REDIS_BYTES         (8 * MIB)
#define SMALL_SHARE_MIN     MIB
#define RECORD_BYTES_AROUND 65536

/* One share that lies between what is needed and what is wished for. */
struct share {
    int64_t *bytes;
    int64_t minimum;
    int64_t wish;
    int64_t times; /* how often it is taken */
};

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* What comes and goes with jobs. */
static int64_t moving_bytes(const struct ps_memory_plan *plan)
{
    return plan->work_bytes + plan->in_flight_bytes + plan->prefetch_bytes +
           FETCHES_UNDER_WAY * plan->fetch_bytes + plan->producer_bytes + plan->backlog_bytes +
           plan->redis_bytes + plan->tracing_bytes;
}

int64_t ps_memory_plan_other_bytes(const struct ps_memory_plan *plan)
{
    return plan->process_bytes + moving_bytes(plan);
}

static int64_t with_slack(int64_t bytes)
{
    return bytes + bytes / SLACK_PART;
}

/* Gives each share its minimum, and of what is left of elastic_bytes the same part of what it
 * wishes for beyond that. */
static void share_out(const struct share *shares, size_t num_shares, int64_t elastic_bytes)
{
    int64_t needed = 0;
    int64_t wished = 0;
    for (size_t i = 0; i < num_shares; i++) {
        needed += shares[i].minimum * shares[i].times;
        wished += larger(shares[i].wish - shares[i].minimum, 0) * shares[i].times;
    }
    int64_t left = larger(elastic_bytes - needed, 0);
    double part = left >= wished ? 1.0 : (double)left / (double)wished;
    for (size_t i = 0; i < num_shares; i++) {
        int64_t more = larger(shares[i].wish - shares[i].minimum, 0);
        *shares[i].bytes = shares[i].minimum + (int64_t)(part * (double)more);
    }
}

static struct share elastic(int64_t *bytes, int64_t minimum, int64_t wish, int64_t times)
{
    return (struct share){.bytes = bytes, .minimum = minimum, .wish = wish, .times = times};
}

/* What the user has fixed is both. */
static struct share fixed_or(int64_t *bytes, int64_t fixed, int64_t minimum, int64_t wish,
                             int64_t times)
{
    return fixed > 0 ? elastic(bytes, fixed, fixed, times) : elastic(bytes, minimum, wish, times);
}

static void share_all(struct ps_memory_plan *plan, const struct ps_memory_wishes *wishes)
{
    int64_t record = wishes->job_bytes_max + RECORD_BYTES_AROUND;
    int64_t result = wishes->result_bytes_max;
    int64_t backlog_wish = wishes->backlog_bytes_max;
    const struct share shares[] = {
        elastic(&plan->in_flight_bytes, smaller(4 * MIB, wishes->in_flight_bytes_max),
                wishes->in_flight_bytes_max, 1),
        elastic(&plan->backlog_bytes, smaller(SMALL_SHARE_MIN, backlog_wish), backlog_wish, 1),
        elastic(&plan->group_bytes, SMALL_SHARE_MIN, GROUP_WISH, 1),
        fixed_or(&plan->prefetch_bytes, wishes->prefetch_bytes, SMALL_SHARE_MIN, PREFETCH_WISH, 1),
        fixed_or(&plan->fetch_bytes, wishes->fetch_bytes, record, larger(record, FETCH_WISH),
                 FETCHES_UNDER_WAY),
    };
    plan->redis_bytes = REDIS_BYTES + result;
    plan->producer_bytes = wishes->producer_bytes > 0 ? wishes->producer_bytes : result;
    /* What does not shrink comes first, and the models have at least as much as what does. */
    int64_t rest = plan->ceiling_bytes - PROCESS_BYTES - with_slack(moving_bytes(plan));
    share_out(shares, sizeof shares / sizeof *shares,
              smaller(plan->ceiling_bytes / ELASTIC_PART, rest / 2));
    if (wishes->producer_bytes == 0)
        plan->producer_bytes += plan->group_bytes;
    int64_t moving = moving_bytes(plan);
    plan->process_bytes = PROCESS_BYTES + with_slack(moving) - moving;
}

enum ps_status ps_memory_plan_make(struct ps_memory_plan *plan,
                                   const struct ps_memory_wishes *wishes, struct ps_error *error)
{
    int64_t ceiling = wishes->ceiling_bytes;
    *plan = (struct ps_memory_plan){
        .ceiling_bytes = ceiling,
        .work_bytes = larger(WORK_PER_BYTE * wishes->job_bytes_max, WORK_BYTES_MIN),
        .tracing_bytes = wishes->tracing_bytes,
    };
    share_all(plan, wishes);
    int64_t other = ps_memory_plan_other_bytes(plan);
    plan->models_bytes = ceiling - other;
    if (plan->models_bytes >= MODELS_BYTES_MIN)
        return PS_OK;
    return ps_error_set_param(
        error, PS_TOO_LARGE, "worker.memory_bytes_max",
        "worker.memory_bytes_max: found %" PRId64 " bytes, expected at least %" PRId64
        " and the models' weights, keys and values: %" PRId64
        " for the work on one job of worker.job_bytes_max (%" PRId64 "), %" PRId64
        " for the process itself, the rest for jobs and results on their way; allow more memory, "
        "or smaller jobs",
        ceiling, other, plan->work_bytes, wishes->job_bytes_max, plan->process_bytes);
}
