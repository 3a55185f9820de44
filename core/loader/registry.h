/* SPDX-License-Identifier: MIT */
/* The registry of plugins: finds them, checks them, holds them open. */
#ifndef LODE_LOADER_REGISTRY_H
#define LODE_LOADER_REGISTRY_H

#include <lode.h>

typedef struct lode_registry lode_registry;

/* A plugin, or a file that should have been one. */
typedef struct lode_registry_entry {
    const lode_plugin *plugin; /* NULL: refused */
    const char *file;          /* "(built in)" for a preloaded one */
    const char *name;          /* the file's, where it was refused */
    const char *reason;        /* why it was refused; NULL: it was not */
} lode_registry_entry;

/* Loads every plugin in the folders, in this order: `directories` (NULL-terminated; may be NULL), LODE_PLUGIN_PATH (separated
 * by ':'), the installed folder, preloaded ones. Of two with one name the first wins. A folder that does not exist is passed
 * over (one of `directories` is reported). A file is refused, with the reason, that group or others may write or that lies in
 * such a folder (unless sticky), whose descriptor is missing, of another ABI or size, incomplete or of another name than the
 * file. Each refusal goes to `report`, which may be NULL. LODE_OK, LODE_ERROR_MEMORY, LODE_ERROR_PLUGIN (libltdl failed). */
lode_status lode_registry_open(const char *const *directories, lode_report_function *report, void *report_context,
                               lode_registry **registry, lode_error *error);
void lode_registry_close(lode_registry *registry);

/* All of them: extractors, then those that are readers, then those that are writers only, each sorted by name; refused ones
 * last. */
size_t lode_registry_count(const lode_registry *registry);
const lode_registry_entry *lode_registry_entry_at(const lode_registry *registry, size_t index);

/* The plugin that holds an extractor or a reader of this name, or a writer of this format; NULL: none. */
const lode_plugin *lode_registry_extractor(const lode_registry *registry, const char *name);
const lode_plugin *lode_registry_reader(const lode_registry *registry, const char *name);
const lode_plugin *lode_registry_writer(const lode_registry *registry, const char *format);

#endif
