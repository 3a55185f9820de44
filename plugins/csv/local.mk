plugin_LTLIBRARIES += plugins/csv.la
plugins_csv_la_SOURCES = plugins/csv/csv.c
plugins_csv_la_LDFLAGS = $(PLUGIN_LINK)
