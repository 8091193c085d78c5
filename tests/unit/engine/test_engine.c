/* What the engine does with one sequence: limits, ends, stop strings, log-probabilities; and what
 * it refuses. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_jobs.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/forward.h"

static struct ps_model *llama;
static struct ps_model *bert;
static const int32_t prompt[] = {1, 300, 301, 302, 303, 304, 305};

enum {
    PROMPT_SIZE = 7,
};

static struct ps_sequence *generate(struct ps_sampling sampling)
{
    struct ps_sequence *sequence = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE);
    sequence->sampling = sampling;
    struct ps_sequence *done = ps_test_solo(llama, sequence);
    ps_sequence_destroy(sequence);
    return done;
}

static void greedy_equals_the_transformer(void **state)
{
    (void)state;
    int32_t ids[PROMPT_SIZE + 30];
    memcpy(ids, prompt, sizeof prompt);
    ps_test_greedy(ps_model_transformer(llama), ids, PROMPT_SIZE, PROMPT_SIZE + 30);
    struct ps_sequence *done = generate(
        (struct ps_sampling){.top_p = 1, .max_tokens = 30, .num_logprobs = -1, .ignore_eos = true});
    assert_int_equal(done->finish, PS_FINISH_LENGTH);
    assert_int_equal(done->num_tokens, 30);
    assert_memory_equal(done->tokens, ids + PROMPT_SIZE, 30 * sizeof *ids);
    assert_null(done->logprobs);
    assert_null(done->prompt_logprobs);

    struct ps_buffer whole = {0};
    struct ps_buffer start = {0};
    struct ps_error error = {0};
    const struct ps_tokenizer *tokenizer = ps_model_tokenizer(llama);
    assert_int_equal(ps_tokenizer_decode(tokenizer, prompt, PROMPT_SIZE, true, &start, &error), 0);
    assert_int_equal(ps_tokenizer_decode(tokenizer, ids, PROMPT_SIZE + 30, true, &whole, &error),
                     0);
    assert_int_equal(start.size + done->text.size, whole.size);
    assert_memory_equal(whole.data + start.size, done->text.data, done->text.size);
    ps_buffer_close(&whole);
    ps_buffer_close(&start);
    ps_sequence_destroy(done);
}

static double log_sum(const float *logits, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += exp((double)logits[i]);
    return log(sum);
}

static void logprobs_are_the_models_own(void **state)
{
    (void)state;
    size_t vocab_size = ps_transformer_config(ps_model_transformer(llama))->vocab_size;
    struct ps_sequence *done = generate((struct ps_sampling){.temperature = 2,
                                                             .top_p = 0.5,
                                                             .top_k = 7,
                                                             .seed = 5,
                                                             .max_tokens = 4,
                                                             .num_logprobs = 3,
                                                             .ignore_eos = true,
                                                             .prompt_logprobs = true});
    int32_t ids[PROMPT_SIZE + 4];
    memcpy(ids, prompt, sizeof prompt);
    memcpy(ids + PROMPT_SIZE, done->tokens, 4 * sizeof *ids);
    float *logits = ps_test_alloc((PROMPT_SIZE + 4) * vocab_size, sizeof *logits);
    ps_test_logits(ps_model_transformer(llama), ids, PROMPT_SIZE + 4, logits);
    for (size_t i = 1; i < PROMPT_SIZE + 4; i++) {
        const float *row = logits + (i - 1) * vocab_size;
        const struct ps_token_logprobs *got =
            i < PROMPT_SIZE ? &done->prompt_logprobs[i] : &done->logprobs[i - PROMPT_SIZE];
        double sum = log_sum(row, vocab_size);
        assert_int_equal(got->chosen.token, ids[i]);
        assert_true(fabs((double)got->chosen.logprob - ((double)row[ids[i]] - sum)) < 1e-5);
        assert_int_equal(got->num_top, 3);
        for (size_t j = 0; j < 3; j++) {
            size_t better = 0;
            for (size_t k = 0; k < vocab_size; k++)
                better += row[k] > row[got->top[j].token];
            assert_int_equal(better, j);
        }
    }
    assert_int_equal(done->prompt_logprobs[0].num_top, 0);
    free(logits);
    ps_sequence_destroy(done);
}

static void scores_a_prompt(void **state)
{
    (void)state;
    struct ps_sequence *done = generate(
        (struct ps_sampling){.top_p = 1, .max_tokens = 0, .num_logprobs = 0, .prompt_logprobs = 1});
    assert_int_equal(done->finish, PS_FINISH_LENGTH);
    assert_int_equal(done->num_tokens, 0);
    assert_int_equal(done->text.size, 0);
    for (size_t i = 1; i < PROMPT_SIZE; i++) {
        assert_int_equal(done->prompt_logprobs[i].chosen.token, prompt[i]);
        assert_true(done->prompt_logprobs[i].chosen.logprob < 0);
    }
    ps_sequence_destroy(done);
}

/* A stop string made of the text that greedy decoding gives: cut before it, whatever its place. */
static void cuts_before_a_stop_string(void **state)
{
    (void)state;
    struct ps_sampling sampling = {
        .top_p = 1, .max_tokens = 60, .num_logprobs = -1, .ignore_eos = true};
    struct ps_sequence *whole = generate(sampling);
    size_t num_cut = 0;
    for (size_t at = 0; at + 3 < whole->text.size; at++) {
        char stop[4] = {0};
        memcpy(stop, whole->text.data + at, 3);
        const char *const stops[] = {"never in the text", stop};
        if ((stop[0] & 0xC0) == 0x80 || strlen(stop) < 3)
            continue;
        sampling.stops = stops;
        sampling.num_stops = 2;
        struct ps_sequence *done = generate(sampling);
        const char *found = strstr(whole->text.data, stop);
        assert_int_equal(done->finish, PS_FINISH_STOP);
        assert_ptr_equal(done->stop_matched, stop);
        assert_int_equal(done->text.size, found - whole->text.data);
        assert_memory_equal(done->text.data ? done->text.data : "", whole->text.data,
                            done->text.size);
        assert_true(done->num_tokens <= whole->num_tokens);
        num_cut++;
        ps_sequence_destroy(done);
    }
    assert_true(num_cut > 10);
    ps_sequence_destroy(whole);
}

