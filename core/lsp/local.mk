# SPDX-License-Identifier: MIT
lsp_sources = \
	core/lsp/completion.c core/lsp/completion.h \
	core/lsp/context.c core/lsp/context.h \
	core/lsp/diagnostics.c core/lsp/diagnostics.h \
	core/lsp/documents.c core/lsp/documents.h \
	core/lsp/positions.c core/lsp/positions.h \
	core/lsp/server.c core/lsp/server.h \
	core/lsp/transport.c core/lsp/transport.h \
	core/lsp/uri.c core/lsp/uri.h
core_cli_lode_SOURCES += $(lsp_sources)
