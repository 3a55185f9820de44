# SPDX-License-Identifier: MIT
# Every test speaks TAP: cmocka programs and bats files alike.
TEST_EXTENSIONS = .bats
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
BATS_LOG_DRIVER = $(LOG_DRIVER)
BATS_LOG_COMPILER = $(BATS) --tap
AM_TESTS_ENVIRONMENT = CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	LODE='$(abs_top_builddir)/lode'; export LODE; \
	LODE_SOURCE='$(abs_top_srcdir)'; export LODE_SOURCE; \
	LODE_BUILD='$(abs_top_builddir)'; export LODE_BUILD; \
	CC='$(CC)'; export CC; LODE_SHARED='@SHARED_PLUGINS@'; export LODE_SHARED;

check-local: require-test-tools
.PHONY: require-test-tools
require-test-tools:
if !HAVE_CMOCKA
	@echo 'make check needs cmocka; on Debian: apt-get install libcmocka-dev, then ./configure again' >&2; exit 2
endif
if !HAVE_BATS
	@echo 'make check needs bats; on Debian: apt-get install bats, then ./configure again' >&2; exit 2
endif

TESTS += $(check_PROGRAMS) $(bats_files)
bats_files =
EXTRA_DIST += $(bats_files)

include tests/unit/text.mk
include tests/unit/values.mk
include tests/unit/match.mk
include tests/unit/rules.mk
include tests/cli/date.mk
include tests/cli/language.mk
include tests/cli/money.mk
include tests/unit/pipeline.mk
include tests/cli/command.mk
include tests/bench/bench.mk
include tests/faults/faults.mk
include tests/fuzz/fuzz.mk
include tests/cli/samples.mk
include tests/docs/docs.mk
include tests/blind/blind.mk
