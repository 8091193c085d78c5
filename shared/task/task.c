/* The table of urls. */
#include "shared/task/task.h"

#include <string.h>

#include "shared/task/tasks.h"

static const struct ps_task *const tasks[] = {
    &ps_task_chat_completions,
    &ps_task_completions,
    &ps_task_embeddings,
    &ps_task_text_classification,
};

const struct ps_task *ps_task_at(size_t index)
{
    return index < sizeof tasks / sizeof tasks[0] ? tasks[index] : NULL;
}

const struct ps_task *ps_task_find(const char *url)
{
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++) {
        if (strcmp(tasks[i]->url, url) == 0)
            return tasks[i];
    }
    return NULL;
}
