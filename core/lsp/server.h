/* SPDX-License-Identifier: MIT */
/* A language server for rule files: the Language Server Protocol 3.17. */
#ifndef LODE_LSP_SERVER_H
#define LODE_LSP_SERVER_H

#include "loader/registry.h"
#include "rules/mistakes.h"
#include "rules/pack.h"

/* Checks a pack with edits (see lode_pack_places). LODE_OK: `mistakes` and `advice` have what there is; else it could not be
 * checked. */
typedef lode_status lode_lsp_check_function(void *context, const char *pack, const lode_edit *edits, lode_mistakes *mistakes,
                                            lode_mistakes *advice, lode_error *error);

typedef struct lode_lsp_options {
    lode_lsp_check_function *check;
    void *context;
    const lode_registry *registry;
    const char *const *directories; /* as in lode_pack_places */
    int in, out;                    /* file descriptors */
} lode_lsp_options;

/* Serves one client until it sends `exit` or closes the input. LODE_OK: it has asked to shut down before, else
 * LODE_ERROR_SYNTAX: what came is no message of the protocol; LODE_ERROR_IO: the client went away; LODE_ERROR_MEMORY. */
lode_status lode_lsp_serve(const lode_lsp_options *options, lode_error *error);

#endif
