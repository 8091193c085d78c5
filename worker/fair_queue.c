/* Two levels of the same contest. */
#include "worker/fair_queue.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/fnv.h"
#include "shared/base/min_heap.h"
#include "shared/wire/job.h"

#define BUCKETS_MIN 16
#define IDLE_MAX    256 /* tenants remembered that have been given more than others who wait */

/* A lane, or a tenant. Its virtual time is the key of its node, kept beside it while it doesn't
 * wait. */
struct contender {
    struct ps_min_heap_node node; /* among those that wait */
    double time;                  /* tokens charged over weight, in this round */
    double weight;
    uint64_t expected; /* of the tokens charged: not used yet */
    uint64_t round;
};

struct contest {
    struct ps_min_heap waiting;
    uint64_t round; /* begins whenever somebody waits after nobody did */
};

struct lane {
    struct contender contender; /* first: its node is the lane's */
    struct contest tenants;
    struct ps_fair_flow *rest; /* the tenants that there was no memory for */
};

struct ps_fair_flow {
    struct contender contender; /* first: its node is the flow's */
    struct lane *lane;
    struct ps_fair_item *first; /* of those that wait */
    struct ps_fair_item *last;
    size_t num_items; /* waiting or in the engine */
    struct ps_fair_flow *bucket_next;
    struct ps_fair_flow *idle_next; /* among those without items that are remembered */
    struct ps_fair_flow *idle_previous;
    char tenant[PS_TENANT_SIZE_MAX + 1];
};

struct ps_fair_queue {
    struct lane *lanes; /* [num_lanes] */
    size_t num_lanes;
    size_t num_waiting;
    struct contest contest;        /* of the lanes */
    struct ps_fair_flow *rests;    /* [num_lanes] */
    struct ps_fair_flow **buckets; /* [num_buckets], a power of two */
    size_t num_buckets;
    struct ps_fair_flow *idle_first; /* the longest remembered */
    struct ps_fair_flow *idle_last;
    size_t num_idle;
};

/* --- a contest --- */

/* What a contender has been given and has used. */
static double served(const struct contender *contender)
{
    return contender->time - (double)contender->expected / contender->weight;
}

static struct contender *leader(const struct contest *contest)
{
    return (struct contender *)ps_min_heap_first(&contest->waiting);
}

/* One that comes anew begins with what the first of those who wait was served: it is before them
 * until as much of its own is in the engine. One that was here is never put behind them for it. */
static void begin_to_wait(struct contest *contest, struct contender *contender)
{
    const struct contender *first = leader(contest);
    double expected = (double)contender->expected / contender->weight;
    if (!first)
        contest->round++;
    if (contender->round != contest->round) {
        contender->round = contest->round;
        contender->time = expected;
    }
    if (first) {
        double least = served(first) + expected;
        if (least > first->time)
            least = first->time;
        if (contender->time < least)
            contender->time = least;
    }
    ps_min_heap_insert(&contest->waiting, &contender->node, contender->time);
}

static void change_time(struct contest *contest, struct contender *contender, double change)
{
    contender->time += change;
    if (!contender->node.is_inside)
        return;
    ps_min_heap_remove(&contest->waiting, &contender->node);
    ps_min_heap_insert(&contest->waiting, &contender->node, contender->time);
}

static void charge(struct contest *contest, struct contender *contender, uint64_t tokens)
{
    contender->expected += tokens;
    change_time(contest, contender, (double)tokens / contender->weight);
}

static void give_back(struct contest *contest, struct contender *contender, uint64_t tokens)
{
    contender->expected -= tokens;
    change_time(contest, contender, -(double)tokens / contender->weight);
}

/* --- tenants --- */

static size_t bucket_of(const struct ps_fair_queue *queue, size_t lane, const char *tenant)
{
    return (ps_fnv(tenant, strlen(tenant)) + lane) & (queue->num_buckets - 1);
}

static void forget_idle(struct ps_fair_queue *queue, struct ps_fair_flow *flow)
{
    if (flow->idle_previous)
        flow->idle_previous->idle_next = flow->idle_next;
    else
        queue->idle_first = flow->idle_next;
    if (flow->idle_next)
        flow->idle_next->idle_previous = flow->idle_previous;
    else
        queue->idle_last = flow->idle_previous;
    flow->idle_next = flow->idle_previous = NULL;
    queue->num_idle--;
}

static void destroy_flow(struct ps_fair_queue *queue, struct ps_fair_flow *flow)
{
    size_t lane = (size_t)(flow->lane - queue->lanes);
    struct ps_fair_flow **link = &queue->buckets[bucket_of(queue, lane, flow->tenant)];
    while (*link != flow)
        link = &(*link)->bucket_next;
    *link = flow->bucket_next;
    free(flow);
}

/* Without items a tenant is worth remembering only where it was served more than those who wait:
 * it would be ahead of them if it came back as a new one. */
static void retire(struct ps_fair_queue *queue, struct ps_fair_flow *flow)
{
    const struct contest *contest = &flow->lane->tenants;
    const struct contender *first = leader(contest);
    if (flow == flow->lane->rest)
        return;
    if (!first || flow->contender.round != contest->round ||
        served(&flow->contender) <= served(first)) {
        destroy_flow(queue, flow);
        return;
    }
    flow->idle_previous = queue->idle_last;
    if (queue->idle_last)
        queue->idle_last->idle_next = flow;
    else
        queue->idle_first = flow;
    queue->idle_last = flow;
    if (++queue->num_idle > IDLE_MAX) {
        struct ps_fair_flow *oldest = queue->idle_first;
        forget_idle(queue, oldest);
        destroy_flow(queue, oldest);
    }
}

