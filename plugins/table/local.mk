# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/table.la
plugins_table_la_SOURCES = plugins/table/columns.c plugins/table/columns.h \
	plugins/table/context.c plugins/table/context.h plugins/table/pairs.c plugins/table/pairs.h plugins/table/table.c
plugins_table_la_LDFLAGS = $(PLUGIN_LINK)
plugins_table_la_LIBADD = $(UTF8PROC_LIBS)
