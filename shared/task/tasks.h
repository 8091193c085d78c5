/* The tasks, each defined in its own file. */
#ifndef PENSTOCK_SHARED_TASK_TASKS_H
#define PENSTOCK_SHARED_TASK_TASKS_H

#include "shared/task/task.h"

extern const struct ps_task ps_task_chat_completions;
extern const struct ps_task ps_task_completions;
extern const struct ps_task ps_task_embeddings;
extern const struct ps_task ps_task_text_classification;

#endif
