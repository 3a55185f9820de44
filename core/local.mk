# SPDX-License-Identifier: MIT
include_HEADERS = core/include/lode.h
lodeincludedir = $(includedir)/lode
lodeinclude_HEADERS = core/include/lode/calendar.h core/include/lode/decimal.h core/include/lode/entity.h \
	core/include/lode/error.h core/include/lode/extractor.h core/include/lode/fact.h core/include/lode/plugin.h \
	core/include/lode/reader.h core/include/lode/results.h core/include/lode/sheets.h \
	core/include/lode/value.h core/include/lode/writer.h

libcore_la_SOURCES += core/base/arena.c core/base/arena.h core/base/buffer.c core/base/buffer.h \
	core/base/environment.c core/base/environment.h core/base/error.c core/base/hash.h core/base/room.c \
	core/base/room.h core/base/slots.c core/base/slots.h core/base/suggest.c core/base/suggest.h

include core/cache/local.mk
include core/text/local.mk
include core/tables/local.mk
include core/values/local.mk
include core/rules/local.mk
include core/loader/local.mk
include core/match/local.mk
include core/pipeline/local.mk
include core/batch/local.mk
include core/found/local.mk
include core/sheets/local.mk
include core/cli/local.mk
include core/lsp/local.mk
include core/serve/local.mk

# The command has all of the library in it, so that plugins find every function of lode/plugin.h there; where there are no
# shared objects the plugins are linked in too.
core_cli_lode_LDADD = libcore.la $(CORE_LIBS) $(JANSSON_LIBS)
core_cli_lode_LDFLAGS = -export-dynamic -Wl,--whole-archive,.libs/libcore.a,--no-whole-archive
core_cli_lode_DEPENDENCIES = libcore.la
if !SHARED
core_cli_lode_LDADD += $(plugin_LTLIBRARIES:%=-dlopen %)
core_cli_lode_DEPENDENCIES += $(plugin_LTLIBRARIES)
if HTTP
core_cli_lode_LDADD += core/serve/libhttp.la
core_cli_lode_DEPENDENCIES += core/serve/libhttp.la
endif
endif
