# SPDX-License-Identifier: MIT
libcore_la_SOURCES += \
	core/sheets/rows.c \
	core/sheets/sheet.c core/sheets/sheet.h \
	core/sheets/sheets.c core/sheets/sheets.h
