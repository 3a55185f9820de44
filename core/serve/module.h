/* SPDX-License-Identifier: MIT */
/* Finds the module that speaks HTTP. */
#ifndef LODE_SERVE_MODULE_H
#define LODE_SERVE_MODULE_H

#include "loader/trust.h"
#include "serve/http.h"

/* Start from {0}. */
typedef struct lode_http_module {
    const lode_http_functions *functions;
    lode_trusted file;
} lode_http_module;

/* It is looked for in LODE_SERVE_PATH (one folder) and where lode was installed, under the same conditions as plugins. LODE_OK;
 * LODE_ERROR_USAGE where it is not there; LODE_ERROR_PLUGIN, LODE_ERROR_MEMORY. */
lode_status lode_http_load(lode_http_module *module, lode_error *error);

/* Lets go of the folder that it lies in; the module itself stays. */
void lode_http_unload(lode_http_module *module);

#endif
