/* Continuous batching: sequences join and leave at every step, prompts run in chunks beside
 * decoding under a budget of rows per step, KV pages are budgeted, and when they run out the
 * youngest sequence is set back (its pages are taken and it is computed again later), never lost.
 *
 * One thread owns an engine. It allocates nothing per token. */
#ifndef PENSTOCK_SHARED_ENGINE_ENGINE_H
#define PENSTOCK_SHARED_ENGINE_ENGINE_H

#include "shared/base/pool.h"
#include "shared/engine/sequence.h"
#include "shared/model/model.h"

struct ps_engine; /* opaque; borrows its model and pool */

struct ps_engine_config {
    size_t page_size;       /* positions; 0: 64 */
    size_t kv_bytes_max;    /* of all pages; must hold at least one sequence of the model's context,
                               else the context is what fits, and that is logged */
    size_t num_pages;       /* instead of kv_bytes_max where not 0 (tests) */
    size_t step_tokens_max; /* rows per step; 0: 512. An encoder's text runs whole, so a step has at
                               least as many rows as the model's context there */
    size_t sequences_max;   /* running at the same time; 0: 64. More fill a step no better
                               and let all of them finish later */
};

struct ps_engine_stats {
    uint64_t steps;
    uint64_t prompt_tokens; /* rows of prompts, recomputed ones included */
    uint64_t generated_tokens;
    uint64_t setbacks;
    uint64_t attended_positions; /* by all rows of all steps together: what attention costs */
    uint64_t last_step_rows;
    size_t sequences_max;   /* running at the same time */
    size_t step_tokens_max; /* rows per step */
    size_t pages_used;
    size_t pages_total;
    size_t page_size; /* positions */
    size_t num_running;
    size_t num_waiting;
};

enum ps_status ps_engine_create(struct ps_engine **engine, const struct ps_model *model,
                                const struct ps_engine_config *config, struct ps_pool *pool,
                                struct ps_error *error) PS_MUST_USE;

/* Sequences still inside are dropped, not destroyed: they are their owners'. */
void ps_engine_destroy(struct ps_engine *engine);
PS_DEFINE_DEFER(ps_engine_destroy, struct ps_engine)

/* The longest sequence, prompt and generated together, that this engine can hold. */
size_t ps_engine_context(const struct ps_engine *engine);

/* The rows of a step at the most. */
size_t ps_engine_step_rows_max(const struct ps_engine *engine);

/* Puts a sequence at the end of the waiting ones; borrowed until it comes out of a step, finished.
 * PS_INVALID where it could never run (longer than the context, a token outside the vocabulary, a
 * kind the model can't do); PS_NO_MEMORY. */
enum ps_status ps_engine_add(struct ps_engine *engine, struct ps_sequence *sequence,
                             struct ps_error *error) PS_MUST_USE;

/* Whether the next step could take in more than waits already. One that adds no more than is wanted
 * keeps the engine full, and leaves it open for as long as can be who comes next. */
bool ps_engine_wants_more(const struct ps_engine *engine);

/* Takes a sequence out at once, with what it has; finish becomes PS_FINISH_CANCELLED. Does nothing
 * for one that is not inside. */
void ps_engine_cancel(struct ps_engine *engine, struct ps_sequence *sequence);

/* One step over whatever is inside. Returns the sequences that finished in it, linked by next, in
 * the order they were added; NULL where none did. Never fails as a whole: a sequence that can't go
 * on comes out with PS_FINISH_ERROR. */
struct ps_sequence *ps_engine_step(struct ps_engine *engine);

bool ps_engine_idle(const struct ps_engine *engine);
void ps_engine_stats(const struct ps_engine *engine, struct ps_engine_stats *stats);

#endif
