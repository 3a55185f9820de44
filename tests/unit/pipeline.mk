# SPDX-License-Identifier: MIT
check_PROGRAMS += tests/unit/test_pipeline tests/unit/test_resolve tests/unit/test_output tests/unit/test_result_reader
tests_unit_test_result_reader_SOURCES = tests/unit/test_result_reader.c
tests_unit_test_result_reader_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_pipeline_SOURCES = tests/unit/test_pipeline.c tests/unit/pipeline_help.h
tests_unit_test_pipeline_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_resolve_SOURCES = tests/unit/test_resolve.c
tests_unit_test_resolve_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_output_SOURCES = tests/unit/test_output.c
tests_unit_test_output_LDADD = $(UNIT_TEST_LIBS)

if SHARED
# The plugin finds the functions of lode/plugin.h in the test program, as it does in the command.
check_PROGRAMS += tests/unit/test_extractors
tests_unit_test_extractors_SOURCES = tests/unit/test_extractors.c tests/unit/pipeline_help.h
tests_unit_test_extractors_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_extractors_LDFLAGS = -export-dynamic -Wl,--whole-archive,.libs/libcore.a,--no-whole-archive
tests_unit_test_extractors_DEPENDENCIES = libcore.la

check_PROGRAMS += tests/unit/test_reading
tests_unit_test_reading_SOURCES = tests/unit/test_reading.c tests/unit/pipeline_help.h
tests_unit_test_reading_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_reading_LDFLAGS = $(tests_unit_test_extractors_LDFLAGS)
tests_unit_test_reading_DEPENDENCIES = libcore.la

check_LTLIBRARIES += tests/fixtures/probe.la
tests_fixtures_probe_la_SOURCES = tests/fixtures/probe.c
tests_fixtures_probe_la_LDFLAGS = $(PLUGIN_LINK) -rpath /nowhere

check_LTLIBRARIES += tests/fixtures/bundle.la
tests_fixtures_bundle_la_SOURCES = tests/fixtures/bundle.c
tests_fixtures_bundle_la_LDFLAGS = $(PLUGIN_LINK) -rpath /nowhere
check_LTLIBRARIES += tests/fixtures/ledger.la
tests_fixtures_ledger_la_SOURCES = tests/fixtures/ledger.c
tests_fixtures_ledger_la_LDFLAGS = $(PLUGIN_LINK) -rpath /nowhere
bats_files += tests/cli/owned.bats tests/cli/parts.bats
endif

# The example program has nothing but the library and its headers.
noinst_PROGRAMS += examples/count
examples_count_SOURCES = examples/count.c
examples_count_CPPFLAGS = -I$(top_srcdir)/core/include
examples_count_LDADD = liblode.la
