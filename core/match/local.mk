libcore_la_SOURCES += \
	core/match/lookup.c core/match/lookup.h \
	core/match/matcher.c core/match/matcher.h \
	core/match/pattern.c core/match/pattern.h
