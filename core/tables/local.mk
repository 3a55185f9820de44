# SPDX-License-Identifier: MIT
libcore_la_SOURCES += \
	core/tables/align.c \
	core/tables/build.c core/tables/build.h \
	core/tables/figures.c \
	core/tables/heads.c \
	core/tables/lines.c \
	core/tables/marked.c \
	core/tables/table.h
