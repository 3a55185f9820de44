# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/mention.la
plugins_mention_la_SOURCES = plugins/mention/mention.c
plugins_mention_la_LDFLAGS = $(PLUGIN_LINK)
