/* SPDX-License-Identifier: MIT */
#include "loader/readers.h"

#include <string.h>
#include <strings.h>

/* The length of the ending that a name has among a reader's; 0: none. */
static size_t ending_of(const lode_reader *reader, const char *base, size_t length) {
    size_t longest = 0;

    for (const char *const *extension = reader->extensions; extension && *extension; extension++) {
        size_t ending = strlen(*extension);

        if (ending > longest && length > ending + 1 && base[length - ending - 1] == '.' &&
            strcasecmp(base + length - ending, *extension) == 0)
            longest = ending;
    }
    return longest;
}

const lode_plugin *lode_reader_by_ending(const lode_registry *registry, const char *file_name) {
    const char *slash = strrchr(file_name, '/');
    const char *base = slash ? slash + 1 : file_name;
    const lode_plugin *found = NULL;
    size_t length = strlen(base), longest = 0;

    for (size_t i = 0; i < lode_registry_count(registry); i++) {
        const lode_plugin *plugin = lode_registry_entry_at(registry, i)->plugin;
        size_t ending = plugin && plugin->reader ? ending_of(plugin->reader, base, length) : 0;

        if (ending > longest) {
            longest = ending;
            found = plugin;
        }
    }
    return found;
}

static bool shows(const lode_signature *signature, const unsigned char *bytes, size_t length) {
    const unsigned char *at = bytes + signature->offset, *last;

    if (length < signature->offset + signature->length)
        return false;
    last = at + signature->within;
    if ((size_t)(last - bytes) > length - signature->length)
        last = bytes + length - signature->length;
    for (; at <= last; at++) {
        at = memchr(at, (unsigned char)signature->bytes[0], (size_t)(last - at) + 1);
        if (!at)
            return false;
        if (memcmp(at, signature->bytes, signature->length) == 0)
            return true;
    }
    return false;
}

static bool has_signature(const lode_reader *reader, const unsigned char *bytes, size_t length) {
    for (const lode_signature *signature = reader->signatures; signature && signature->bytes; signature++)
        if (shows(signature, bytes, length))
            return true;
    return false;
}

const lode_plugin *lode_reader_by_signature(const lode_registry *registry, const unsigned char *bytes, size_t length,
                                            lode_verify_function *verify, void *context) {
    for (int containers = 0; containers <= 1; containers++)
        for (size_t i = 0; i < lode_registry_count(registry); i++) {
            const lode_plugin *plugin = lode_registry_entry_at(registry, i)->plugin;

            if (plugin && plugin->reader && plugin->reader->container == (containers != 0) &&
                has_signature(plugin->reader, bytes, length) && (!verify || verify(context, plugin, bytes, length)))
                return plugin;
        }
    return NULL;
}
