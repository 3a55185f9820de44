# SPDX-License-Identifier: MIT
check_PROGRAMS += tests/unit/test_matcher tests/unit/test_prefilter tests/unit/test_program tests/unit/test_cache \
	tests/unit/test_tokens
tests_unit_test_matcher_SOURCES = tests/unit/test_matcher.c
tests_unit_test_matcher_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_prefilter_SOURCES = tests/unit/test_prefilter.c tests/unit/random_match.c tests/unit/random_match.h
tests_unit_test_prefilter_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_program_SOURCES = tests/unit/test_program.c tests/unit/rules_help.h
tests_unit_test_program_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_cache_SOURCES = tests/unit/test_cache.c
tests_unit_test_cache_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_tokens_SOURCES = tests/unit/test_tokens.c
tests_unit_test_tokens_LDADD = $(UNIT_TEST_LIBS)

check_PROGRAMS += tests/fuzz/replay_match
tests_fuzz_replay_match_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_match.c tests/unit/random_match.c
tests_fuzz_replay_match_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/unit -DSEEDS='"match"'
tests_fuzz_replay_match_LDADD = $(UNIT_TEST_LIBS)
EXTRA_DIST += tests/fuzz/seeds/match/random-0 tests/fuzz/seeds/match/random-1 tests/fuzz/seeds/match/random-2 \
	tests/fuzz/seeds/match/random-3 tests/fuzz/seeds/match/random-4 tests/fuzz/seeds/match/random-5 tests/fuzz/seeds/match/no-ranges

if SHARED
check_PROGRAMS += tests/unit/test_registry
tests_unit_test_registry_SOURCES = tests/unit/test_registry.c
tests_unit_test_registry_LDADD = $(UNIT_TEST_LIBS)

# It finds liblode by dlopen, and is linked against nothing of it.
check_PROGRAMS += tests/unit/test_local
tests_unit_test_local_SOURCES = tests/unit/test_local.c
tests_unit_test_local_LDADD =

# Plugins that the registry must refuse, and some that it must not.
refused_link = $(PLUGIN_LINK) -rpath /nowhere
check_LTLIBRARIES += \
	tests/faults/refused/fine-plugin.la \
	tests/faults/refused/fine_reader.la \
	tests/faults/refused/fine_writer.la \
	tests/faults/refused/marks.la \
	tests/faults/refused/no_accept.la \
	tests/faults/refused/no_descriptor.la \
	tests/faults/refused/no_role.la \
	tests/faults/refused/no_summary.la \
	tests/faults/refused/other_name.la \
	tests/faults/refused/unresolved.la \
	tests/faults/refused/wrong_abi.la \
	tests/faults/refused/wrong_size.la
tests_faults_refused_fine_plugin_la_SOURCES = tests/faults/refused/fine-plugin.c
tests_faults_refused_fine_plugin_la_LDFLAGS = $(refused_link)
tests_faults_refused_fine_reader_la_SOURCES = tests/faults/refused/fine_reader.c
tests_faults_refused_fine_reader_la_LDFLAGS = $(refused_link)
tests_faults_refused_fine_writer_la_SOURCES = tests/faults/refused/fine_writer.c
tests_faults_refused_fine_writer_la_LDFLAGS = $(refused_link)
tests_faults_refused_marks_la_SOURCES = tests/faults/refused/marks.c
tests_faults_refused_marks_la_LDFLAGS = $(refused_link)
tests_faults_refused_no_accept_la_SOURCES = tests/faults/refused/no_accept.c
tests_faults_refused_no_accept_la_LDFLAGS = $(refused_link)
tests_faults_refused_no_descriptor_la_SOURCES = tests/faults/refused/no_descriptor.c
tests_faults_refused_no_descriptor_la_LDFLAGS = $(refused_link)
tests_faults_refused_no_role_la_SOURCES = tests/faults/refused/no_role.c
tests_faults_refused_no_role_la_LDFLAGS = $(refused_link)
tests_faults_refused_no_summary_la_SOURCES = tests/faults/refused/no_summary.c
tests_faults_refused_no_summary_la_LDFLAGS = $(refused_link)
tests_faults_refused_other_name_la_SOURCES = tests/faults/refused/other_name.c
tests_faults_refused_other_name_la_LDFLAGS = $(refused_link)
tests_faults_refused_unresolved_la_SOURCES = tests/faults/refused/unresolved.c
tests_faults_refused_unresolved_la_LDFLAGS = $(refused_link)
tests_faults_refused_wrong_abi_la_SOURCES = tests/faults/refused/wrong_abi.c
tests_faults_refused_wrong_abi_la_LDFLAGS = $(refused_link)
tests_faults_refused_wrong_size_la_SOURCES = tests/faults/refused/wrong_size.c
tests_faults_refused_wrong_size_la_LDFLAGS = $(refused_link)
endif
