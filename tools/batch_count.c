/* When a batch is complete. */
#include "tools/batch_count.h"

void ps_batch_count_close(struct ps_batch_count *count)
{
    ps_id_set_close(&count->submitted);
    ps_id_set_close(&count->answered);
    ps_id_set_close(&count->dead);
}

enum ps_status ps_batch_count_line(struct ps_batch_count *count, const char *custom_id, size_t size)
{
    bool added = true;
    if (size == 0) {
        count->num_unnamed++;
        return PS_OK;
    }
    PS_TRY(ps_id_set_add(&count->submitted, custom_id, size, &added));
    count->num_repeated += !added;
    return PS_OK;
}

void ps_batch_count_marker(struct ps_batch_count *count, uint64_t total)
{
    count->num_markers++;
    if (__builtin_add_overflow(count->markers_total, total, &count->markers_total))
        count->markers_total = UINT64_MAX;
}

enum ps_status ps_batch_count_result(struct ps_batch_count *count, const char *custom_id,
                                     size_t size, bool *repeated)
{
    bool added = false;
    PS_TRY(ps_id_set_add(&count->answered, custom_id, size, &added));
    *repeated = !added;
    return PS_OK;
}

enum ps_status ps_batch_count_dead(struct ps_batch_count *count, const char *source, size_t size,
                                   bool *repeated)
{
    bool added = false;
    PS_TRY(ps_id_set_add(&count->dead, source, size, &added));
    *repeated = !added;
    return PS_OK;
}

uint64_t ps_batch_count_done(const struct ps_batch_count *count)
{
    return count->answered.count + count->dead.count;
}

uint64_t ps_batch_count_expected(const struct ps_batch_count *count)
{
    if (count->num_markers == 0)
        return 0;
    uint64_t distinct = count->submitted.count + count->num_unnamed;
    uint64_t promised =
        count->markers_total > count->num_repeated ? count->markers_total - count->num_repeated : 0;
    return promised > distinct ? promised : distinct;
}

bool ps_batch_count_complete(const struct ps_batch_count *count)
{
    return count->num_markers > 0 && ps_batch_count_done(count) >= ps_batch_count_expected(count);
}
