# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/csv.la
plugins_csv_la_SOURCES = \
	plugins/csv/cells.c plugins/csv/cells.h \
	plugins/csv/csv.c plugins/csv/csv.h \
	plugins/csv/list.c plugins/csv/list.h \
	plugins/csv/read.c \
	plugins/csv/rows.c plugins/csv/rows.h \
	plugins/csv/types.c plugins/csv/types.h \
	plugins/csv/write.c
plugins_csv_la_CPPFLAGS = $(AM_CPPFLAGS)
plugins_csv_la_LDFLAGS = $(PLUGIN_LINK)
