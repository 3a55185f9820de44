include_HEADERS = core/include/lode.h
lodeincludedir = $(includedir)/lode
lodeinclude_HEADERS = core/include/lode/calendar.h core/include/lode/decimal.h core/include/lode/entity.h \
	core/include/lode/error.h core/include/lode/plugin.h

libcore_la_SOURCES += core/base/arena.c core/base/arena.h core/base/buffer.c core/base/buffer.h core/base/error.c

include core/text/local.mk
include core/values/local.mk
include core/rules/local.mk
include core/loader/local.mk
