# SPDX-License-Identifier: MIT
plugin_LTLIBRARIES += plugins/report.la
plugins_report_la_SOURCES = plugins/report/report.c plugins/report/document.c \
	plugins/report/document.h plugins/report/json.c plugins/report/json.h plugins/report/page.c plugins/report/page.h
nodist_plugins_report_la_SOURCES = plugins/report/assets.h
plugins_report_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_builddir)/plugins/report
plugins_report_la_LDFLAGS = $(PLUGIN_LINK)
report_parts = plugins/report/assets.sh plugins/report/report.css plugins/report/report.html plugins/report/report.js
EXTRA_DIST += $(report_parts)
BUILT_SOURCES += plugins/report/assets.h
CLEANFILES += plugins/report/assets.h

plugins/report/assets.h: $(report_parts)
	$(AM_V_GEN)$(MKDIR_P) plugins/report && $(srcdir)/plugins/report/assets.sh $(srcdir)/plugins/report >$@.new && mv $@.new $@
