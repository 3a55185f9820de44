# SPDX-License-Identifier: MIT
libcore_la_SOURCES += \
	core/values/calendar.c \
	core/values/decimal.c \
	core/values/numbers.h core/values/numbers_add.c \
	core/values/numbers_digits.c \
	core/values/numbers_parts.c core/values/numbers_parts.h \
	core/values/numbers_pattern.c \
	core/values/numbers_read.c \
	core/values/numbers_set.c core/values/numbers_set.h \
	core/values/numbers_words.c core/values/numbers_words.h \
	core/values/roman.c core/values/roman.h