/* With min_tokens a stop string counts only where it comes to its end after that many tokens. */
static void min_tokens_holds_stop_strings_off(void **state)
{
    (void)state;
    struct ps_sampling sampling = {
        .top_p = 1, .max_tokens = 40, .num_logprobs = -1, .ignore_eos = true};
    struct ps_sequence *whole = generate(sampling);
    char first[5] = {0};
    struct ps_buffer *text = &whole->text;
    assert_true(text->size > 0);
    size_t length = 1;
    while (length < text->size && (text->data[length] & 0xC0) == 0x80)
        length++;
    memcpy(first, text->data, length);
    const char *const stops[] = {first};
    sampling.stops = stops;
    sampling.num_stops = 1;
    struct ps_sequence *early = generate(sampling);
    assert_int_equal(early->text.size, 0);
    sampling.min_tokens = 20;
    struct ps_sequence *late = generate(sampling);
    assert_true(late->num_tokens > 20);
    assert_memory_equal(late->text.data, text->data, length);
    ps_sequence_destroy(early);
    ps_sequence_destroy(late);
    ps_sequence_destroy(whole);
}

/* At a high temperature the end-of-sequence token comes within a few hundred tokens. */
static void ends_at_the_end_of_sequence_token(void **state)
{
    (void)state;
    struct ps_sampling sampling = {
        .temperature = 2, .top_p = 1, .max_tokens = 500, .num_logprobs = 0};
    const struct ps_generation_defaults *generation = ps_model_generation(llama);
    assert_int_equal(generation->num_eos_ids, 1);
    size_t num_stopped = 0;
    for (uint64_t seed = 0; seed < 12; seed++) {
        sampling.seed = seed;
        sampling.min_tokens = 0;
        struct ps_sequence *done = generate(sampling);
        if (done->finish == PS_FINISH_STOP) {
            size_t num_tokens = done->num_tokens;
            assert_int_equal(done->tokens[num_tokens - 1], generation->eos_ids[0]);
            assert_null(done->stop_matched);
            num_stopped++;
            sampling.min_tokens = num_tokens;
            struct ps_sequence *longer = generate(sampling);
            assert_true(longer->num_tokens > num_tokens);
            for (size_t i = 0; i < num_tokens; i++)
                assert_int_not_equal(longer->tokens[i], generation->eos_ids[0]);
            ps_sequence_destroy(longer);
        }
        ps_sequence_destroy(done);
    }
    assert_true(num_stopped > 0);
}