static struct ps_fair_flow *find_flow(struct ps_fair_queue *queue, size_t lane, const char *tenant)
{
    struct ps_fair_flow **bucket = &queue->buckets[bucket_of(queue, lane, tenant)];
    for (struct ps_fair_flow *flow = *bucket; flow; flow = flow->bucket_next) {
        if (flow->lane != &queue->lanes[lane] || strcmp(flow->tenant, tenant) != 0)
            continue;
        if (flow->num_items == 0)
            forget_idle(queue, flow);
        return flow;
    }
    struct ps_fair_flow *made = calloc(1, sizeof *made);
    if (!made)
        return queue->lanes[lane].rest;
    made->lane = &queue->lanes[lane];
    made->contender.weight = 1;
    memcpy(made->tenant, tenant, strlen(tenant) + 1);
    made->bucket_next = *bucket;
    *bucket = made;
    return made;
}

/* --- the queue --- */

struct ps_fair_queue *ps_fair_queue_create(const int64_t *weights, size_t num_lanes,
                                           size_t num_items)
{
    PS_DEFER(ps_fair_queue_destroyp) struct ps_fair_queue *queue = calloc(1, sizeof *queue);
    if (!queue)
        return NULL;
    queue->num_buckets = BUCKETS_MIN;
    while (queue->num_buckets < num_items)
        queue->num_buckets *= 2;
    queue->lanes = calloc(num_lanes, sizeof *queue->lanes);
    queue->rests = calloc(num_lanes, sizeof *queue->rests);
    queue->buckets = calloc(queue->num_buckets, sizeof(struct ps_fair_flow *));
    if (!queue->lanes || !queue->rests || !queue->buckets)
        return NULL;
    queue->num_lanes = num_lanes;
    for (size_t i = 0; i < num_lanes; i++) {
        queue->lanes[i].contender.weight = (double)weights[i];
        queue->lanes[i].rest = &queue->rests[i];
        queue->rests[i].lane = &queue->lanes[i];
        queue->rests[i].contender.weight = 1;
    }
    return ps_take(queue);
}

void ps_fair_queue_destroy(struct ps_fair_queue *queue)
{
    if (!queue)
        return;
    for (size_t i = 0; queue->buckets && i < queue->num_buckets; i++) {
        while (queue->buckets[i]) {
            struct ps_fair_flow *next = queue->buckets[i]->bucket_next;
            free(queue->buckets[i]);
            queue->buckets[i] = next;
        }
    }
    free(queue->lanes);
    free(queue->rests);
    free(queue->buckets);
    free(queue);
}

void ps_fair_queue_enter(struct ps_fair_queue *queue, struct ps_fair_item *item, size_t lane,
                         const char *tenant)
{
    assert(!item->flow && lane < queue->num_lanes && strlen(tenant) <= PS_TENANT_SIZE_MAX);
    struct ps_fair_flow *flow = find_flow(queue, lane, tenant);
    *item = (struct ps_fair_item){.flow = flow, .is_waiting = true, .previous = flow->last};
    flow->num_items++;
    queue->num_waiting++;
    if (flow->last)
        flow->last->next = item;
    else
        flow->first = item;
    flow->last = item;
    if (!flow->lane->contender.node.is_inside)
        begin_to_wait(&queue->contest, &flow->lane->contender);
    if (!flow->contender.node.is_inside)
        begin_to_wait(&flow->lane->tenants, &flow->contender);
}

struct ps_fair_item *ps_fair_queue_next(const struct ps_fair_queue *queue)
{
    const struct lane *lane = (const struct lane *)leader(&queue->contest);
    if (!lane)
        return NULL;
    return ((const struct ps_fair_flow *)leader(&lane->tenants))->first;
}

void ps_fair_queue_charge(struct ps_fair_queue *queue, struct ps_fair_item *item, uint64_t tokens)
{
    item->expected += tokens;
    charge(&item->flow->lane->tenants, &item->flow->contender, tokens);
    charge(&queue->contest, &item->flow->lane->contender, tokens);
}

void ps_fair_queue_use(struct ps_fair_item *item, uint64_t tokens)
{
    if (tokens > item->expected)
        tokens = item->expected;
    item->expected -= tokens;
    item->flow->contender.expected -= tokens;
    item->flow->lane->contender.expected -= tokens;
}

void ps_fair_queue_dismiss(struct ps_fair_queue *queue, struct ps_fair_item *item)
{
    struct ps_fair_flow *flow = item->flow;
    if (!item->is_waiting)
        return;
    if (item->previous)
        item->previous->next = item->next;
    else
        flow->first = item->next;
    if (item->next)
        item->next->previous = item->previous;
    else
        flow->last = item->previous;
    item->next = item->previous = NULL;
    item->is_waiting = false;
    queue->num_waiting--;
    if (!flow->first)
        ps_min_heap_remove(&flow->lane->tenants.waiting, &flow->contender.node);
    if (!leader(&flow->lane->tenants))
        ps_min_heap_remove(&queue->contest.waiting, &flow->lane->contender.node);
}

void ps_fair_queue_leave(struct ps_fair_queue *queue, struct ps_fair_item *item)
{
    struct ps_fair_flow *flow = item->flow;
    if (!flow)
        return;
    ps_fair_queue_dismiss(queue, item);
    give_back(&flow->lane->tenants, &flow->contender, item->expected);
    give_back(&queue->contest, &flow->lane->contender, item->expected);
    *item = (struct ps_fair_item){0};
    if (--flow->num_items == 0)
        retire(queue, flow);
}

size_t ps_fair_queue_num_waiting(const struct ps_fair_queue *queue)
{
    return queue->num_waiting;
}
