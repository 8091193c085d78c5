/* Counting tokens, open addressing. */
#include "shared/engine/penalties.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "shared/base/checked.h"

static bool penalizes_repetition(const struct ps_sampling *sampling)
{
    return sampling->repetition_penalty > 0 &&
           (sampling->repetition_penalty < 1 || sampling->repetition_penalty > 1);
}

static bool penalizes_frequency(const struct ps_sampling *sampling)
{
    return sampling->frequency_penalty < 0 || sampling->frequency_penalty > 0 ||
           sampling->presence_penalty < 0 || sampling->presence_penalty > 0;
}

static enum ps_status allocate(struct ps_penalties *penalties, size_t tokens_max)
{
    size_t least;
    if (tokens_max >= UINT32_MAX || !ps_checked_multiply(tokens_max, 2, &least))
        return PS_NO_MEMORY;
    size_t num_slots = 2;
    while (num_slots < least)
        num_slots *= 2;
    penalties->items = calloc(tokens_max ? tokens_max : 1, sizeof *penalties->items);
    penalties->slots = calloc(num_slots, sizeof *penalties->slots);
    if (!penalties->items || !penalties->slots) {
        ps_penalties_close(penalties);
        return PS_NO_MEMORY;
    }
    penalties->num_slots = num_slots;
    return PS_OK;
}

/* The token's item, a new one where it has none yet. */
static struct ps_occurrence *find(struct ps_penalties *penalties, int32_t token)
{
    size_t last = penalties->num_slots - 1;
    size_t at = ((uint32_t)token * UINT32_C(2654435761) >> 7) & last;
    while (penalties->slots[at] != 0) {
        struct ps_occurrence *item = &penalties->items[penalties->slots[at] - 1];
        if (item->token == token)
            return item;
        at = (at + 1) & last;
    }
    struct ps_occurrence *item = &penalties->items[penalties->num_items++];
    item->token = token;
    penalties->slots[at] = (uint32_t)penalties->num_items;
    return item;
}

enum ps_status ps_penalties_init(struct ps_penalties *penalties, const struct ps_sequence *sequence,
                                 size_t tokens_max)
{
    bool counts_prompt = penalizes_repetition(&sequence->sampling);
    *penalties = (struct ps_penalties){0};
    if (!counts_prompt && !penalizes_frequency(&sequence->sampling))
        return PS_OK;
    size_t num_prompt = counts_prompt ? sequence->num_prompt : 0;
    size_t num_tokens;
    if (!ps_checked_add(num_prompt, tokens_max, &num_tokens))
        return PS_NO_MEMORY;
    PS_TRY(allocate(penalties, num_tokens));
    for (size_t i = 0; i < num_prompt; i++)
        (void)find(penalties, sequence->prompt[i]);
    return PS_OK;
}

void ps_penalties_close(struct ps_penalties *penalties)
{
    free(penalties->items);
    free(penalties->slots);
    *penalties = (struct ps_penalties){0};
}

void ps_penalties_add(struct ps_penalties *penalties, int32_t token)
{
    if (penalties->num_slots > 0)
        find(penalties, token)->num_generated++;
}

/* A repetition penalty near 0 makes logits larger than a float can be. Infinite, several of them
 * would leave no distribution; as large as can be, they share it. */
static float bounded(double logit, float before)
{
    return logit > (double)FLT_MAX && isfinite(before) ? FLT_MAX : (float)logit;
}

void ps_penalties_apply(const struct ps_penalties *penalties, const struct ps_sampling *sampling,
                        float *logits)
{
    double repetition = penalizes_repetition(sampling) ? sampling->repetition_penalty : 1;
    for (size_t i = 0; i < penalties->num_items; i++) {
        const struct ps_occurrence *item = &penalties->items[i];
        double logit = (double)logits[item->token];
        logit = logit > 0 ? logit / repetition : logit * repetition;
        if (item->num_generated > 0)
            logit -= sampling->frequency_penalty * item->num_generated + sampling->presence_penalty;
        logits[item->token] = bounded(logit, logits[item->token]);
    }
}
