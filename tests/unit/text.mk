# SPDX-License-Identifier: MIT
check_PROGRAMS += tests/unit/test_text_decode tests/unit/test_text_folds tests/unit/test_text_normalise tests/unit/test_text_sentences tests/unit/test_text_utf8
tests_unit_test_text_decode_SOURCES = tests/unit/test_text_decode.c
tests_unit_test_text_decode_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_text_folds_SOURCES = tests/unit/test_text_folds.c
tests_unit_test_text_folds_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_text_normalise_SOURCES = tests/unit/test_text_normalise.c
tests_unit_test_text_normalise_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_text_sentences_SOURCES = tests/unit/test_text_sentences.c
tests_unit_test_text_sentences_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_text_utf8_SOURCES = tests/unit/test_text_utf8.c
tests_unit_test_text_utf8_LDADD = $(UNIT_TEST_LIBS)
