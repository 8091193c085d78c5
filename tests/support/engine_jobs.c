/* Sequences for tests of the engine. */
#include "tests/support/engine_jobs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/forward.h"

struct ps_model *ps_test_load_model(const char *folder)
{
    struct ps_model *model = NULL;
    struct ps_error error = {0};
    if (ps_model_load(&model, folder, "auto", &error) != PS_OK)
        fail_msg("%s", error.message);
    return model;
}

struct ps_engine *ps_test_create_engine(const struct ps_model *model,
                                        const struct ps_engine_config *config, struct ps_pool *pool)
{
    struct ps_engine *engine = NULL;
    struct ps_error error = {0};
    if (ps_engine_create(&engine, model, config, pool, &error) != PS_OK)
        fail_msg("%s", error.message);
    return engine;
}

struct ps_sequence *ps_test_sequence(enum ps_sequence_kind kind, const int32_t *ids, size_t count)
{
    int32_t *prompt = ps_test_alloc(count, sizeof *prompt);
    memcpy(prompt, ids, count * sizeof *prompt);
    struct ps_sequence *sequence = ps_sequence_create(kind, prompt, NULL, count);
    assert_non_null(sequence);
    sequence->sampling.max_tokens = 1;
    return sequence;
}

struct ps_sequence *ps_test_random_sequence(const struct ps_model *model,
                                            enum ps_sequence_kind kind, size_t num_prompt,
                                            struct ps_rng *rng)
{
    size_t vocab_size = ps_transformer_config(ps_model_transformer(model))->vocab_size;
    int32_t *ids = ps_test_alloc(num_prompt, sizeof *ids);
    for (size_t i = 0; i < num_prompt; i++)
        ids[i] = (int32_t)ps_rng_below(rng, vocab_size);
    struct ps_sequence *sequence = ps_test_sequence(kind, ids, num_prompt);
    free(ids);
    return sequence;
}

void ps_test_add(struct ps_engine *engine, struct ps_sequence *sequence)
{
    struct ps_error error = {0};
    if (ps_engine_add(engine, sequence, &error) != PS_OK)
        fail_msg("%s", error.message);
}

void ps_test_run(struct ps_engine *engine)
{
    for (int steps = 0; !ps_engine_idle(engine); steps++) {
        assert_true(steps < 100000);
        (void)ps_engine_step(engine);
    }
}

struct ps_sequence *ps_test_solo(const struct ps_model *model, const struct ps_sequence *asked)
{
    struct ps_engine_config config = {.sequences_max = 1};
    struct ps_sequence *sequence = ps_test_sequence(asked->kind, asked->prompt, asked->num_prompt);
    sequence->sampling = asked->sampling;
    struct ps_engine *engine = ps_test_create_engine(model, &config, NULL);
    ps_test_add(engine, sequence);
    ps_test_run(engine);
    ps_engine_destroy(engine);
    return sequence;
}

void ps_test_assert_same(const struct ps_model *model, const struct ps_sequence *a,
                         const struct ps_sequence *b)
{
    const struct ps_transformer_config *config = ps_transformer_config(ps_model_transformer(model));
    size_t output_size = a->kind == PS_SEQUENCE_CLASSIFY ? config->num_labels : config->hidden_size;
    assert_int_equal(a->finish, b->finish);
    assert_int_equal(a->num_tokens, b->num_tokens);
    if (a->num_tokens > 0)
        assert_memory_equal(a->tokens, b->tokens, a->num_tokens * sizeof *a->tokens);
    assert_int_equal(a->text.size, b->text.size);
    if (a->text.size > 0)
        assert_memory_equal(a->text.data, b->text.data, a->text.size);
    assert_ptr_equal(a->stop_matched, b->stop_matched);
    assert_int_equal(a->stop_token, b->stop_token);
    assert_memory_equal(&a->sum_logprob, &b->sum_logprob, sizeof a->sum_logprob);
    assert_int_equal(!a->logprobs, !b->logprobs);
    if (a->logprobs && a->num_tokens > 0)
        assert_memory_equal(a->logprobs, b->logprobs, a->num_tokens * sizeof *a->logprobs);
    assert_int_equal(!a->prompt_logprobs, !b->prompt_logprobs);
    if (a->prompt_logprobs)
        assert_memory_equal(a->prompt_logprobs, b->prompt_logprobs,
                            a->num_prompt * sizeof *a->prompt_logprobs);
    assert_int_equal(!a->output, !b->output);
    if (a->output)
        assert_memory_equal(a->output, b->output, output_size * sizeof *a->output);
}
