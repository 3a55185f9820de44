# SPDX-License-Identifier: MIT
EXTRA_PROGRAMS += tests/bench/corpus tests/bench/news tests/bench/measure tests/bench/one_by_one tests/bench/pcre2_loop
tests_bench_one_by_one_SOURCES = tests/bench/one_by_one.c
tests_bench_one_by_one_LDADD = liblode.la
tests_bench_corpus_SOURCES = tests/bench/corpus.c tests/bench/writing.c tests/bench/writing.h
tests_bench_corpus_LDADD = $(UTF8PROC_LIBS)
tests_bench_news_SOURCES = tests/bench/news.c tests/bench/writing.c tests/bench/writing.h
tests_bench_measure_SOURCES = tests/bench/measure.c
tests_bench_measure_CPPFLAGS = $(AM_CPPFLAGS) -D_XOPEN_SOURCE=700
tests_bench_pcre2_loop_SOURCES = tests/bench/pcre2_loop.c
tests_bench_pcre2_loop_LDADD = $(PCRE2_LIBS)
CLEANFILES += $(EXTRA_PROGRAMS)
EXTRA_DIST += tests/bench/serve.sh tests/bench/run.sh tests/bench/against.sh tests/bench/readers.sh tests/bench/rules.awk tests/bench/table.awk

.PHONY: bench
bench: all tests/bench/corpus tests/bench/measure tests/bench/pcre2_loop
	$(top_srcdir)/tests/bench/run.sh '$(abs_top_builddir)/lode' '$(abs_top_builddir)/tests/bench' '$(abs_top_srcdir)'

.PHONY: bench-against
bench-against: all tests/bench/corpus tests/bench/news tests/bench/measure
	$(top_srcdir)/tests/bench/against.sh '$(abs_top_builddir)/lode' '$(abs_top_builddir)/tests/bench' '$(abs_top_srcdir)' '$(BASE)'
