# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/brat.la
plugins_brat_la_SOURCES = plugins/brat/annotations.c plugins/brat/annotations.h plugins/brat/brat.c
plugins_brat_la_LDFLAGS = $(PLUGIN_LINK)
