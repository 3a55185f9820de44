# SPDX-License-Identifier: MIT
if FORMAT_HTML
plugin_LTLIBRARIES += plugins/html.la
plugins_html_la_SOURCES = plugins/html/html.c plugins/html/charset.c plugins/html/charset.h plugins/html/elements.c \
	plugins/html/elements.h plugins/html/facts.c plugins/html/facts.h plugins/html/text.c plugins/html/text.h
plugins_html_la_CPPFLAGS = $(AM_CPPFLAGS) $(HTML_CFLAGS)
plugins_html_la_LIBADD = $(HTML_LIBS)
plugins_html_la_LDFLAGS = $(PLUGIN_LINK)
endif
