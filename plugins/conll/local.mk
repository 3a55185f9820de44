# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/conll.la
plugins_conll_la_SOURCES = plugins/conll/conll.c
plugins_conll_la_LDFLAGS = $(PLUGIN_LINK)
plugins_conll_la_LIBADD = $(UTF8PROC_LIBS)
