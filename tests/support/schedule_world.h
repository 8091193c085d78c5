/* The plan of a step, without a model: sequences are moved on as the engine would move them. After
 * every step the references to each page are those that are held, every position of a sequence is
 * found on its pages, budgets hold and age is kept; whatever is not so ends the test. */
#ifndef PENSTOCK_TESTS_SUPPORT_SCHEDULE_WORLD_H
#define PENSTOCK_TESTS_SUPPORT_SCHEDULE_WORLD_H

#include "shared/engine/schedule.h"
#include "shared/engine/state.h"

enum {
    PS_TEST_PAGES_MAX = 64,
    PS_TEST_PAGE_SIZE_MAX = 64,
};

struct ps_test_world {
    struct ps_schedule schedule;
    size_t num_pages;
    size_t rows_max;   /* an embedded text may be longer than the budget */
    uint64_t next_age; /* of the next one added, kept in its seed: what age is told by here */
    struct ps_sequence *finished[512]; /* in the order in which they came out */
    size_t num_finished;
    size_t num_rows; /* of the last step */
    size_t num_decoded;
    size_t num_prompt_rows; /* of all steps */
    /* what stands in the pages */
    uint64_t contents[PS_TEST_PAGES_MAX][PS_TEST_PAGE_SIZE_MAX];
};

void ps_test_world_open(struct ps_test_world *world, size_t num_pages, size_t page_size,
                        size_t step_tokens_max, size_t sequences_max);

/* Nothing may be inside any more, and every page must be free. */
void ps_test_world_close(struct ps_test_world *world);

/* A sequence that is not added yet. */
struct ps_sequence *ps_test_world_make(struct ps_test_world *world, enum ps_sequence_kind kind,
                                       size_t num_prompt, size_t max_tokens);
struct ps_sequence *ps_test_world_add(struct ps_test_world *world, enum ps_sequence_kind kind,
                                      size_t num_prompt, size_t max_tokens);

/* Adds one more of the leader's prompt. */
struct ps_sequence *ps_test_world_follow(struct ps_test_world *world, struct ps_sequence *leader,
                                         size_t max_tokens);

/* Neither finished nor taken out. */
bool ps_test_world_is_inside(const struct ps_test_world *world, const struct ps_sequence *sequence);

void ps_test_world_step(struct ps_test_world *world);

/* Until nothing is inside; returns the number of steps. */
size_t ps_test_world_run(struct ps_test_world *world);

/* Of a sequence that was taken out. */
void ps_test_world_destroy(struct ps_sequence *sequence);

#endif
