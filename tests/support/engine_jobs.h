/* Sequences for tests of the engine: made, run alone, compared. Whatever fails ends the test
 * program with a message. */
#ifndef PENSTOCK_TESTS_SUPPORT_ENGINE_JOBS_H
#define PENSTOCK_TESTS_SUPPORT_ENGINE_JOBS_H

#include "shared/base/rng.h"
#include "shared/engine/engine.h"

/* Tiny checkpoints of the golden tests. */
#define PS_TEST_LLAMA "tests/golden/data/llama_gqa"
#define PS_TEST_BERT  "tests/golden/data/bert"

struct ps_model *ps_test_load_model(const char *folder);
struct ps_engine *ps_test_create_engine(const struct ps_model *model,
                                        const struct ps_engine_config *config,
                                        struct ps_pool *pool);

/* A sequence of these tokens; greedy, one token, until its sampling is changed. */
struct ps_sequence *ps_test_sequence(enum ps_sequence_kind kind, const int32_t *ids, size_t count);

/* The same of num_prompt random tokens of the model. */
struct ps_sequence *ps_test_random_sequence(const struct ps_model *model,
                                            enum ps_sequence_kind kind, size_t num_prompt,
                                            struct ps_rng *rng);

void ps_test_add(struct ps_engine *engine, struct ps_sequence *sequence);

/* Steps until nothing is left inside. */
void ps_test_run(struct ps_engine *engine);

/* A new sequence that asks the same, run alone in an engine of its own. */
struct ps_sequence *ps_test_solo(const struct ps_model *model, const struct ps_sequence *asked);

/* Fails the test where anything that came of them differs, in a single bit. */
void ps_test_assert_same(const struct ps_model *model, const struct ps_sequence *a,
                         const struct ps_sequence *b);

#endif
