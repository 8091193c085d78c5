/* The life of a job, as a pure state machine: events in, actions out. It knows no clock, no Kafka,
 * no Redis and no engine, so that what it decides can be tested and simulated.
 *
 *   ARRIVED -> ASKING -> PREPARING -> RUNNING -> STORING -> PUBLISHING -> STORING_AFTER -> ENDED
 *
 * A computed result is stored before it is published (its bytes are the same whether or not the
 * transaction commits); an outcome that depends on the clock (expired, cancelled) is stored after.
 */
#ifndef PENSTOCK_SHARED_JOB_LIFE_H
#define PENSTOCK_SHARED_JOB_LIFE_H

#include <stdbool.h>

enum ps_life_state {
    PS_LIFE_ARRIVED,
    PS_LIFE_ASKING,        /* the cache has been asked */
    PS_LIFE_PREPARING,     /* not in the cache: to be tokenized */
    PS_LIFE_RUNNING,       /* with the engine */
    PS_LIFE_STORING,       /* its result, or what a marker says, is offered to the store */
    PS_LIFE_PUBLISHING,    /* its terminal record waits for its transaction */
    PS_LIFE_STORING_AFTER, /* published; now offered to the store */
    PS_LIFE_ENDED
};

enum ps_life_event {
    PS_EVENT_REQUEST,   /* the record is a request, and its fields are right */
    PS_EVENT_REFUSED,   /* it has a custom_id and is wrong */
    PS_EVENT_DEAD,      /* it is no job */
    PS_EVENT_MARKER,    /* a batch's end marker */
    PS_EVENT_HIT,       /* the cache had it */
    PS_EVENT_MISS,      /* it had not, or could not be asked */
    PS_EVENT_PREPARED,  /* tokenized */
    PS_EVENT_FINISHED,  /* the engine is done and the response rendered */
    PS_EVENT_FAILED,    /* it can't be computed: a fault of this program becomes a 500 */
    PS_EVENT_DEADLINE,  /* its deadline has passed */
    PS_EVENT_CANCELLED, /* its client took it back */
    PS_EVENT_STORED,    /* the store took it, or is given up */
    PS_EVENT_PUBLISHED, /* its terminal record is committed */
    PS_EVENT_REVOKED    /* its partition belongs to another worker now */
};

enum ps_action {
    PS_ACTION_NONE,        /* wait for the next event */
    PS_ACTION_ASK_CACHE,   /* -> HIT, MISS */
    PS_ACTION_PREPARE,     /* -> PREPARED, REFUSED, FAILED */
    PS_ACTION_ADMIT,       /* give it to the engine -> FINISHED, FAILED */
    PS_ACTION_STORE,       /* -> STORED */
    PS_ACTION_PUBLISH,     /* the result -> PUBLISHED */
    PS_ACTION_DEAD_LETTER, /* the original bytes -> PUBLISHED */
    PS_ACTION_SKIP,        /* nothing to publish, its offset is done -> PUBLISHED */
    PS_ACTION_DROP         /* forget it: nothing of it may be published */
};

enum ps_life_outcome {
    PS_OUTCOME_NONE,
    PS_OUTCOME_COMPLETED, /* 200 */
    PS_OUTCOME_FAILED,    /* 4xx, 5xx */
    PS_OUTCOME_EXPIRED,
    PS_OUTCOME_CANCELLED,
    PS_OUTCOME_DEAD,
    PS_OUTCOME_MARKER
};

struct ps_life {
    enum ps_life_state state;
    enum ps_life_outcome outcome;
    bool use_cache;    /* look up before computing; set before the first event */
    bool leave_engine; /* with an action: its sequences are still in the engine and must be taken
                          out */
};

/* One transition. An event that has no meaning in the state it meets (a deadline after the job has
 * finished, a late cache answer) changes nothing and returns PS_ACTION_NONE. */
enum ps_action ps_life_step(struct ps_life *life, enum ps_life_event event);

#endif
