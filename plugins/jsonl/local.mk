# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/jsonl.la
plugins_jsonl_la_SOURCES = plugins/jsonl/jsonl.c plugins/jsonl/jsonl.h plugins/jsonl/read.c plugins/jsonl/write.c
plugins_jsonl_la_LDFLAGS = $(PLUGIN_LINK)
plugins_jsonl_la_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
plugins_jsonl_la_LIBADD = $(JANSSON_LIBS)
