/* How a sequence ends and what of its end stays in the text: stop tokens, stop strings, special
 * tokens; lists that name no tokens; and a sequence that is left no token. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_jobs.h"

static struct ps_model *llama;
static const int32_t prompt[] = {1, 300, 301, 302, 303, 304, 305};
static const int32_t eos[] = {2};
static const struct ps_logit_bias towards_eos[] = {{2, 100}};

enum {
    PROMPT_SIZE = 7,
    LENGTH = 20,
};

static struct ps_sampling greedy(size_t max_tokens)
{
    return (struct ps_sampling){
        .top_p = 1, .max_tokens = max_tokens, .num_logprobs = -1, .ignore_eos = true};
}

static struct ps_sequence *generate(struct ps_sampling sampling)
{
    struct ps_sequence *sequence = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE);
    sequence->sampling = sampling;
    struct ps_sequence *done = ps_test_solo(llama, sequence);
    ps_sequence_destroy(sequence);
    return done;
}

/* The first token of the text that comes at this place and not before. */
static size_t first_new(const struct ps_sequence *whole, size_t from)
{
    for (size_t at = from; at < whole->num_tokens; at++) {
        bool is_new = true;
        for (size_t i = 0; i < at; i++)
            is_new = is_new && whole->tokens[i] != whole->tokens[at];
        if (is_new)
            return at;
    }
    fail_msg("the text repeats itself");
    return 0;
}

static void assert_prefix(const struct ps_sequence *part, const struct ps_sequence *whole)
{
    assert_true(part->num_tokens <= whole->num_tokens);
    assert_memory_equal(part->tokens, whole->tokens, part->num_tokens * sizeof *part->tokens);
    assert_true(part->text.size <= whole->text.size);
    if (part->text.size > 0)
        assert_memory_equal(part->text.data, whole->text.data, part->text.size);
}

static void ends_at_a_stop_token(void **state)
{
    (void)state;
    struct ps_sequence *whole = generate(greedy(LENGTH));
    size_t at = first_new(whole, 5);
    int32_t ids[] = {419, whole->tokens[at]};
    struct ps_sampling sampling = greedy(LENGTH);
    sampling.stop_tokens = (struct ps_token_list){ids, 2};
    struct ps_sequence *stopped = generate(sampling);
    assert_int_equal(stopped->finish, PS_FINISH_STOP);
    assert_int_equal(stopped->num_tokens, at + 1);
    assert_int_equal(stopped->stop_token, ids[1]);
    assert_null(stopped->stop_matched);
    assert_prefix(stopped, whole);

    struct ps_sequence *before = generate(greedy(at));
    struct ps_sequence *with = generate(greedy(at + 1));
    assert_int_equal(stopped->text.size, before->text.size);
    sampling.include_stop = true;
    struct ps_sequence *including = generate(sampling);
    assert_int_equal(including->stop_token, ids[1]);
    assert_int_equal(including->text.size, with->text.size);
    assert_true(with->text.size > before->text.size);
    ps_sequence_destroy(whole);
    ps_sequence_destroy(stopped);
    ps_sequence_destroy(before);
    ps_sequence_destroy(with);
    ps_sequence_destroy(including);
}

/* The end-of-sequence token counts before the stop tokens do; where it is ignored it may be one. */
static void the_end_of_sequence_may_be_a_stop_token(void **state)
{
    (void)state;
    struct ps_sampling sampling = greedy(LENGTH);
    sampling.logit_bias = towards_eos;
    sampling.num_logit_bias = 1;
    sampling.stop_tokens = (struct ps_token_list){eos, 1};
    sampling.min_tokens = 4;
    struct ps_sequence *ignoring = generate(sampling);
    assert_int_equal(ignoring->stop_token, 2);
    assert_int_equal(ignoring->num_tokens, 5);
    sampling.ignore_eos = false;
    struct ps_sequence *not_ignoring = generate(sampling);
    assert_int_equal(not_ignoring->stop_token, -1);
    assert_int_equal(not_ignoring->finish, PS_FINISH_STOP);
    assert_int_equal(not_ignoring->num_tokens, 5);
    ps_sequence_destroy(ignoring);
    ps_sequence_destroy(not_ignoring);
}

static bool ends_with(const struct ps_buffer *text, const char *end)
{
    size_t size = strlen(end);
    return text->size >= size && memcmp(text->data + text->size - size, end, size) == 0;
}

static void special_tokens_are_kept_where_asked_for(void **state)
{
    (void)state;
    struct ps_sampling sampling = greedy(6);
    sampling.logit_bias = towards_eos;
    sampling.num_logit_bias = 1;
    sampling.min_tokens = 3;
    sampling.ignore_eos = false;
    sampling.include_stop = true;
    struct ps_sequence *skipped = generate(sampling);
    sampling.keep_special_tokens = true;
    struct ps_sequence *kept = generate(sampling);
    sampling.include_stop = false;
    struct ps_sequence *cut = generate(sampling);
    assert_false(ends_with(&skipped->text, "</s>"));
    assert_true(ends_with(&kept->text, "</s>"));
    assert_int_equal(kept->text.size, skipped->text.size + 4);
    assert_int_equal(cut->text.size, skipped->text.size);
    ps_sequence_destroy(skipped);
    ps_sequence_destroy(kept);
    ps_sequence_destroy(cut);
}

