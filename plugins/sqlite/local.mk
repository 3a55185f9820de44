# SPDX-License-Identifier: MIT
if FORMAT_SQLITE
plugin_LTLIBRARIES += plugins/sqlite.la
plugins_sqlite_la_SOURCES = plugins/sqlite/schema.c plugins/sqlite/schema.h plugins/sqlite/sqlite.c plugins/sqlite/store.c \
	plugins/sqlite/store.h plugins/sqlite/views.c plugins/sqlite/views.h
plugins_sqlite_la_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
plugins_sqlite_la_LDFLAGS = $(PLUGIN_LINK)
plugins_sqlite_la_LIBADD = $(SQLITE_LIBS)
endif