static void the_context_is_a_limit(void **state)
{
    (void)state;
    struct ps_engine_config config = {.page_size = 8, .num_pages = 3};
    struct ps_engine *engine = ps_test_create_engine(llama, &config, NULL);
    assert_int_equal(ps_engine_context(engine), 24);
    struct ps_sequence *sequence = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE);
    sequence->sampling.max_tokens = 1000;
    sequence->sampling.ignore_eos = true;
    ps_test_add(engine, sequence);
    ps_test_run(engine);
    assert_int_equal(sequence->num_tokens, 24 - PROMPT_SIZE);
    assert_int_equal(sequence->finish, PS_FINISH_LENGTH);
    ps_sequence_destroy(sequence);
    ps_engine_destroy(engine);
}

static void refuse(const struct ps_model *model, struct ps_sequence *sequence)
{
    struct ps_engine_config config = {.num_pages = 2, .page_size = 16};
    struct ps_engine *engine = ps_test_create_engine(model, &config, NULL);
    struct ps_error error = {0};
    assert_int_equal(ps_engine_add(engine, sequence, &error), PS_INVALID);
    assert_true(error.message[0]);
    assert_true(ps_engine_idle(engine));
    assert_null(sequence->state);
    assert_null(sequence->tokens);
    ps_engine_destroy(engine);
    ps_sequence_destroy(sequence);
}

static void refuses_what_could_never_run(void **state)
{
    (void)state;
    static const char *const empty[] = {""};
    static const int32_t negative[] = {1, -1};
    static const int32_t beyond[] = {1, 420};
    int32_t many[33] = {0};
    refuse(llama, ps_test_sequence(PS_SEQUENCE_GENERATE, many, 33));
    refuse(llama, ps_test_sequence(PS_SEQUENCE_GENERATE, many, 32));
    refuse(llama, ps_test_sequence(PS_SEQUENCE_GENERATE, negative, 2));
    refuse(llama, ps_test_sequence(PS_SEQUENCE_GENERATE, beyond, 2));
    refuse(llama, ps_test_sequence(PS_SEQUENCE_EMBED, prompt, PROMPT_SIZE));
    refuse(bert, ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE));
    struct ps_sequence *stop = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE);
    stop->sampling.stops = empty;
    stop->sampling.num_stops = 1;
    refuse(llama, stop);
    struct ps_sequence *typed = ps_test_sequence(PS_SEQUENCE_EMBED, prompt, PROMPT_SIZE);
    typed->prompt_types = ps_test_alloc(PROMPT_SIZE, sizeof(int32_t));
    typed->prompt_types[3] = 2;
    refuse(bert, typed);
}

static void cancels_waiting_and_running(void **state)
{
    (void)state;
    struct ps_engine_config config = {.sequences_max = 1};
    struct ps_engine *engine = ps_test_create_engine(llama, &config, NULL);
    struct ps_sequence *sequences[3];
    for (size_t i = 0; i < 3; i++) {
        sequences[i] = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE);
        sequences[i]->sampling.max_tokens = 5;
        sequences[i]->sampling.ignore_eos = true;
        ps_test_add(engine, sequences[i]);
    }
    assert_null(ps_engine_step(engine));
    assert_null(ps_engine_step(engine));
    ps_engine_cancel(engine, sequences[0]);
    ps_engine_cancel(engine, sequences[1]);
    assert_int_equal(sequences[0]->finish, PS_FINISH_CANCELLED);
    assert_int_equal(sequences[0]->num_tokens, 2);
    assert_int_equal(sequences[1]->finish, PS_FINISH_CANCELLED);
    ps_engine_cancel(engine, sequences[0]);
    ps_test_run(engine);
    assert_int_equal(sequences[2]->finish, PS_FINISH_LENGTH);
    struct ps_engine_stats stats;
    ps_engine_stats(engine, &stats);
    assert_int_equal(stats.pages_used, 0);
    assert_int_equal(stats.generated_tokens, 7);
    assert_int_equal(stats.prompt_tokens, 2 * PROMPT_SIZE);
    ps_engine_destroy(engine);
    for (size_t i = 0; i < 3; i++)
        ps_sequence_destroy(sequences[i]);
}

