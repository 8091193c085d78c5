/* The life of a job, as a state machine: one function per state. */
#include "shared/job/life.h"

static enum ps_action end_with(struct ps_life *life, enum ps_life_state state,
                               enum ps_life_outcome outcome, enum ps_action action)
{
    life->state = state;
    life->outcome = outcome;
    return action;
}

/* What depends only on the record, a result or what a marker says: offered to the store first, then
 * done with. */
static enum ps_action store_first(struct ps_life *life, enum ps_life_outcome outcome)
{
    return end_with(life, PS_LIFE_STORING, outcome, PS_ACTION_STORE);
}

/* An outcome that depends on the clock: published first, so that the store never holds one that a
 * transaction did not commit. */
static enum ps_action publish_first(struct ps_life *life, enum ps_life_outcome outcome)
{
    return end_with(life, PS_LIFE_PUBLISHING, outcome, PS_ACTION_PUBLISH);
}

static enum ps_action drop(struct ps_life *life)
{
    life->state = PS_LIFE_ENDED;
    return PS_ACTION_DROP;
}

/* What may reach a job at any time before its outcome is known. */
static enum ps_action on_interruption(struct ps_life *life, enum ps_life_event event)
{
    switch (event) {
    case PS_EVENT_DEADLINE:
        return publish_first(life, PS_OUTCOME_EXPIRED);
    case PS_EVENT_CANCELLED:
        return publish_first(life, PS_OUTCOME_CANCELLED);
    case PS_EVENT_REVOKED:
        return drop(life);
    default:
        return PS_ACTION_NONE;
    }
}

static enum ps_action on_arrived(struct ps_life *life, enum ps_life_event event)
{
    switch (event) {
    case PS_EVENT_REQUEST:
        life->state = life->use_cache ? PS_LIFE_ASKING : PS_LIFE_PREPARING;
        return life->use_cache ? PS_ACTION_ASK_CACHE : PS_ACTION_PREPARE;
    case PS_EVENT_REFUSED:
    case PS_EVENT_FAILED:
        return store_first(life, PS_OUTCOME_FAILED);
    case PS_EVENT_DEAD:
        return end_with(life, PS_LIFE_PUBLISHING, PS_OUTCOME_DEAD, PS_ACTION_DEAD_LETTER);
    case PS_EVENT_MARKER:
        return store_first(life, PS_OUTCOME_MARKER);
    default:
        return on_interruption(life, event);
    }
}

static enum ps_action on_asking(struct ps_life *life, enum ps_life_event event)
{
    switch (event) {
    case PS_EVENT_HIT:
        return store_first(life, PS_OUTCOME_COMPLETED);
    case PS_EVENT_MISS:
        life->state = PS_LIFE_PREPARING;
        return PS_ACTION_PREPARE;
    case PS_EVENT_FAILED:
        return store_first(life, PS_OUTCOME_FAILED);
    default:
        return on_interruption(life, event);
    }
}

static enum ps_action on_preparing(struct ps_life *life, enum ps_life_event event)
{
    switch (event) {
    case PS_EVENT_PREPARED:
        life->state = PS_LIFE_RUNNING;
        return PS_ACTION_ADMIT;
    case PS_EVENT_REFUSED:
    case PS_EVENT_FAILED:
        return store_first(life, PS_OUTCOME_FAILED);
    default:
        return on_interruption(life, event);
    }
}

static enum ps_action on_running(struct ps_life *life, enum ps_life_event event)
{
    switch (event) {
    case PS_EVENT_FINISHED:
        return store_first(life, PS_OUTCOME_COMPLETED);
    case PS_EVENT_FAILED:
        life->leave_engine = true;
        return store_first(life, PS_OUTCOME_FAILED);
    case PS_EVENT_DEADLINE:
    case PS_EVENT_CANCELLED:
    case PS_EVENT_REVOKED:
        life->leave_engine = true;
        return on_interruption(life, event);
    default:
        return PS_ACTION_NONE;
    }
}

static enum ps_action on_storing(struct ps_life *life, enum ps_life_event event)
{
    if (event == PS_EVENT_STORED) {
        life->state = PS_LIFE_PUBLISHING;
        return life->outcome == PS_OUTCOME_MARKER ? PS_ACTION_SKIP : PS_ACTION_PUBLISH;
    }
    return event == PS_EVENT_REVOKED ? drop(life) : PS_ACTION_NONE;
}

static enum ps_action on_publishing(struct ps_life *life, enum ps_life_event event)
{
    if (event == PS_EVENT_REVOKED)
        return drop(life);
    if (event != PS_EVENT_PUBLISHED)
        return PS_ACTION_NONE;
    if (life->outcome == PS_OUTCOME_EXPIRED || life->outcome == PS_OUTCOME_CANCELLED) {
        life->state = PS_LIFE_STORING_AFTER;
        return PS_ACTION_STORE;
    }
    return drop(life);
}

/* Its record is committed: losing the partition now changes nothing. */
static enum ps_action on_storing_after(struct ps_life *life, enum ps_life_event event)
{
    return event == PS_EVENT_STORED ? drop(life) : PS_ACTION_NONE;
}

enum ps_action ps_life_step(struct ps_life *life, enum ps_life_event event)
{
    life->leave_engine = false;
    switch (life->state) {
    case PS_LIFE_ARRIVED:
        return on_arrived(life, event);
    case PS_LIFE_ASKING:
        return on_asking(life, event);
    case PS_LIFE_PREPARING:
        return on_preparing(life, event);
    case PS_LIFE_RUNNING:
        return on_running(life, event);
    case PS_LIFE_STORING:
        return on_storing(life, event);
    case PS_LIFE_PUBLISHING:
        return on_publishing(life, event);
    case PS_LIFE_STORING_AFTER:
        return on_storing_after(life, event);
    case PS_LIFE_ENDED:
        break;
    }
    return PS_ACTION_NONE;
}
