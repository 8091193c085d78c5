/* Which variables of the environment are settings, and of which keys. */
#ifndef PENSTOCK_WORKER_CONFIG_VARIABLES_H
#define PENSTOCK_WORKER_CONFIG_VARIABLES_H

#include <stdbool.h>
#include <stddef.h>

#define PS_VARIABLE_PREFIX   "PENSTOCK_"
#define PS_VARIABLE_KEY_SIZE 256

/* A variable's name, of size bytes and without PENSTOCK_: A__B -> a.b; under KAFKA__ a single _
 * stands for a dot. False where the name has no __: such variables are not settings. */
bool ps_variable_key(const char *name, size_t size, char key[PS_VARIABLE_KEY_SIZE]);

/* How many of a name's bytes come before _FILE at its end; 0 where it doesn't end so. */
size_t ps_variable_file_size(const char *name, size_t size);

#endif
