/* Marks and parts. */
#include "worker/tracing/span.h"

#include "shared/base/clock.h"

void ps_trace_mark(struct ps_trace *trace, enum ps_trace_mark mark)
{
    if (trace->is_on)
        trace->marks_us[mark] = ps_clock_monotonic_us();
}

size_t ps_span_parts(const struct ps_trace *trace, struct ps_span_part parts[PS_SPAN_PARTS_MAX])
{
    static const struct ps_span_part all[PS_SPAN_PARTS_MAX] = {
        {"tokenize", PS_MARK_TOKENIZE, PS_MARK_TOKENIZED},
        {"queue", PS_MARK_TOKENIZED, PS_MARK_RUN},
        {"run", PS_MARK_RUN, PS_MARK_FINISHED},
        {"commit", PS_MARK_COMMIT, PS_MARK_COMMITTED},
    };
    size_t count = 0;
    for (size_t i = 0; i < PS_SPAN_PARTS_MAX; i++) {
        if (trace->marks_us[all[i].begin] > 0 && trace->marks_us[all[i].end] > 0)
            parts[count++] = all[i];
    }
    return count;
}
