/* Continuous batching in outline: decoding first, prompts in what is left of a step's rows,
 * sequences let in while there is room. */
#include "tools/batch_simulation.h"

#include <stdlib.h>

#include "shared/base/defer.h"

/* A sequence inside an engine. */
struct inside {
    size_t sequence; /* its index */
    uint32_t prompt_left;
    uint32_t num_generated;
    uint32_t num_positions; /* before its next row */
    uint32_t num_own;       /* of those, not shared with another */
};

struct engine {
    const struct ps_simulated_engine *limits;
    struct inside *inside; /* [num_inside], of sequences_max */
    size_t num_inside;
    size_t num_positions;
    size_t next; /* the next sequence in the file that may be this engine's */
};

struct world {
    struct ps_batch_simulation *simulation;
    struct engine engines[PS_SIMULATED_ENGINES_MAX];
    uint32_t *job_of;     /* [num_sequences] */
    uint32_t *unfinished; /* [num_jobs]: sequences */
    size_t num_jobs;
    size_t oldest;   /* the first job that isn't finished */
    size_t num_left; /* sequences */
};

static const struct ps_simulated_sequence *sequence_of(const struct world *world, size_t index)
{
    return &world->simulation->sequences[index];
}

static enum ps_status open_world(struct world *world)
{
    struct ps_batch_simulation *simulation = world->simulation;
    size_t count = simulation->num_sequences;
    world->job_of = calloc(count + 1, sizeof *world->job_of);
    world->unfinished = calloc(count + 1, sizeof *world->unfinished);
    if (!world->job_of || !world->unfinished)
        return PS_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        world->num_jobs += simulation->sequences[i].begins_job;
        size_t job = world->num_jobs > 0 ? world->num_jobs - 1 : 0;
        world->job_of[i] = (uint32_t)job;
        world->unfinished[job]++;
    }
    world->num_left = count;
    for (size_t i = 0; i < simulation->num_engines; i++) {
        world->engines[i].limits = &simulation->engines[i];
        world->engines[i].inside =
            calloc(simulation->engines[i].sequences_max, sizeof *world->engines[i].inside);
        if (!world->engines[i].inside)
            return PS_NO_MEMORY;
    }
    return PS_OK;
}

static void close_world(struct world *world)
{
    for (size_t i = 0; i < world->simulation->num_engines; i++)
        free(world->engines[i].inside);
    free(world->job_of);
    free(world->unfinished);
}

/* The engine's next sequence that has been let in; num_sequences where there is none. */
static size_t find_next(struct world *world, struct engine *engine, size_t index)
{
    const struct ps_batch_simulation *simulation = world->simulation;
    size_t count = simulation->num_sequences;
    while (engine->next < count && sequence_of(world, engine->next)->engine != index)
        engine->next++;
    if (engine->next == count ||
        world->job_of[engine->next] >= world->oldest + simulation->jobs_max)
        return count;
    return engine->next;
}

static bool has_room(const struct engine *engine, const struct ps_simulated_sequence *sequence,
                     size_t num_rows)
{
    const struct ps_simulated_engine *limits = engine->limits;
    if (engine->num_inside == limits->sequences_max || num_rows >= limits->step_tokens_max)
        return false;
    if (sequence->num_tokens == 0) /* a text runs whole */
        return num_rows == 0 || num_rows + sequence->num_prompt <= limits->step_tokens_max;
    return engine->num_inside == 0 ||
           engine->num_positions + sequence->num_prompt <= limits->positions_max;
}

static void let_in(struct world *world, struct engine *engine, size_t index)
{
    const struct ps_simulated_sequence *sequence = sequence_of(world, index);
    /* The last row of a shared prompt is computed for each, since its logits begin the answer. */
    engine->inside[engine->num_inside++] = (struct inside){
        .sequence = index,
        .prompt_left = sequence->shares_prompt ? 1 : sequence->num_prompt,
        .num_positions = sequence->shares_prompt ? sequence->num_prompt - 1 : 0,
    };
    engine->next = index + 1;
}

static void hold(struct engine *engine, struct inside *inside, size_t num_positions)
{
    inside->num_positions += (uint32_t)num_positions;
    inside->num_own += (uint32_t)num_positions;
    engine->num_positions += num_positions;
}

