# SPDX-License-Identifier: MIT
check_PROGRAMS += tests/unit/test_calendar tests/unit/test_decimal tests/unit/test_numbers tests/unit/test_numbers_random \
	tests/unit/test_roman
NUMBER_LANGUAGE = tests/unit/number_language.c tests/unit/number_language.h \
	tests/unit/number_words.c tests/unit/number_words.h
tests_unit_test_calendar_SOURCES = tests/unit/test_calendar.c
tests_unit_test_calendar_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_decimal_SOURCES = tests/unit/test_decimal.c
tests_unit_test_decimal_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_numbers_SOURCES = tests/unit/test_numbers.c $(NUMBER_LANGUAGE)
tests_unit_test_numbers_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_numbers_random_SOURCES = tests/unit/test_numbers_random.c $(NUMBER_LANGUAGE)
tests_unit_test_numbers_random_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_roman_SOURCES = tests/unit/test_roman.c $(NUMBER_LANGUAGE)
tests_unit_test_roman_LDADD = $(UNIT_TEST_LIBS)
