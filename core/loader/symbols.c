/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* dladdr */

#include "loader/symbols.h"

#include <dlfcn.h>
#include <lode.h>

void lode_symbols_show(void) {
    Dl_info own;
    void *handle;

    /* Of any function that plugins call, the object that it is in; opening what is open already only adds to how it is shown.
     */
    if (!dladdr((const void *)lode_symbols_show, &own) || !own.dli_fname)
        return;
    handle = dlopen(own.dli_fname, RTLD_LAZY | RTLD_GLOBAL | RTLD_NOLOAD);
    if (handle)
        dlclose(handle);
}
