/* SPDX-License-Identifier: MIT */
/* What a check found, as the editor shows it. */
#ifndef LODE_LSP_DIAGNOSTICS_H
#define LODE_LSP_DIAGNOSTICS_H

#include "lsp/documents.h"
#include "lsp/transport.h"
#include "rules/mistakes.h"

/* Start from {0}; free with lode_diagnostics_free. */
typedef struct lode_diagnostics {
    json_t *shown; /* by pack: the URIs of files of which something is shown */
} lode_diagnostics;

/* Shows what was found in a pack, in each of its files, in place of what was shown before. What has no place in a file is shown
 * at the start of `document`. Advice is shown for the pack's own files. */
void lode_diagnostics_show(lode_diagnostics *diagnostics, const lode_documents *documents, const lode_document *document,
                           const char *pack, lode_mistakes *mistakes, lode_mistakes *advice, lode_lsp_transport *transport);

/* Shows nothing any more of a pack. */
void lode_diagnostics_clear(lode_diagnostics *diagnostics, const char *pack, lode_lsp_transport *transport);

/* Shows nothing of a file. */
void lode_diagnostics_clear_file(const char *uri, lode_lsp_transport *transport);

void lode_diagnostics_free(lode_diagnostics *diagnostics);

#endif
