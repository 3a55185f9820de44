# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/text.la
plugins_text_la_SOURCES = plugins/text/text.c
plugins_text_la_LDFLAGS = $(PLUGIN_LINK)
