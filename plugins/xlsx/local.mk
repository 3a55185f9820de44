# SPDX-License-Identifier: MIT
if FORMAT_XLSX
plugin_LTLIBRARIES += plugins/xlsx.la
plugins_xlsx_la_SOURCES = plugins/xlsx/cells.c plugins/xlsx/cells.h plugins/xlsx/xlsx.c
plugins_xlsx_la_CPPFLAGS = $(AM_CPPFLAGS) $(XLSX_CFLAGS)
plugins_xlsx_la_LIBADD = $(XLSX_LIBS)
plugins_xlsx_la_LDFLAGS = $(PLUGIN_LINK)
endif
