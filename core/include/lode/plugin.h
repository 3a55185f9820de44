/* SPDX-License-Identifier: MIT */
/* lode/plugin.h - all that a plugin needs.
 *
 * A plugin is one shared object that exports one descriptor. It may hold an extractor (lode/extractor.h: from matches to
 * entities), a reader (lode/reader.h: from files to texts), a writer (lode/writer.h: from results to bytes), or several of
 * them:
 *
 *     #include <lode/plugin.h>
 *
 *     static lode_status accept(void *state, void *binding, const lode_match *match, lode_draft *draft, lode_error *error)
 *     { ... return LODE_OK; }
 *
 *     static const lode_extractor extractor = {.accept = accept};
 *
 *     LODE_PLUGIN(shout, "1.0", "finds words in capitals", .extractor = &extractor)
 *
 * Its file is named like the plugin (shout.so). Build it with: cc -shared -fPIC -o shout.so shout.c
 * It is linked against nothing of lode: what it calls is found in the program that loads it.
 *
 * Every callback but those marked as needed may be left out. Callbacks of one handle are never called from two threads at
 * once; state belongs to the handle that open returned, never to globals. Strings that lode hands over are UTF-8 and live
 * until the callback returns, where nothing else is said. A callback that fails fills the error and returns its status.
 *
 * Where callbacks run. `lode extract` reads files in one process, the coordinator, and does everything with their contents in
 * workers forked from it, which may read files, compute, and nothing else: no writing, no network, no process or thread, and no
 * more memory than --memory. A worker that crashes, hangs or outgrows its memory costs the document at work.
 *
 *     extractor   open bind                       coordinator, before the first document
 *                 accept finish                   worker
 *     reader      verify open read                worker
 *     writer      open begin end                  coordinator
 *                 document                        worker; with owns_file: coordinator
 *     all         unbind close                    wherever open ran; not in a worker, which just ends
 *
 * With --in-process, and in programs that use lode.h, all of it runs in the calling process, unconfined. */
#ifndef LODE_PLUGIN_H
#define LODE_PLUGIN_H

#include <lode/extractor.h>
#include <lode/reader.h>
#include <lode/sheets.h>
#include <lode/writer.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Changes whenever a plugin built before must not be loaded any more. */
#define LODE_PLUGIN_ABI 2

typedef struct lode_plugin {
    uint32_t abi;                    /* LODE_PLUGIN_ABI of the header it was built with */
    uint32_t size;                   /* of this structure, in bytes */
    const char *name;                /* letters, digits, '-' and '_'; what rules and commands call it */
    const char *version;             /* its own */
    const char *summary;             /* one line for `lode list plugins` */
    const lode_extractor *extractor; /* NULL: none; at least one of the three is needed */
    const lode_reader *reader;
    const lode_writer *writer;
    const lode_setting_spec *settings; /* of its reader and writer; the last has no name; NULL: none */
} lode_plugin;

/* The symbol has the plugin's name in it, so that plugins can also be linked into one static program; a loader looks for
 * NAME_LTX_lode_plugin, NAME being the file's name up to its first dot, as libltdl does for preloaded modules. */
#define LODE_PLUGIN_SYMBOL_(name) name##_LTX_lode_plugin

/* LODE_PLUGIN(name, "version", "summary", .extractor = &..., .reader = &..., .writer = &..., .settings = ...) */
#define LODE_PLUGIN(plugin, plugin_version, plugin_summary, ...)                                                               \
    LODE_API extern const lode_plugin LODE_PLUGIN_SYMBOL_(plugin);                                                             \
    const lode_plugin LODE_PLUGIN_SYMBOL_(plugin) = {.abi = LODE_PLUGIN_ABI,                                                   \
                                                     .size = sizeof(lode_plugin),                                              \
                                                     .name = #plugin,                                                          \
                                                     .version = plugin_version,                                                \
                                                     .summary = plugin_summary,                                                \
                                                     __VA_ARGS__};

#ifdef __cplusplus
}
#endif
#endif