/* Rows of a prompt or a text; a prompt's last row gives the first token. */
static size_t read_prompt(const struct world *world, struct engine *engine, struct inside *inside,
                          size_t rows_left, struct ps_step *step)
{
    const struct ps_simulated_sequence *sequence = sequence_of(world, inside->sequence);
    bool is_text = sequence->num_tokens == 0;
    size_t num_rows = inside->prompt_left < rows_left || is_text ? inside->prompt_left : rows_left;
    double before = inside->num_positions;
    double rows = (double)num_rows;
    step->parts[PS_STEP_PROMPT_ROWS] += rows;
    step->parts[PS_STEP_ATTENDED] += is_text ? rows * rows : rows * before + rows * (rows + 1) / 2;
    inside->prompt_left -= (uint32_t)num_rows;
    if (!is_text) {
        hold(engine, inside, num_rows);
        inside->num_generated += inside->prompt_left == 0;
    }
    return num_rows;
}

static void decode(struct engine *engine, struct inside *inside, struct ps_step *step)
{
    step->parts[PS_STEP_DECODE_ROWS] += 1;
    step->parts[PS_STEP_ATTENDED] += inside->num_positions + 1.0;
    hold(engine, inside, 1);
    inside->num_generated++;
}

static bool is_finished(const struct world *world, const struct inside *inside)
{
    return inside->prompt_left == 0 &&
           inside->num_generated >= sequence_of(world, inside->sequence)->num_tokens;
}

static void finish(struct world *world, struct engine *engine, size_t at, struct ps_step *step)
{
    size_t job = world->job_of[engine->inside[at].sequence];
    engine->num_positions -= engine->inside[at].num_own;
    engine->inside[at] = engine->inside[--engine->num_inside];
    world->num_left--;
    if (--world->unfinished[job] == 0)
        step->parts[PS_STEP_FINISHED] += 1;
    while (world->oldest < world->num_jobs && world->unfinished[world->oldest] == 0)
        world->oldest++;
}

static size_t plan_rows(struct world *world, struct engine *engine, struct ps_step *step)
{
    size_t budget = engine->limits->step_tokens_max;
    size_t num_rows = 0;
    for (size_t i = 0; i < engine->num_inside && num_rows < budget; i++) {
        if (engine->inside[i].prompt_left == 0) {
            decode(engine, &engine->inside[i], step);
            num_rows++;
        }
    }
    for (size_t i = 0; i < engine->num_inside && num_rows < budget; i++) {
        if (engine->inside[i].prompt_left > 0)
            num_rows += read_prompt(world, engine, &engine->inside[i], budget - num_rows, step);
    }
    return num_rows;
}

static void step_engine(struct world *world, size_t index)
{
    struct ps_batch_simulation *simulation = world->simulation;
    struct engine *engine = &world->engines[index];
    struct ps_step step = {.parts = {[PS_STEP_ITSELF] = 1}};
    size_t num_rows = plan_rows(world, engine, &step);
    size_t next;
    while ((next = find_next(world, engine, index)) < simulation->num_sequences &&
           has_room(engine, sequence_of(world, next), num_rows)) {
        let_in(world, engine, next);
        num_rows += read_prompt(world, engine, &engine->inside[engine->num_inside - 1],
                                engine->limits->step_tokens_max - num_rows, &step);
    }
    if (engine->num_inside == 0)
        return;
    if (engine->num_positions > simulation->positions_used_max[index])
        simulation->positions_used_max[index] = engine->num_positions;
    for (size_t i = engine->num_inside; i-- > 0;) {
        if (is_finished(world, &engine->inside[i]))
            finish(world, engine, i, &step);
    }
    simulation->seconds += ps_step_seconds(&engine->limits->cost, &step);
    simulation->num_steps++;
}

enum ps_status ps_batch_simulate(struct ps_batch_simulation *simulation)
{
    PS_DEFER(close_world) struct world world = {.simulation = simulation};
    simulation->seconds = 0;
    simulation->num_steps = 0;
    PS_TRY(open_world(&world));
    while (world.num_left > 0) {
        for (size_t i = 0; i < simulation->num_engines; i++)
            step_engine(&world, i);
    }
    return PS_OK;
}
