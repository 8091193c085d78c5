/* What the text of a setting may hold where others, Kafka or Redis, have a say in it. */
#include "worker/settings_internal.h"

#include <string.h>

#define TOPIC_SIZE_MAX 249

bool ps_settings_is_topic(const char *text)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    size_t size = strspn(text, letters);
    return size > 0 && size <= TOPIC_SIZE_MAX && !text[size] && strcmp(text, ".") != 0 &&
           strcmp(text, "..") != 0;
}

bool ps_settings_is_prefix(const char *text)
{
    for (; *text; text++) {
        if (*text <= ' ' || *text > '~' || strchr("\"'*?[\\]", *text))
            return false;
    }
    return true;
}
