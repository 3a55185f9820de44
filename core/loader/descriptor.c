#include "loader/descriptor.h"

#include <stdio.h>
#include <string.h>

static bool is_empty(const char *text) {
    return !text || !*text;
}

static bool is_name(const char *name) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    return !is_empty(name) && name[strspn(name, allowed)] == '\0';
}

static bool same_name(const char *a, const char *b) {
    for (; *a && *b; a++, b++)
        if ((*a == '-' ? '_' : *a) != (*b == '-' ? '_' : *b))
            return false;
    return *a == *b;
}

/* What its kind must have and this one has not; NULL: it is complete. */
static const char *missing(const lode_plugin *plugin) {
    switch (plugin->kind) {
    case LODE_EXTRACTOR:
        return plugin->extractor && plugin->extractor->accept ? NULL : "an extractor needs `accept`";
    case LODE_READER:
        if (!plugin->reader || !plugin->reader->read)
            return "a reader needs `read`";
        if (plugin->reader->framing != LODE_FRAME_FILE && plugin->reader->framing != LODE_FRAME_LINE)
            return "a reader needs `framing`";
        return plugin->reader->extensions ? NULL : "a reader needs `extensions`";
    case LODE_WRITER:
        if (!plugin->writer || !plugin->writer->document)
            return "a writer needs `document`";
        return is_empty(plugin->writer->format) ? "a writer needs `format`" : NULL;
    default:
        return "its kind is none of extractor, reader and writer";
    }
}

bool lode_descriptor_check(const lode_plugin *plugin, const char *name, char *reason, size_t size) {
    const char *lacks;

    if (plugin->abi != LODE_PLUGIN_ABI) {
        snprintf(reason, size, "it was built for plugin ABI %lu, this is %d", (unsigned long)plugin->abi, LODE_PLUGIN_ABI);
        return false;
    }
    if (plugin->size != sizeof *plugin) {
        snprintf(reason, size, "its descriptor has %lu bytes instead of %zu", (unsigned long)plugin->size, sizeof *plugin);
        return false;
    }
    if (!is_name(plugin->name)) {
        snprintf(reason, size, "its descriptor has no name of letters, digits, '-' and '_'");
        return false;
    }
    if (!same_name(plugin->name, name)) {
        snprintf(reason, size, "its descriptor is named '%.100s', not like its file", plugin->name);
        return false;
    }
    if (is_empty(plugin->version) || is_empty(plugin->summary)) {
        snprintf(reason, size, "its descriptor has no %s", is_empty(plugin->version) ? "version" : "summary");
        return false;
    }
    lacks = missing(plugin);
    if (lacks)
        snprintf(reason, size, "%s", lacks);
    return !lacks;
}
