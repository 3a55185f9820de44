# SPDX-License-Identifier: MIT
lsp_sources = \
	core/lsp/completion.c core/lsp/completion.h \
	core/lsp/context.c core/lsp/context.h \
	core/lsp/declarations.c core/lsp/declarations.h \
	core/lsp/diagnostics.c core/lsp/diagnostics.h \
	core/lsp/documents.c core/lsp/documents.h \
	core/lsp/hover.c core/lsp/hover.h \
	core/lsp/positions.c core/lsp/positions.h \
	core/lsp/server.c core/lsp/server.h \
	core/lsp/transport.c core/lsp/transport.h \
	core/lsp/uri.c core/lsp/uri.h
core_cli_lode_SOURCES += $(lsp_sources)

# What keys mean is said by the schema.
core/lsp/schema.h: rules/schema.json
	$(AM_V_GEN)$(MKDIR_P) core/lsp && { echo '/* The bytes of rules/schema.json. */'; \
	    echo 'static const unsigned char schema_bytes[] = {'; \
	    od -An -v -tu1 $(srcdir)/rules/schema.json | sed 's/[0-9][0-9]*/&,/g'; echo '};'; } >$@
BUILT_SOURCES += core/lsp/schema.h
core/lsp/hover.$(OBJEXT): core/lsp/schema.h
CLEANFILES += core/lsp/schema.h
