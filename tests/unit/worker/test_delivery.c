/* Delivery: when a group is published, what it holds, and the verdict over every class of error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "worker/delivery.h"

static const struct ps_delivery_limits limits = {
    .group_jobs_max = 10, .group_bytes_max = 1000, .group_ms_max = 100};

static void test_due(void **state)
{
    (void)state;
    struct ps_delivery_pending pending = {.num_ready = 0, .oldest_ms = 500, .flush = true};
    assert_false(ps_delivery_due(&limits, &pending));
    pending = (struct ps_delivery_pending){.num_ready = 1, .num_unfinished = 5, .oldest_ms = 99};
    assert_false(ps_delivery_due(&limits, &pending));
    pending.oldest_ms = 100;
    assert_true(ps_delivery_due(&limits, &pending));
    pending = (struct ps_delivery_pending){.num_ready = 10, .num_unfinished = 5};
    assert_true(ps_delivery_due(&limits, &pending));
    pending = (struct ps_delivery_pending){.num_ready = 1, .num_unfinished = 0};
    assert_true(ps_delivery_due(&limits, &pending));
    pending = (struct ps_delivery_pending){.num_ready = 1, .num_unfinished = 5, .flush = true};
    assert_true(ps_delivery_due(&limits, &pending));
}

static void test_fits(void **state)
{
    (void)state;
    assert_true(ps_delivery_fits(&limits, 0, 0, 5000));
    assert_true(ps_delivery_fits(&limits, 1, 900, 100));
    assert_false(ps_delivery_fits(&limits, 1, 900, 101));
    assert_false(ps_delivery_fits(&limits, 1, 5000, 1));
    assert_false(ps_delivery_fits(&limits, 10, 10, 1));
    assert_false(ps_delivery_fits(&limits, 1, 1, SIZE_MAX));
}

static enum ps_verdict judge(enum ps_delivery_step step, struct ps_delivery_fault fault)
{
    return ps_delivery_judge(step, &fault, 0);
}

/* The rows of the table: what the broker answers, as librdkafka reports it. */
static void test_verdicts(void **state)
{
    (void)state;
    static const struct {
        enum ps_delivery_step step;
        struct ps_delivery_fault fault;
        enum ps_verdict verdict;
    } rows[] = {
        {PS_STEP_COMMIT, {PS_FAULT_NONE, 0, 0, 0}, PS_VERDICT_GO_ON},
        /* illegal generation, unknown member, rebalance in progress */
        {PS_STEP_OFFSETS, {PS_FAULT_MEMBERSHIP, 0, 1, 0}, PS_VERDICT_ABORT},
        /* fenced, which is flagged abortable */
        {PS_STEP_OFFSETS, {PS_FAULT_FENCED, 0, 1, 0}, PS_VERDICT_RENEW},
        {PS_STEP_COMMIT, {PS_FAULT_FENCED, 0, 0, 1}, PS_VERDICT_RENEW},
        /* the transaction's records don't fit the topic */
        {PS_STEP_COMMIT, {PS_FAULT_TOO_LARGE, 0, 1, 0}, PS_VERDICT_ALONE},
        {PS_STEP_PRODUCE, {PS_FAULT_TOO_LARGE, 0, 1, 0}, PS_VERDICT_ALONE},
        /* invalid producer id mapping, unknown producer id */
        {PS_STEP_COMMIT, {PS_FAULT_OTHER, 0, 1, 0}, PS_VERDICT_ABORT},
        /* invalid transaction state, out of order sequence number */
        {PS_STEP_COMMIT, {PS_FAULT_OTHER, 0, 0, 1}, PS_VERDICT_RENEW},
        {PS_STEP_ABORT, {PS_FAULT_OTHER, 0, 0, 1}, PS_VERDICT_RENEW},
        {PS_STEP_ABORT, {PS_FAULT_OTHER, 0, 1, 0}, PS_VERDICT_RENEW},
        /* the broker is down for a while */
        {PS_STEP_COMMIT, {PS_FAULT_TIMED_OUT, 1, 0, 0}, PS_VERDICT_RETRY},
        {PS_STEP_ABORT, {PS_FAULT_TIMED_OUT, 1, 0, 0}, PS_VERDICT_RETRY},
        /* an ACL is missing */
        {PS_STEP_OFFSETS, {PS_FAULT_UNAUTHORIZED, 0, 1, 0}, PS_VERDICT_EXIT},
        {PS_STEP_BEGIN, {PS_FAULT_UNAUTHORIZED, 0, 0, 1}, PS_VERDICT_EXIT},
        {PS_STEP_COMMIT, {PS_FAULT_UNSUPPORTED, 0, 0, 1}, PS_VERDICT_EXIT},
        /* no flag at all */
        {PS_STEP_PRODUCE, {PS_FAULT_OTHER, 0, 0, 0}, PS_VERDICT_RENEW},
        {PS_STEP_BEGIN, {PS_FAULT_TIMED_OUT, 0, 0, 0}, PS_VERDICT_RENEW},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (judge(rows[i].step, rows[i].fault) != rows[i].verdict)
            fail_msg("row %zu: found %s, expected %s", i,
                     ps_verdict_name(judge(rows[i].step, rows[i].fault)),
                     ps_verdict_name(rows[i].verdict));
    }
}

static void test_retries_end(void **state)
{
    (void)state;
    struct ps_delivery_fault fault = {.kind = PS_FAULT_TIMED_OUT, .retriable = true};
    assert_int_equal(ps_delivery_judge(PS_STEP_COMMIT, &fault, 1000), PS_VERDICT_RENEW);
}

static void test_unknown_outcome(void **state)
{
    (void)state;
    assert_true(ps_delivery_happened(12, 12));
    assert_true(ps_delivery_happened(12, 15));
    assert_false(ps_delivery_happened(12, 11));
    assert_false(ps_delivery_happened(12, -1));
}

static void test_backoff(void **state)
{
    (void)state;
    assert_int_equal(ps_delivery_backoff_ms(0), 0);
    for (size_t failures = 1; failures < 100; failures++) {
        int64_t backoff_ms = ps_delivery_backoff_ms(failures);
        assert_true(backoff_ms > 0 && backoff_ms <= 2000);
        assert_true(backoff_ms >= ps_delivery_backoff_ms(failures - 1));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_due),
        cmocka_unit_test(test_fits),
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_retries_end),
        cmocka_unit_test(test_unknown_outcome),
        cmocka_unit_test(test_backoff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
