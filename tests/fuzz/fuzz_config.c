/* Configurations: the first byte chooses whether the rest is a file, a --set or a variable of the
 * environment. What is accepted is printed, and what is printed without a mask is read again to the
 * same. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "shared/base/defer.h"
#include "worker/config_change.h"
#include "worker/print.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file in memory that the path names until it is closed. */
static int file_of(const void *data, size_t size, char path[64])
{
    int file = memfd_create("config", MFD_CLOEXEC);
    if (file < 0 || write(file, data, size) != (ssize_t)size)
        abort();
    (void)snprintf(path, 64, "/proc/self/fd/%d", file);
    return file;
}

static enum ps_status read_file(struct ps_config *config, const void *data, size_t size)
{
    char path[64];
    struct ps_error error = {0};
    int file = file_of(data, size, path);
    const struct ps_config_sources sources = {.path = path};
    enum ps_status status = ps_config_load(config, &sources, &error);
    (void)close(file);
    if (status != PS_OK && !error.message[0])
        abort();
    return status;
}

static enum ps_status read_text(struct ps_config *config, const uint8_t *data, size_t size,
                                bool is_variable)
{
    struct ps_error error = {0};
    PS_DEFER(ps_freep) char *text = calloc(1, size + 1); /* data has no NUL at its end */
    char *environment[] = {text, NULL};
    const char *const overrides[] = {text};
    struct ps_config_sources sources = {0};
    if (!text)
        abort();
    memcpy(text, data, size);
    if (is_variable)
        sources.environment = environment;
    else
        sources = (struct ps_config_sources){.overrides = overrides, .num_overrides = 1};
    return ps_config_load(config, &sources, &error);
}

static void print(const struct ps_config *config, struct ps_buffer *text)
{
    struct ps_error error = {0};
    if (ps_print_config(config, text, &error) != PS_OK)
        abort();
}

/* What is printed makes the same configuration, in the eyes of a reload as well. */
static void print_and_read(const struct ps_config *config)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer once = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer twice = {0};
    PS_DEFER(ps_config_close) struct ps_config again = {0};
    PS_DEFER(ps_config_change_close) struct ps_config_change change = {0};
    struct ps_error error = {0};
    print(config, &once);
    if (strstr(once.data, PS_CONFIG_MASK))
        return;
    if (read_file(&again, once.data, once.size) != PS_OK)
        abort();
    print(&again, &twice);
    if (strcmp(once.data, twice.data) != 0)
        abort();
    if (ps_config_change_open(&change, &again, config, &error) != PS_OK ||
        json_array_size(change.in_force) + json_array_size(change.after_restart) > 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    PS_DEFER(ps_config_close) struct ps_config config = {0};
    if (size == 0)
        return 0;
    enum ps_status status = data[0] % 3 == 0
                                ? read_file(&config, data + 1, size - 1)
                                : read_text(&config, data + 1, size - 1, data[0] % 3 == 1);
    if (status == PS_OK)
        print_and_read(&config);
    return 0;
}
