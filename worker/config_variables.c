/* Names of variables turned into keys. */
#include "worker/config_variables.h"

#include <ctype.h>
#include <string.h>

bool ps_variable_key(const char *name, size_t size, char key[PS_VARIABLE_KEY_SIZE])
{
    const char *separator = memmem(name, size, "__", 2);
    if (!separator || separator == name || size >= PS_VARIABLE_KEY_SIZE)
        return false;
    size_t section_size = (size_t)(separator - name);
    bool kafka = section_size == 5 && strncasecmp(name, "kafka", 5) == 0;
    size_t length = 0;
    for (size_t i = 0; i < size; i++) {
        char letter = (char)tolower((unsigned char)name[i]);
        bool is_separator = i == section_size;
        key[length++] = is_separator || (kafka && letter == '_') ? '.' : letter;
        i += is_separator;
    }
    key[length] = '\0';
    return true;
}

size_t ps_variable_file_size(const char *name, size_t size)
{
    static const char suffix[] = "_FILE";
    size_t suffix_size = sizeof suffix - 1;
    bool is_file =
        size > suffix_size && memcmp(name + size - suffix_size, suffix, suffix_size) == 0;
    return is_file ? size - suffix_size : 0;
}
