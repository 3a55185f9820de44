plugin_LTLIBRARIES += plugins/jsonlines.la
plugins_jsonlines_la_SOURCES = plugins/jsonlines/jsonlines.c
plugins_jsonlines_la_LDFLAGS = $(PLUGIN_LINK)
plugins_jsonlines_la_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
plugins_jsonlines_la_LIBADD = $(JANSSON_LIBS)
