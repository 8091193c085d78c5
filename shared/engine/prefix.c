/* Prompts that several sequences have in common. */
#include "shared/engine/prefix.h"

#include <assert.h>
#include <stdlib.h>

#include "shared/engine/state.h"

struct ps_prefix *ps_prefix_create(const struct ps_pages *pages, size_t num_prompt)
{
    assert(num_prompt > 1);
    struct ps_prefix *prefix = calloc(1, sizeof *prefix);
    if (!prefix)
        return NULL;
    prefix->num_positions = num_prompt - 1;
    prefix->pages = calloc(ps_pages_needed(pages, prefix->num_positions), sizeof *prefix->pages);
    if (!prefix->pages) {
        free(prefix);
        return NULL;
    }
    return prefix;
}

void ps_prefix_destroy(struct ps_prefix *prefix)
{
    if (!prefix)
        return;
    assert(prefix->num_pages == 0);
    free(prefix->pages);
    free(prefix);
}

bool ps_prefix_serves(const struct ps_prefix *prefix, const struct ps_sequence *member)
{
    bool is_scored =
        member->sampling.prompt_logprobs && member->state->num_scored < member->num_prompt;
    return !is_scored && ps_state_target(member) > prefix->num_positions;
}

void ps_prefix_hand_in(struct ps_prefix *prefix, struct ps_pages *pages,
                       const struct ps_sequence *member)
{
    const struct ps_sequence_state *state = member->state;
    if (prefix->num_pages > 0 || state->num_cached < prefix->num_positions)
        return;
    size_t num_pages = ps_pages_needed(pages, prefix->num_positions);
    assert(state->num_pages >= num_pages);
    for (size_t i = 0; i < num_pages; i++) {
        prefix->pages[i] = state->pages[i];
        ps_pages_share(pages, state->pages[i]);
    }
    prefix->num_pages = num_pages;
}

void ps_prefix_give_up(struct ps_prefix *prefix, struct ps_pages *pages)
{
    while (prefix->num_pages > 0)
        ps_pages_give(pages, prefix->pages[--prefix->num_pages]);
}

size_t ps_prefix_count_shared(const struct ps_prefix *prefix, const struct ps_pages *pages,
                              const struct ps_sequence *member)
{
    bool is_awaited = prefix->writer && prefix->writer != member;
    if (!ps_prefix_serves(prefix, member) || (prefix->num_pages == 0 && !is_awaited))
        return 0;
    return prefix->num_positions / pages->page_size;
}

static size_t count_idle(const struct ps_prefix *prefix, const struct ps_pages *pages)
{
    size_t num_idle = 0;
    for (size_t i = 0; i < prefix->num_pages; i++)
        num_idle += pages->references[prefix->pages[i]] == 1;
    return num_idle;
}

size_t ps_prefix_count_idle(const struct ps_prefix *first, const struct ps_pages *pages,
                            const struct ps_prefix *but)
{
    size_t num_idle = 0;
    for (const struct ps_prefix *prefix = first; prefix; prefix = prefix->next) {
        if (prefix != but)
            num_idle += count_idle(prefix, pages);
    }
    return num_idle;
}

bool ps_prefix_give_up_idle(struct ps_prefix *first, struct ps_pages *pages)
{
    for (struct ps_prefix *prefix = first; prefix; prefix = prefix->next) {
        if (count_idle(prefix, pages) > 0) {
            ps_prefix_give_up(prefix, pages);
            return true;
        }
    }
    return false;
}
