/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700 /* realpath, S_ISVTX */

#include "loader/registry.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/environment.h"
#include "loader/descriptor.h"
#include "loader/symbols.h"
#include "loader/trust.h"

#include <ctype.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <ltdl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef LODE_PLUGIN_DIRECTORY
#error "LODE_PLUGIN_DIRECTORY must be defined as the installed plugins' folder"
#endif

#define ENDING ".so"
#define SYMBOL "lode_plugin"

/* What is held open for an entry. */
typedef struct module {
    lt_dlhandle handle; /* NULL for one that was refused */
    lode_trusted file;
} module;

struct lode_registry {
    lode_arena arena;
    lode_registry_entry *entries;
    module *modules; /* as many, in no order */
    size_t count, capacity;
    lode_report_function *report;
    void *report_context;
    bool failed; /* memory ran out */
};

/* libltdl keeps one list of modules for the process and does not guard it; engines may be opened in several threads. */
static pthread_mutex_t libltdl_lock = PTHREAD_MUTEX_INITIALIZER;

/* lt_dlpreload_open hands its callback no context. */
static _Thread_local lode_registry *preloading;

/* ---- Entries ---------------------------------------------------------------------------------------------------- */

static bool is_loaded(const lode_registry *registry, const char *name) {
    for (size_t i = 0; i < registry->count; i++)
        if (registry->entries[i].plugin && strcmp(registry->entries[i].name, name) == 0)
            return true;
    return false;
}

static bool grow(lode_registry *registry) {
    size_t capacity = registry->capacity ? registry->capacity * 2 : 16;
    lode_registry_entry *entries;
    module *modules;

    if (registry->count < registry->capacity)
        return true;
    entries = realloc(registry->entries, capacity * sizeof *entries);
    if (!entries)
        return false;
    registry->entries = entries;
    modules = realloc(registry->modules, capacity * sizeof *modules);
    if (!modules)
        return false;
    registry->modules = modules;
    registry->capacity = capacity;
    return true;
}

static const char *keep(lode_registry *registry, const char *text) {
    return text ? lode_arena_copy(&registry->arena, text, strlen(text)) : NULL;
}

static void close_module(module *opened) {
    if (opened->handle)
        lt_dlclose(opened->handle);
    lode_trust_close(&opened->file);
}

static const module none = {.file = {.folder = -1}};

/* Adds an entry, which owns the module from then on. */
static void add(lode_registry *registry, const lode_plugin *plugin, module opened, const char *file, const char *name,
                const char *reason) {
    lode_registry_entry entry = {plugin, keep(registry, file), keep(registry, name), keep(registry, reason)};

    if (!entry.file || !entry.name || (reason && !entry.reason) || !grow(registry)) {
        registry->failed = true;
        close_module(&opened);
        return;
    }
    registry->modules[registry->count] = opened;
    registry->entries[registry->count++] = entry;
}

static void complain(const lode_registry *registry, const char *file, const char *advice, const char *message) {
    lode_error error;

    if (!registry->report)
        return;
    lode_error_set(&error, LODE_ERROR_PLUGIN, "%s", message);
    lode_error_at(&error, file, 0, 0);
    if (advice)
        lode_error_advise(&error, "%s", advice);
    registry->report(registry->report_context, &error);
}

static void refuse(lode_registry *registry, const char *file, const char *name, const char *reason) {
    lode_error error;

    add(registry, NULL, none, file, name, reason);
    lode_error_set(&error, LODE_ERROR_PLUGIN, "plugin '%s' is refused: %s", name, reason);
    lode_error_at(&error, file, 0, 0);
    if (registry->report)
        registry->report(registry->report_context, &error);
}

/* ---- Modules ---------------------------------------------------------------------------------------------------- */

/* Takes the module in, or closes and refuses it. */
static void register_module(lode_registry *registry, module opened, const char *symbol, const char *file, const char *name) {
    const lode_plugin *plugin = lt_dlsym(opened.handle, symbol);
    char reason[512];

    if (plugin && lode_descriptor_check(plugin, name, reason, sizeof reason)) {
        add(registry, plugin, opened, file, name, NULL);
        return;
    }
    refuse(registry, file, name, plugin ? reason : "it has no descriptor (NAME_LTX_" SYMBOL ", NAME being the file's)");
    close_module(&opened);
}

/* The descriptor's name: what the file was found as counts, not what a link leads to. False: the name is too long. */
static bool name_symbol(const char *name, char *symbol, size_t size) {
    size_t length = strcspn(name, ".");

    if (length + sizeof "_LTX_" SYMBOL > size)
        return false;
    for (size_t i = 0; i < length; i++)
        symbol[i] = isalnum((unsigned char)name[i]) ? name[i] : '_';
    strcpy(symbol + length, "_LTX_" SYMBOL);
    return true;
}

