libcore_la_SOURCES += \
	core/text/utf8.c core/text/utf8.h
