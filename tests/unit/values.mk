check_PROGRAMS += tests/unit/test_calendar tests/unit/test_decimal tests/unit/test_numbers
tests_unit_test_calendar_SOURCES = tests/unit/test_calendar.c
tests_unit_test_calendar_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_decimal_SOURCES = tests/unit/test_decimal.c
tests_unit_test_decimal_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_numbers_SOURCES = tests/unit/test_numbers.c tests/unit/number_words.h
tests_unit_test_numbers_LDADD = $(UNIT_TEST_LIBS)
