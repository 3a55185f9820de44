# SPDX-License-Identifier: MIT
bats_files += tests/cli/samples.bats
EXTRA_DIST += tests/cli/expect.sh tests/cli/expected tests/samples/make_office.py tests/samples/make_pdf.py tests/samples/make_tables.py

if SHARED
check_PROGRAMS += tests/unit/test_positions
tests_unit_test_positions_SOURCES = tests/unit/test_positions.c
tests_unit_test_positions_LDADD = liblode.la $(UTF8PROC_LIBS) $(CMOCKA_LIBS)
endif
