# SPDX-License-Identifier: MIT
if FORMAT_PDF
plugin_LTLIBRARIES += plugins/pdf.la
plugins_pdf_la_SOURCES = plugins/pdf/pdf.c plugins/pdf/columns.c plugins/pdf/columns.h plugins/pdf/gutters.c plugins/pdf/gutters.h plugins/pdf/lines.c plugins/pdf/lines.h plugins/pdf/ocr.c plugins/pdf/ocr.h \
	plugins/pdf/paragraphs.c plugins/pdf/paragraphs.h plugins/pdf/running.c plugins/pdf/running.h plugins/pdf/tables.c plugins/pdf/tables.h
plugins_pdf_la_CPPFLAGS = $(AM_CPPFLAGS) $(PDF_CFLAGS)
plugins_pdf_la_LIBADD = $(PDF_LIBS) -ldl -lm
plugins_pdf_la_LDFLAGS = $(PLUGIN_LINK)
endif
