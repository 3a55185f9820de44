/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "serve/module.h"

#ifdef PLUGINS_LINKED_IN

#ifdef HAVE_HTTP
extern const lode_http_functions lode_http_functions_1;
#endif

lode_status lode_http_load(lode_http_module *module, lode_error *error) {
#ifdef HAVE_HTTP
    (void)error;
    module->functions = &lode_http_functions_1;
    return LODE_OK;
#else
    (void)module;
    lode_error_set(error, LODE_ERROR_USAGE, "this lode was built without the service");
    lode_error_advise(error, "build it where libmicrohttpd is; on Debian: apt-get install libmicrohttpd-dev");
    return LODE_ERROR_USAGE;
#endif
}

void lode_http_unload(lode_http_module *module) {
    *module = (lode_http_module){0};
}

#else

#include "base/environment.h"

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

#define NAME "http.so"

/* The path that it has; where it may not be loaded, why. */
static lode_status open_module(const char *path, lode_http_module *module, lode_error *error) {
    char reason[256];
    void *handle;

    if (!lode_trust_open(path, &module->file, reason, sizeof reason)) {
        lode_error_set(error, LODE_ERROR_PLUGIN, "it is not loaded: %s", reason);
        lode_error_at(error, path, 0, 0);
        return LODE_ERROR_PLUGIN;
    }
    /* It stays: what it brings, GnuTLS among it, is not made to be unloaded. */
    handle = dlopen(module->file.path, RTLD_NOW | RTLD_LOCAL);
    module->functions = handle ? dlsym(handle, LODE_HTTP_SYMBOL) : NULL;
    if (module->functions)
        return LODE_OK;
    lode_error_set(error, LODE_ERROR_PLUGIN, "it cannot be loaded: %s", dlerror());
    lode_error_at(error, path, 0, 0);
    return LODE_ERROR_PLUGIN;
}

lode_status lode_http_load(lode_http_module *module, lode_error *error) {
    const char *const folders[] = {lode_environment("LODE_SERVE_PATH"), LODE_PLUGIN_DIRECTORY "/serve"};
    char path[4096];

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (folders[i] && folders[i][0] == '/' && snprintf(path, sizeof path, "%s/" NAME, folders[i]) < (int)sizeof path &&
            access(path, F_OK) == 0)
            return open_module(path, module, error);
    lode_error_set(error, LODE_ERROR_USAGE, "this lode was built without the service: %s is not there", path);
    lode_error_advise(error, "build it where libmicrohttpd is; on Debian: apt-get install libmicrohttpd-dev");
    return LODE_ERROR_USAGE;
}

void lode_http_unload(lode_http_module *module) {
    if (module->file.path)
        lode_trust_close(&module->file);
    *module = (lode_http_module){0};
}

#endif