static void a_stop_string_stays_where_asked_for(void **state)
{
    (void)state;
    struct ps_sequence *whole = generate(greedy(LENGTH));
    char stop[3] = {0};
    size_t at = 4;
    while ((whole->text.data[at] & 0x80) != 0 || (whole->text.data[at + 1] & 0x80) != 0)
        at++;
    assert_true(at + 2 < whole->text.size);
    memcpy(stop, whole->text.data + at, 2);
    const char *const stops[] = {stop};
    size_t end = (size_t)(strstr(whole->text.data, stop) - whole->text.data) + 2;
    struct ps_sampling sampling = greedy(LENGTH);
    sampling.stops = stops;
    sampling.num_stops = 1;
    struct ps_sequence *cut = generate(sampling);
    sampling.include_stop = true;
    struct ps_sequence *including = generate(sampling);
    assert_ptr_equal(including->stop_matched, stop);
    assert_int_equal(including->text.size, end);
    assert_int_equal(cut->text.size, end - 2);
    assert_prefix(including, whole);
    ps_sequence_destroy(whole);
    ps_sequence_destroy(cut);
    ps_sequence_destroy(including);
}

static void the_sum_is_that_of_the_logprobs(void **state)
{
    (void)state;
    struct ps_sampling sampling = greedy(LENGTH);
    sampling.temperature = 1.5;
    sampling.frequency_penalty = 1;
    sampling.seed = 3;
    struct ps_sequence *unsummed = generate(sampling);
    sampling.sums_logprobs = true;
    struct ps_sequence *untold = generate(sampling);
    sampling.sums_logprobs = false;
    sampling.num_logprobs = 0;
    struct ps_sequence *told = generate(sampling);
    double sum = 0;
    for (size_t i = 0; i < told->num_tokens; i++)
        sum += (double)told->logprobs[i].chosen.logprob;
    assert_true(fabs(told->sum_logprob - sum) < 1e-4);
    assert_memory_equal(&told->sum_logprob, &untold->sum_logprob, sizeof sum);
    assert_true(unsummed->sum_logprob >= 0 && unsummed->sum_logprob <= 0);
    ps_sequence_destroy(unsummed);
    ps_sequence_destroy(untold);
    ps_sequence_destroy(told);
}

static void a_sequence_that_is_left_no_token_fails(void **state)
{
    (void)state;
    struct ps_sampling sampling = greedy(4);
    sampling.allowed_tokens = (struct ps_token_list){eos, 1};
    sampling.min_tokens = 1;
    struct ps_sequence *done = generate(sampling);
    assert_int_equal(done->finish, PS_FINISH_ERROR);
    assert_int_equal(done->error.status, PS_INVALID);
    assert_string_equal(done->error.param, "allowed_token_ids");
    assert_non_null(strstr(done->error.message, "allowed tokens"));
    ps_sequence_destroy(done);
}

static void refuse(struct ps_sampling sampling, const char *param, const char *found)
{
    struct ps_engine_config config = {.num_pages = 2, .page_size = 16};
    struct ps_engine *engine = ps_test_create_engine(llama, &config, NULL);
    struct ps_sequence *sequence = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE);
    struct ps_error error = {0};
    sequence->sampling = sampling;
    assert_int_equal(ps_engine_add(engine, sequence, &error), PS_INVALID);
    assert_string_equal(error.param, param);
    assert_non_null(strstr(error.message, found));
    assert_null(sequence->state);
    ps_engine_destroy(engine);
    ps_sequence_destroy(sequence);
}

static void refuses_lists_that_name_no_tokens(void **state)
{
    (void)state;
    static const int32_t ids[] = {5, 420, -1};
    static const struct ps_token_list beyond = {ids, 2}, negative = {ids + 2, 1};
    static const struct ps_token_list words[] = {{ids, 1}, {ids, 2}}, empty[] = {{ids, 0}};
    static const struct ps_logit_bias biases[] = {{7, 1}, {420, 1}};
    const struct ps_logit_bias no_number[] = {{7, NAN}};
    struct ps_sampling base = greedy(1), sampling = base;
    sampling.allowed_tokens = beyond;
    refuse(sampling, "allowed_token_ids", "token 420, expected 0 to 419");
    sampling = base;
    sampling.stop_tokens = negative;
    refuse(sampling, "stop_token_ids", "token -1");
    sampling = base;
    sampling.bad_words = words;
    sampling.num_bad_words = 2;
    refuse(sampling, "bad_words", "token 420");
    sampling.bad_words = empty;
    sampling.num_bad_words = 1;
    refuse(sampling, "bad_words", "entry 0 has no token");
    sampling = base;
    sampling.logit_bias = biases;
    sampling.num_logit_bias = 2;
    refuse(sampling, "logit_bias", "token 420");
    sampling.logit_bias = no_number;
    sampling.num_logit_bias = 1;
    refuse(sampling, "logit_bias", "token 7 is no number");
}

static int load(void **state)
{
    (void)state;
    llama = ps_test_load_model(PS_TEST_LLAMA);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    ps_model_destroy(llama);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_at_a_stop_token),
        cmocka_unit_test(the_end_of_sequence_may_be_a_stop_token),
        cmocka_unit_test(special_tokens_are_kept_where_asked_for),
        cmocka_unit_test(a_stop_string_stays_where_asked_for),
        cmocka_unit_test(the_sum_is_that_of_the_logprobs),
        cmocka_unit_test(a_sequence_that_is_left_no_token_fails),
        cmocka_unit_test(refuses_lists_that_name_no_tokens),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
