# SPDX-License-Identifier: MIT
libcore_la_SOURCES += \
	core/match/assertions.c core/match/assertions.h \
	core/match/automaton.c core/match/automaton.h \
	core/match/beginning.c core/match/beginning.h \
	core/match/beside.c core/match/beside.h \
	core/match/charset.c core/match/charset.h \
	core/match/clock.c core/match/clock.h \
	core/match/emit.c core/match/emit.h core/match/emit_choice.c core/match/emit_first.c core/match/emit_repeat.c \
	core/match/emitter.c core/match/emitter.h \
	core/match/item.c core/match/item.h \
	core/match/items.c core/match/items.h \
	core/match/pattern_cache.c core/match/pattern_cache.h \
	core/match/lookup.c core/match/lookup.h \
	core/match/matcher.c core/match/matcher.h \
	core/match/node.c core/match/node.h \
	core/match/options.h \
	core/match/parser.c core/match/parser.h \
	core/match/pattern.c core/match/pattern.h \
	core/match/prefilter.c core/match/prefilter.h \
	core/match/program.h \
	core/match/run.c core/match/run.h core/match/runner.c core/match/runner.h \
	core/match/searcher.c core/match/searcher.h \
	core/match/simplify.c core/match/simplify.h \
	core/match/state_set.c core/match/state_set.h \
	core/match/states.c core/match/states.h \
	core/match/syntax.c core/match/syntax.h \
	core/match/token_index.h core/match/token_memory.c core/match/token_memory.h \
	core/match/tokens.c core/match/tokens.h \
	core/match/trial.c core/match/trial.h
