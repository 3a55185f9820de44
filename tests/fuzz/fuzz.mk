# SPDX-License-Identifier: MIT
# The fuzz targets: `make check` replays their seeds and all that was ever found; `make fuzz` looks for more with clang's libFuzzer,
# FUZZ_SECONDS for each target (or for FUZZ_TARGETS alone), and leaves what it finds in the folder fuzz. (Some are replayed by the tests of their part.)
check_PROGRAMS += tests/fuzz/replay_text
tests_fuzz_replay_text_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_text.c
tests_fuzz_replay_text_CPPFLAGS = $(AM_CPPFLAGS) -DSEEDS='"text"'
tests_fuzz_replay_text_LDADD = $(UNIT_TEST_LIBS)

check_PROGRAMS += tests/fuzz/replay_answer
tests_fuzz_replay_answer_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_answer.c
tests_fuzz_replay_answer_CPPFLAGS = $(AM_CPPFLAGS) -DSEEDS='"answer"'
tests_fuzz_replay_answer_LDADD = $(UNIT_TEST_LIBS)

check_PROGRAMS += tests/fuzz/replay_cache
tests_fuzz_replay_cache_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_cache.c
tests_fuzz_replay_cache_CPPFLAGS = $(AM_CPPFLAGS) -DSEEDS='"cache"'
tests_fuzz_replay_cache_LDADD = $(UNIT_TEST_LIBS)

check_PROGRAMS += tests/fuzz/replay_journal
tests_fuzz_replay_journal_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_journal.c
tests_fuzz_replay_journal_CPPFLAGS = $(AM_CPPFLAGS) -DSEEDS='"journal"'
tests_fuzz_replay_journal_LDADD = $(UNIT_TEST_LIBS)

check_PROGRAMS += tests/fuzz/replay_found
tests_fuzz_replay_found_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_found.c
tests_fuzz_replay_found_CPPFLAGS = $(AM_CPPFLAGS) -DSEEDS='"found"'
tests_fuzz_replay_found_LDADD = $(UNIT_TEST_LIBS)

check_PROGRAMS += tests/fuzz/replay_brat
tests_fuzz_replay_brat_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_brat.c
tests_fuzz_replay_brat_CPPFLAGS = $(AM_CPPFLAGS) -DSEEDS='"brat"'
tests_fuzz_replay_brat_LDADD = $(UNIT_TEST_LIBS)

check_PROGRAMS += tests/fuzz/replay_part
tests_fuzz_replay_part_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_part.c
tests_fuzz_replay_part_CPPFLAGS = $(AM_CPPFLAGS) -DSEEDS='"part"'
tests_fuzz_replay_part_LDADD = $(UNIT_TEST_LIBS)

check_PROGRAMS += tests/fuzz/replay_serve
tests_fuzz_replay_serve_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_serve.c core/serve/asked.c core/serve/job.c
tests_fuzz_replay_serve_CPPFLAGS = $(AM_CPPFLAGS) -DSEEDS='"serve"'
tests_fuzz_replay_serve_LDADD = $(UNIT_TEST_LIBS)

check_PROGRAMS += tests/fuzz/replay_lsp
tests_fuzz_replay_lsp_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_lsp.c $(lsp_sources)
tests_fuzz_replay_lsp_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) -DSEEDS='"lsp"'
tests_fuzz_replay_lsp_LDADD = $(UNIT_TEST_LIBS) $(JANSSON_LIBS)

# The reader is a plugin, which finds the functions of lode/plugin.h in the program.
if SHARED
check_PROGRAMS += tests/fuzz/replay_jsonl
tests_fuzz_replay_jsonl_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_jsonl.c
tests_fuzz_replay_jsonl_CPPFLAGS = $(AM_CPPFLAGS) -DSEEDS='"jsonl"'
tests_fuzz_replay_jsonl_LDADD = $(UNIT_TEST_LIBS)
tests_fuzz_replay_jsonl_LDFLAGS = -export-dynamic -Wl,--whole-archive,.libs/libcore.a,--no-whole-archive
tests_fuzz_replay_jsonl_DEPENDENCIES = libcore.la

check_PROGRAMS += tests/fuzz/replay_readers
tests_fuzz_replay_readers_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_readers.c
tests_fuzz_replay_readers_CPPFLAGS = $(AM_CPPFLAGS) -DSEEDS='"readers"'
tests_fuzz_replay_readers_LDADD = $(UNIT_TEST_LIBS)
tests_fuzz_replay_readers_LDFLAGS = $(tests_fuzz_replay_jsonl_LDFLAGS)
tests_fuzz_replay_readers_DEPENDENCIES = libcore.la
endif
EXTRA_DIST += tests/fuzz/jsonl.yaml tests/fuzz/must.h tests/fuzz/run.sh tests/fuzz/seeds/answer tests/fuzz/seeds/brat \
	tests/fuzz/seeds/cache tests/fuzz/seeds/found tests/fuzz/seeds/journal tests/fuzz/seeds/jsonl tests/fuzz/seeds/lsp \
	tests/fuzz/seeds/part tests/fuzz/seeds/readers tests/fuzz/seeds/serve tests/fuzz/seeds/text

FUZZ_SECONDS = 60
fuzz_flags = $(YAML_CFLAGS) $(PCRE2_CFLAGS) $(UTF8PROC_CFLAGS) $(UCHARDET_CFLAGS) $(SECCOMP_CFLAGS) \
	$(JANSSON_CFLAGS)
fuzz_readers = csv jsonl text
if FORMAT_ARCHIVE
fuzz_readers += archive
endif
if FORMAT_HTML
fuzz_readers += html
endif
if FORMAT_MAIL
fuzz_readers += mail
endif
if FORMAT_OFFICE
fuzz_readers += office
endif
if FORMAT_PDF
fuzz_readers += pdf
endif
fuzz_reader_flags = $(ARCHIVE_CFLAGS) $(HTML_CFLAGS) $(MAIL_CFLAGS) $(OFFICE_CFLAGS) $(PDF_CFLAGS)
fuzz_reader_libs = $(ARCHIVE_LIBS) $(HTML_LIBS) $(MAIL_LIBS) $(OFFICE_LIBS) $(PDF_LIBS) -ldl -lm

.PHONY: fuzz
fuzz: config.h core/cache/build.h core/lsp/schema.h
	SOURCE='$(abs_top_srcdir)' SECONDS_EACH='$(FUZZ_SECONDS)' TARGETS='$(FUZZ_TARGETS)' LIBRARIES='$(CORE_LIBS) $(JANSSON_LIBS)' \
	READERS='$(fuzz_readers)' READER_FLAGS='$(fuzz_reader_flags)' READER_LIBRARIES='$(fuzz_reader_libs)' \
	FLAGS='$(DEFS) $(fuzz_flags)' $(srcdir)/tests/fuzz/run.sh $(libcore_la_SOURCES)

clean-local:
	rm -rf fuzz