/* Refuses a file that the system did not load; its message begins with the path that the file was loaded by. */
static void refuse_unloaded(lode_registry *registry, const char *file, const char *name, const char *path,
                            const char *message) {
    char reason[512];
    size_t length = strlen(path);

    if (message && strncmp(message, path, length) == 0)
        snprintf(reason, sizeof reason, "%s%s", file, message + length);
    else
        snprintf(reason, sizeof reason, "%s", message ? message : "the system does not load it");
    refuse(registry, file, name, reason);
}

/* libltdl binds functions when they are first called, and does not hand on the system's message. So the system's own call goes
 * first: it refuses a module with an unresolved symbol here, rather than in the middle of a document, and says which. */
static void load_file(lode_registry *registry, const char *file, const char *name) {
    char reason[512], symbol[256];
    module opened = none;
    void *probe;
    lt_dladvise advise;

    if (!name_symbol(name, symbol, sizeof symbol)) {
        refuse(registry, file, name, "its name is too long");
        return;
    }
    if (!lode_trust_open(file, &opened.file, reason, sizeof reason)) {
        refuse(registry, file, name, reason);
        return;
    }
    probe = dlopen(opened.file.path, RTLD_NOW | RTLD_LOCAL);
    if (!probe) {
        refuse_unloaded(registry, file, name, opened.file.path, dlerror());
        close_module(&opened);
        return;
    }
    if (lt_dladvise_init(&advise) == 0) {
        if (lt_dladvise_local(&advise) == 0)
            opened.handle = lt_dlopenadvise(opened.file.path, advise);
        lt_dladvise_destroy(&advise);
    }
    dlclose(probe);
    if (opened.handle) {
        register_module(registry, opened, symbol, file, name);
    } else {
        refuse_unloaded(registry, file, name, opened.file.path, lt_dlerror());
        close_module(&opened);
    }
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of a folder's modules without their ending, sorted; NULL where memory ran out. The caller frees the array; the
 * names are the registry's. */
static const char **list_folder(lode_registry *registry, DIR *folder, size_t *count) {
    const char **names = NULL;
    size_t capacity = 0;
    struct dirent *file;

    *count = 0;
    for (;;) {
        size_t length;

        if (*count == capacity) {
            const char **more = realloc(names, (capacity = capacity ? capacity * 2 : 16) * sizeof *names);

            if (!more)
                break;
            names = more;
        }
        file = readdir(folder);
        if (!file) {
            qsort(names, *count, sizeof *names, compare_names);
            return names;
        }
        length = strlen(file->d_name);
        if (file->d_name[0] == '.' || length <= strlen(ENDING) || strcmp(file->d_name + length - strlen(ENDING), ENDING) != 0)
            continue;
        names[*count] = lode_arena_copy(&registry->arena, file->d_name, length - strlen(ENDING));
        if (!names[(*count)++])
            break;
    }
    free(names);
    return NULL;
}

/* `asked`: by the user for this run, so that it must be there. */
static void load_folder(lode_registry *registry, const char *path, bool asked) {
    DIR *folder = opendir(path);
    lode_buffer file = {0};
    const char **names;
    size_t count;

    if (!folder) {
        if (asked || errno != ENOENT)
            complain(registry, path, NULL, strerror(errno));
        return;
    }
    names = list_folder(registry, folder, &count);
    closedir(folder);
    for (size_t i = 0; names && i < count; i++) {
        if (is_loaded(registry, names[i]))
            continue;
        lode_buffer_clear(&file);
        lode_buffer_format(&file, "%s/%s%s", path, names[i], ENDING);
        if (file.failed)
            registry->failed = true;
        else
            load_file(registry, file.bytes, names[i]);
    }
    if (!names)
        registry->failed = true;
    free(names);
    lode_buffer_free(&file);
}

/* ---- Where to look ---------------------------------------------------------------------------------------------- */

/* A folder that the user named for this run; a relative one is meant from where the user stands. */
static void load_asked(lode_registry *registry, const char *directory) {
    char *real = realpath(directory, NULL);

    if (!real) {
        complain(registry, directory, "name a folder that exists", strerror(errno));
        return;
    }
    load_folder(registry, real, true);
    free(real);
}

/* LODE_PLUGIN_PATH outlives the folder it was set in, so that nothing in it may depend on the working directory. */
static void load_path(lode_registry *registry, const char *path) {
    if (!path)
        return;
    while (*path) {
        size_t length = strcspn(path, ":");
        char *directory = lode_arena_copy(&registry->arena, path, length);

        if (!directory)
            registry->failed = true;
        else if (length == 0)
            complain(registry, "LODE_PLUGIN_PATH", "remove it; '.' is never searched", "it has an empty element");
        else if (*directory != '/')
            complain(registry, directory, "write it from the root",
                     "LODE_PLUGIN_PATH has a relative folder, which is passed over");
        else
            load_folder(registry, directory, false);
        path += length;
        if (*path == ':' && *++path == '\0')
            complain(registry, "LODE_PLUGIN_PATH", "remove it; '.' is never searched", "it has an empty element");
    }
}

static int register_preloaded(lt_dlhandle handle) {
    const lt_dlinfo *info = lt_dlgetinfo(handle);
    const char *file = info ? (info->name ? info->name : info->filename) : NULL;
    char *name = file ? lode_arena_copy(&preloading->arena, file, strcspn(file, ".")) : NULL;

    if (!name)
        preloading->failed = true;
    /* The program may have preloaded modules that are no plugins: these are none of lode's business. */
    if (!name || is_loaded(preloading, name) || !lt_dlsym(handle, SYMBOL))
        lt_dlclose(handle);
    else
        register_module(preloading, (module){handle, none.file}, SYMBOL, "(built in)", name);
    return 0;
}

/* Extractors before readers before writers, by the first that it is. */
static int rank(const lode_plugin *plugin) {
    if (!plugin)
        return 3;
    return plugin->extractor ? 0 : plugin->reader ? 1 : 2;
}

static int compare_entries(const void *a, const void *b) {
    const lode_registry_entry *one = a, *other = b;

    if (rank(one->plugin) != rank(other->plugin))
        return rank(one->plugin) - rank(other->plugin);
    return strcmp(one->name, other->name) ? strcmp(one->name, other->name) : strcmp(one->file, other->file);
}

/* ---- The interface ---------------------------------------------------------------------------------------------- */

lode_status lode_registry_open(const char *const *directories, lode_report_function *report, void *report_context,
                               lode_registry **registry, lode_error *error) {
    lode_registry *made = calloc(1, sizeof *made);

    *registry = NULL;
    if (!made)
        return lode_error_no_memory(error);
    made->report = report;
    made->report_context = report_context;
    lode_symbols_show();
    pthread_mutex_lock(&libltdl_lock);
    if (lt_dlinit() != 0) {
        const char *message = lt_dlerror();

        lode_error_set(error, LODE_ERROR_PLUGIN, "libltdl does not start: %s", message ? message : "no reason given");
        pthread_mutex_unlock(&libltdl_lock);
        free(made);
        return LODE_ERROR_PLUGIN;
    }
    for (size_t i = 0; directories && directories[i]; i++)
        load_asked(made, directories[i]);
    load_path(made, lode_environment("LODE_PLUGIN_PATH"));
    load_folder(made, LODE_PLUGIN_DIRECTORY, false);
    preloading = made;
    lt_dlpreload_open(NULL, register_preloaded);
    preloading = NULL;
    pthread_mutex_unlock(&libltdl_lock);
    if (made->count)
        qsort(made->entries, made->count, sizeof *made->entries, compare_entries);
    if (made->failed) {
        lode_registry_close(made);
        return lode_error_no_memory(error);
    }
    *registry = made;
    return LODE_OK;
}

void lode_registry_close(lode_registry *registry) {
    if (!registry)
        return;
    pthread_mutex_lock(&libltdl_lock);
    for (size_t i = 0; i < registry->count; i++)
        close_module(&registry->modules[i]);
    lt_dlexit();
    pthread_mutex_unlock(&libltdl_lock);
    lode_arena_free(&registry->arena);
    free(registry->entries);
    free(registry->modules);
    free(registry);
}

size_t lode_registry_count(const lode_registry *registry) {
    return registry->count;
}

const lode_registry_entry *lode_registry_entry_at(const lode_registry *registry, size_t index) {
    return index < registry->count ? &registry->entries[index] : NULL;
}

const lode_plugin *lode_registry_extractor(const lode_registry *registry, const char *name) {
    for (size_t i = 0; i < registry->count; i++) {
        const lode_plugin *plugin = registry->entries[i].plugin;

        if (plugin && plugin->extractor && strcmp(plugin->name, name) == 0)
            return plugin;
    }
    return NULL;
}

const lode_plugin *lode_registry_reader(const lode_registry *registry, const char *name) {
    for (size_t i = 0; i < registry->count; i++) {
        const lode_plugin *plugin = registry->entries[i].plugin;

        if (plugin && plugin->reader && strcmp(plugin->name, name) == 0)
            return plugin;
    }
    return NULL;
}

const lode_plugin *lode_registry_writer(const lode_registry *registry, const char *format) {
    for (size_t i = 0; i < registry->count; i++) {
        const lode_plugin *plugin = registry->entries[i].plugin;

        if (plugin && plugin->writer &&
            (strcmp(plugin->writer->format, format) == 0 ||
             (plugin->writer->also && strcmp(plugin->writer->also, format) == 0)))
            return plugin;
    }
    return NULL;
}
