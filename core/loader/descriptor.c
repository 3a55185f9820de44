/* SPDX-License-Identifier: MIT */
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

static const char *wrong_signatures(const lode_reader *reader) {
    if (reader->signatures && reader->framing == LODE_FRAME_LINE)
        return "a reader of lines has no `signatures`";
    for (const lode_signature *signature = reader->signatures; signature && signature->bytes; signature++)
        if (signature->length == 0 || signature->length > LODE_SIGNATURE_REACH ||
            signature->offset > LODE_SIGNATURE_REACH - signature->length ||
            signature->within > LODE_SIGNATURE_REACH - signature->length - signature->offset)
            return "a signature is empty or lies beyond LODE_SIGNATURE_REACH";
    return NULL;
}

static const char *wrong_reader(const lode_reader *reader) {
    if (!reader->read)
        return "a reader needs `read`";
    if (reader->framing != LODE_FRAME_FILE && reader->framing != LODE_FRAME_LINE)
        return "a reader needs `framing`";
    if (!reader->extensions && !reader->signatures)
        return "a reader needs `extensions` or `signatures`";
    return wrong_signatures(reader);
}

static const char *wrong_writer(const lode_writer *writer) {
    if (!writer->document)
        return "a writer needs `document`";
    return is_empty(writer->format) ? "a writer needs `format`" : NULL;
}

/* What is wrong with what it holds; NULL: nothing. */
static const char *wrong_roles(const lode_plugin *plugin) {
    const char *wrong = NULL;

    if (!plugin->extractor && !plugin->reader && !plugin->writer)
        return "it holds no extractor, reader or writer";
    if (plugin->extractor && !plugin->extractor->accept)
        wrong = "an extractor needs `accept`";
    if (!wrong && plugin->reader)
        wrong = wrong_reader(plugin->reader);
    if (!wrong && plugin->writer)
        wrong = wrong_writer(plugin->writer);
    return wrong;
}

bool lode_descriptor_check(const lode_plugin *plugin, const char *name, char *reason, size_t size) {
    const char *wrong;

    if (plugin->abi != LODE_PLUGIN_ABI) {
        snprintf(reason, size, "it was built for plugin ABI %lu, this is %d; build it again with this lode/plugin.h",
                 (unsigned long)plugin->abi, LODE_PLUGIN_ABI);
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
    wrong = wrong_roles(plugin);
    if (wrong)
        snprintf(reason, size, "%s", wrong);
    return !wrong;
}
