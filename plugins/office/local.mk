# SPDX-License-Identifier: MIT
if FORMAT_OFFICE
plugin_LTLIBRARIES += plugins/office.la
plugins_office_la_SOURCES = plugins/office/bytes.c plugins/office/bytes.h plugins/office/cell_formats.c \
	plugins/office/cell_formats.h plugins/office/code_page.c plugins/office/code_page.h plugins/office/date_format.c plugins/office/date_format.h plugins/office/digits.c \
	plugins/office/digits.h plugins/office/flow.c plugins/office/flow.h plugins/office/fonts.c plugins/office/fonts.h \
	plugins/office/number_format.c plugins/office/number_format.h plugins/office/office.c \
	plugins/office/opendocument.c plugins/office/opendocument.h plugins/office/package.c plugins/office/package.h \
	plugins/office/properties.c plugins/office/properties.h plugins/office/relations.c plugins/office/relations.h \
	plugins/office/room.c plugins/office/room.h \
	plugins/office/rtf.c plugins/office/rtf.h plugins/office/rtf_text.c plugins/office/rtf_text.h plugins/office/rtf_words.c \
	plugins/office/rtf_words.h plugins/office/shared_strings.c plugins/office/shared_strings.h plugins/office/story.c plugins/office/story.h \
	plugins/office/styles.c plugins/office/styles.h plugins/office/word.c plugins/office/word.h \
	plugins/office/workbook.c plugins/office/workbook.h plugins/office/xml.c plugins/office/xml.h
plugins_office_la_CPPFLAGS = $(AM_CPPFLAGS) $(OFFICE_CFLAGS)
plugins_office_la_LIBADD = $(OFFICE_LIBS)
plugins_office_la_LDFLAGS = $(PLUGIN_LINK)
endif
