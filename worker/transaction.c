/* One transaction: begin, the records, the offsets, commit; and what follows from each error. */
#include "worker/publishing_internal.h"

#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "worker/log.h"
#include "worker/terminal.h"
#include "worker/traced_job.h"

#define RENEW_MS     8000
#define COMMITTED_MS 8000

/* Where a transaction has come to. */
struct transaction {
    struct ps_publishing *publishing;
    struct ps_flight_group *group;
    enum ps_delivery_step step;
    size_t num_retries; /* of the present call */
    struct ps_error error;
};

/* Judges a call; says what went wrong. */
static enum ps_verdict judge(struct transaction *transaction, enum ps_delivery_step step,
                             struct ps_delivery_fault fault)
{
    if (step != transaction->step)
        transaction->num_retries = 0;
    transaction->step = step;
    enum ps_verdict verdict = ps_delivery_judge(step, &fault, transaction->num_retries);
    transaction->num_retries += verdict == PS_VERDICT_RETRY;
    if (verdict == PS_VERDICT_GO_ON)
        return verdict;
    ps_log_fields(PS_LOG_WARNING, "publishing", transaction->error.message, "{s:s, s:s, s:I}",
                  "step", ps_delivery_step_name(step), "verdict", ps_verdict_name(verdict), "jobs",
                  (json_int_t)transaction->group->num_arrivals);
    return verdict;
}

static enum ps_verdict begin(struct transaction *transaction)
{
    struct ps_kafka_publisher *publisher = transaction->publishing->publisher;
    enum ps_verdict verdict;
    do {
        transaction->error = (struct ps_error){0};
        verdict = judge(transaction, PS_STEP_BEGIN,
                        ps_kafka_publisher_begin(publisher, &transaction->error));
    } while (verdict == PS_VERDICT_RETRY);
    return verdict;
}

/* A record that there is no memory for is no fault of Kafka's: the worker stops, and the records
 * are delivered again. */
static enum ps_verdict produce(struct transaction *transaction, struct ps_run *run)
{
    struct ps_publishing *publishing = transaction->publishing;
    const struct ps_terminal_context context = {
        .config = publishing->line->config,
        .worker = publishing->line->name,
        .record_bytes_max = publishing->record_bytes_max,
    };
    PS_DEFER(ps_terminal_close) struct ps_terminal terminal = {0};
    struct ps_delivery_fault fault = {.kind = PS_FAULT_NONE};
    transaction->error = (struct ps_error){0};
    ps_trace_mark(&ps_line_arrival(run)->trace, PS_MARK_COMMIT);
    if (!ps_terminal_exists(run))
        return PS_VERDICT_GO_ON;
    if (ps_terminal_make(&terminal, run, &context, &transaction->error) != PS_OK)
        return PS_VERDICT_EXIT;
    fault =
        ps_kafka_publisher_produce(publishing->publisher, &terminal.outgoing, &transaction->error);
    return judge(transaction, PS_STEP_PRODUCE, fault);
}

static enum ps_verdict produce_all(struct transaction *transaction)
{
    enum ps_verdict verdict = PS_VERDICT_GO_ON;
    const struct ps_flight_group *group = transaction->group;
    for (size_t i = 0; verdict == PS_VERDICT_GO_ON && i < group->num_arrivals; i++)
        verdict = produce(transaction, group->arrivals[i]->run);
    return verdict;
}

static enum ps_verdict send_offsets(struct transaction *transaction)
{
    const struct ps_flight_group *group = transaction->group;
    enum ps_verdict verdict;
    do {
        transaction->error = (struct ps_error){0};
        verdict = judge(transaction, PS_STEP_OFFSETS,
                        ps_kafka_publisher_send_offsets(transaction->publishing->publisher,
                                                        group->offsets, group->num_offsets,
                                                        group->membership, &transaction->error));
    } while (verdict == PS_VERDICT_RETRY);
    return verdict;
}

static enum ps_verdict commit(struct transaction *transaction)
{
    struct ps_kafka_publisher *publisher = transaction->publishing->publisher;
    enum ps_verdict verdict;
    do {
        transaction->error = (struct ps_error){0};
        verdict = judge(transaction, PS_STEP_COMMIT,
                        ps_kafka_publisher_commit(publisher, &transaction->error));
    } while (verdict == PS_VERDICT_RETRY);
    return verdict;
}

static enum ps_verdict attempt(struct transaction *transaction)
{
    enum ps_verdict verdict = begin(transaction);
    if (verdict == PS_VERDICT_GO_ON)
        verdict = produce_all(transaction);
    if (verdict == PS_VERDICT_GO_ON)
        verdict = send_offsets(transaction);
    if (verdict == PS_VERDICT_GO_ON)
        verdict = commit(transaction);
    return verdict;
}

/* PS_VERDICT_GO_ON: nothing of the transaction is left. */
static enum ps_verdict abort_it(struct transaction *transaction)
{
    struct ps_kafka_publisher *publisher = transaction->publishing->publisher;
    enum ps_verdict verdict;
    ps_metrics_add(transaction->publishing->line->metrics, PS_COUNTER_ABORTED, 1);
    do {
        transaction->error = (struct ps_error){0};
        verdict = judge(transaction, PS_STEP_ABORT,
                        ps_kafka_publisher_abort(publisher, &transaction->error));
    } while (verdict == PS_VERDICT_RETRY);
    return verdict;
}

bool ps_publishing_goes_on(struct ps_publishing *publishing)
{
    struct ps_line *line = publishing->line;
    ps_pulse_beat(&line->pulse, PS_THREAD_PUBLISHING, ps_clock_monotonic_ms());
    return !atomic_load(&line->is_ending) && !ps_line_has_failed(line, NULL);
}

