# SPDX-License-Identifier: MIT
libcore_la_SOURCES += \
	core/found/brat.c core/found/brat.h \
	core/found/compare.c core/found/compare.h \
	core/found/found.c core/found/found.h \
	core/found/growing.c core/found/growing.h \
	core/found/index.c core/found/index.h \
	core/found/json.c core/found/json.h \
	core/found/places.c core/found/places.h \
	core/found/reader.c \
	core/found/result.c core/found/result.h
