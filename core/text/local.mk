# SPDX-License-Identifier: MIT
libcore_la_SOURCES += \
	core/text/counter.c core/text/text.h \
	core/text/decode.c core/text/decoding.h \
	core/text/detect.c core/text/detect.h \
	core/text/encoding.c core/text/encoding.h \
	core/text/folds.c core/text/folds.h \
	core/text/language_tag.c core/text/language_tag.h \
	core/text/legacy.c \
	core/text/line.c core/text/line.h \
	core/text/map.c core/text/map.h \
	core/text/nfc.c core/text/nfc.h \
	core/text/normalise.c \
	core/text/paragraphs.c core/text/paragraphs.h \
	core/text/rewrite.c core/text/rewrite.h \
	core/text/search.c core/text/search.h \
	core/text/sentences.c core/text/sentences.h \
	core/text/signature.c core/text/signature.h \
	core/text/utf8.c core/text/utf8.h \
	core/text/wide.c core/text/wide.h \
	core/text/wrapping.c core/text/wrapping.h