static void finished_ones_come_in_order(void **state)
{
    (void)state;
    struct ps_engine_config config = {0};
    struct ps_engine *engine = ps_test_create_engine(llama, &config, NULL);
    struct ps_sequence *sequences[5];
    for (size_t i = 0; i < 5; i++) {
        sequences[i] = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE);
        ps_test_add(engine, sequences[i]);
    }
    struct ps_sequence *done = ps_engine_step(engine);
    for (size_t i = 0; i < 5; i++, done = done->next)
        assert_ptr_equal(done, sequences[i]);
    assert_null(done);
    ps_engine_destroy(engine);
    for (size_t i = 0; i < 5; i++)
        ps_sequence_destroy(sequences[i]);
}

static void drops_what_is_inside_at_the_end(void **state)
{
    (void)state;
    struct ps_engine_config config = {.sequences_max = 1};
    struct ps_engine *engine = ps_test_create_engine(llama, &config, NULL);
    struct ps_sequence *running = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE);
    struct ps_sequence *waiting = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE);
    running->sampling.max_tokens = 9;
    ps_test_add(engine, running);
    ps_test_add(engine, waiting);
    (void)ps_engine_step(engine);
    ps_engine_destroy(engine);
    ps_sequence_destroy(running);
    ps_sequence_destroy(waiting);
}

static void survives_any_failed_allocation(void **state)
{
    (void)state;
    static const char *const stops[] = {"stop"};
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct ps_engine_config config = {.num_pages = 2, .page_size = 16};
        struct ps_error error = {0};
        struct ps_engine *engine = NULL;
        struct ps_sequence *sequence = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE);
        struct ps_sequence *other = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, PROMPT_SIZE);
        sequence->sampling.num_logprobs = 1;
        sequence->sampling.prompt_logprobs = true;
        sequence->sampling.max_tokens = 4;
        sequence->sampling.stops = stops;
        sequence->sampling.num_stops = 1;
        other->sampling = sequence->sampling;
        other->sampling.frequency_penalty = 1;
        other->same_prompt = sequence;
        ps_failing_malloc_start(n);
        enum ps_status status = ps_engine_create(&engine, llama, &config, NULL, &error);
        if (status == PS_OK)
            status = ps_engine_add(engine, sequence, &error);
        if (status == PS_OK)
            status = ps_engine_add(engine, other, &error);
        while (status == PS_OK && !ps_engine_idle(engine))
            (void)ps_engine_step(engine);
        failed = ps_failing_malloc_stop();
        if (status != PS_OK)
            assert_int_equal(status, PS_NO_MEMORY);
        else
            assert_true(sequence->finish != PS_FINISH_NONE && other->finish != PS_FINISH_NONE);
        ps_engine_destroy(engine);
        ps_sequence_destroy(sequence);
        ps_sequence_destroy(other);
    }
}

static int load(void **state)
{
    (void)state;
    llama = ps_test_load_model(PS_TEST_LLAMA);
    bert = ps_test_load_model(PS_TEST_BERT);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    ps_model_destroy(llama);
    ps_model_destroy(bert);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(greedy_equals_the_transformer),
        cmocka_unit_test(logprobs_are_the_models_own),
        cmocka_unit_test(scores_a_prompt),
        cmocka_unit_test(cuts_before_a_stop_string),
        cmocka_unit_test(min_tokens_holds_stop_strings_off),
        cmocka_unit_test(ends_at_the_end_of_sequence_token),
        cmocka_unit_test(the_context_is_a_limit),
        cmocka_unit_test(refuses_what_could_never_run),
        cmocka_unit_test(cancels_waiting_and_running),
        cmocka_unit_test(finished_ones_come_in_order),
        cmocka_unit_test(drops_what_is_inside_at_the_end),
        cmocka_unit_test(survives_any_failed_allocation),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
