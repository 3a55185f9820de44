check_PROGRAMS += tests/unit/test_text_normalise tests/unit/test_text_utf8
tests_unit_test_text_normalise_SOURCES = tests/unit/test_text_normalise.c
tests_unit_test_text_normalise_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_text_utf8_SOURCES = tests/unit/test_text_utf8.c
tests_unit_test_text_utf8_LDADD = $(UNIT_TEST_LIBS)
