# SPDX-License-Identifier: MIT
if FORMAT_ARCHIVE
plugin_LTLIBRARIES += plugins/archive.la
plugins_archive_la_SOURCES = plugins/archive/archive.c plugins/archive/member_name.c plugins/archive/member_name.h
plugins_archive_la_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS)
plugins_archive_la_LIBADD = $(ARCHIVE_LIBS)
plugins_archive_la_LDFLAGS = $(PLUGIN_LINK)
endif