/* Until the broker lets a new producer in the place of the old one, whose transactions that ends.
 * False where the worker ended first. */
static bool renew(struct ps_publishing *publishing)
{
    struct ps_line *line = publishing->line;
    ps_kafka_publisher_destroy(publishing->publisher);
    publishing->publisher = NULL;
    ps_metrics_add(line->metrics, PS_COUNTER_RENEWED, 1);
    for (size_t num_failures = 1; ps_publishing_goes_on(publishing); num_failures++) {
        struct ps_error error = {0};
        ps_publishing_follow(publishing);
        if (ps_publishing_make_producer(publishing, RENEW_MS, &error) == PS_OK)
            return true;
        ps_log(PS_LOG_WARNING, "publishing", "no new producer yet: %s", error.message);
        ps_clock_sleep_ms(ps_delivery_backoff_ms(num_failures));
    }
    return false;
}

/* Asks until it is known whether the transaction happened. All its offsets are committed, or none;
 * where the partitions are another's by now, having happened means that they have been answered. */
static bool happened(struct ps_publishing *publishing, const struct ps_flight_group *group)
{
    for (size_t num_failures = 1; ps_publishing_goes_on(publishing); num_failures++) {
        struct ps_kafka_partition asked = group->offsets[0];
        ps_kafka_consumer_committed(publishing->line->consumer, &asked, 1, COMMITTED_MS);
        if (asked.offset != PS_KAFKA_UNKNOWN_OFFSET)
            return ps_delivery_happened(group->offsets[0].offset, asked.offset);
        ps_clock_sleep_ms(ps_delivery_backoff_ms(num_failures));
    }
    return false;
}

/* A job is answered: counts it, and goes on with what is left to do for it. */
static void settle(struct ps_line *line, struct ps_run *run)
{
    if (run->life.outcome == PS_OUTCOME_DEAD)
        ps_metrics_dead_letter(line->metrics, run->job->refusal.code);
    ps_metrics_job(line->metrics, run->job->url, run->served ? run->served->name : NULL,
                   run->life.outcome);
    ps_trace_mark(&ps_line_arrival(run)->trace, PS_MARK_COMMITTED);
    ps_traced_job_end(line->tracing, run);
    (void)ps_run_published(run);
    if (run->action == PS_ACTION_DROP)
        ps_line_let_go(line, run);
    else
        ps_line_route(line, run);
}

static void settle_all(struct ps_publishing *publishing, struct ps_flight_group *group)
{
    struct ps_line *line = publishing->line;
    size_t num_arrivals = group->num_arrivals;
    ps_flight_committed(line->flight, group);
    for (size_t i = 0; i < num_arrivals; i++)
        settle(line, group->arrivals[i]->run);
    ps_flight_group_close(group);
    publishing->num_failures = 0;
    publishing->num_alone -=
        publishing->num_alone > num_arrivals ? num_arrivals : publishing->num_alone;
    ps_metrics_add(line->metrics, PS_COUNTER_COMMITTED, 1);
}

/* One of the group's records is too large for its topic: which, is found by publishing them one by
 * one; that one is then answered with less. */
static void find_too_large(struct transaction *transaction)
{
    struct ps_publishing *publishing = transaction->publishing;
    struct ps_flight_group *group = transaction->group;
    if (group->num_arrivals > 1)
        publishing->num_alone = group->num_arrivals;
    else if (!group->arrivals[0]->is_refused)
        group->arrivals[0]->is_refused = true;
    else /* not even that fits: only whoever runs the topic can help */
        ps_line_fail(publishing->line, &transaction->error);
}

/* From a failed attempt to a known state; true where the transaction has happened after all. */
static bool recover(struct transaction *transaction, enum ps_verdict verdict)
{
    struct ps_publishing *publishing = transaction->publishing;
    struct ps_flight_group *group = transaction->group;
    if (verdict == PS_VERDICT_ALONE)
        find_too_large(transaction);
    if (verdict == PS_VERDICT_ABORT || verdict == PS_VERDICT_ALONE)
        verdict = abort_it(transaction) == PS_VERDICT_GO_ON ? PS_VERDICT_ABORT : PS_VERDICT_RENEW;
    if (verdict == PS_VERDICT_RENEW)
        return renew(publishing) && happened(publishing, group);
    if (verdict == PS_VERDICT_EXIT)
        ps_line_fail(publishing->line, &transaction->error);
    return false;
}

bool ps_publishing_group(struct ps_publishing *publishing)
{
    struct ps_line *line = publishing->line;
    struct ps_flight_group group;
    struct ps_delivery_limits limits = publishing->limits;
    if (!publishing->publisher && !renew(publishing))
        return false;
    if (publishing->num_alone > 0)
        limits.group_jobs_max = 1;
    if (ps_flight_take(line->flight, &limits, &group) != PS_OK)
        return false;
    struct transaction transaction = {.publishing = publishing, .group = &group};
    int64_t begin_us = ps_clock_monotonic_us();
    enum ps_verdict verdict = attempt(&transaction);
    if (verdict == PS_VERDICT_GO_ON || recover(&transaction, verdict)) {
        ps_metrics_observe(line->metrics, PS_HISTOGRAM_COMMIT,
                           (double)(ps_clock_monotonic_us() - begin_us) / 1e6);
        settle_all(publishing, &group);
        return true;
    }
    ps_flight_put_back(line->flight, &group);
    publishing->num_failures++;
    return false;
}
