libcore_la_SOURCES += \
	core/match/lookup.c core/match/lookup.h \
	core/match/matcher.c core/match/matcher.h \
	core/match/pattern.c core/match/pattern.h \
	core/match/prefilter.h

if HAVE_VECTORSCAN
libcore_la_SOURCES += \
	core/match/assertions.c core/match/assertions.h \
	core/match/automaton.c core/match/automaton.h \
	core/match/bytes.c core/match/bytes.h \
	core/match/cache.c core/match/cache.h \
	core/match/charset.c core/match/charset.h \
	core/match/choose.c core/match/choose.h \
	core/match/expression.c core/match/expression.h \
	core/match/folded.c core/match/folded.h \
	core/match/loosen.c core/match/loosen.h \
	core/match/prefilter.c \
	core/match/states.c core/match/states.h \
	core/match/syntax.c core/match/syntax.h \
	core/match/vectorscan.c core/match/vectorscan.h \
	core/match/windows.c core/match/windows.h
else
libcore_la_SOURCES += core/match/no_prefilter.c
endif
