# SPDX-License-Identifier: MIT
check_PROGRAMS += tests/unit/test_image tests/unit/test_pack_cache
tests_unit_test_image_SOURCES = tests/unit/test_image.c
tests_unit_test_image_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_pack_cache_SOURCES = tests/unit/test_pack_cache.c tests/unit/rules_help.h
tests_unit_test_pack_cache_LDADD = $(UNIT_TEST_LIBS)

check_PROGRAMS += tests/unit/test_rules_memory tests/unit/test_rules_pack tests/unit/test_rules_schema \
	tests/unit/test_rules_table tests/unit/test_rules_template tests/unit/test_rules_yaml
tests_unit_test_rules_memory_SOURCES = tests/unit/test_rules_memory.c tests/unit/rules_help.h
tests_unit_test_rules_memory_LDFLAGS = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
tests_unit_test_rules_memory_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_rules_pack_SOURCES = tests/unit/test_rules_pack.c tests/unit/rules_help.h
tests_unit_test_rules_pack_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_rules_schema_SOURCES = tests/unit/test_rules_schema.c
tests_unit_test_rules_schema_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_rules_schema_LDADD = $(UNIT_TEST_LIBS) $(JANSSON_LIBS)
tests_unit_test_rules_table_SOURCES = tests/unit/test_rules_table.c tests/unit/rules_help.h
tests_unit_test_rules_table_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_rules_template_SOURCES = tests/unit/test_rules_template.c tests/unit/rules_help.h
tests_unit_test_rules_template_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_rules_yaml_SOURCES = tests/unit/test_rules_yaml.c tests/unit/rules_help.h
tests_unit_test_rules_yaml_LDADD = $(UNIT_TEST_LIBS)

# What fuzzing starts from and what it found.
check_PROGRAMS += tests/fuzz/replay_rules
tests_fuzz_replay_rules_SOURCES = tests/fuzz/replay.c tests/fuzz/fuzz_rules.c
tests_fuzz_replay_rules_CPPFLAGS = $(AM_CPPFLAGS) -DSEEDS='"rules"'
tests_fuzz_replay_rules_LDADD = $(UNIT_TEST_LIBS)
EXTRA_DIST += tests/fuzz/seeds/rules/beside.yaml tests/fuzz/seeds/rules/broken.yaml tests/fuzz/seeds/rules/lists.yaml tests/fuzz/seeds/rules/mistakes.yaml tests/fuzz/seeds/rules/money.yaml \
	tests/fuzz/seeds/rules/patterns.yaml tests/fuzz/seeds/rules/tables.yaml tests/fuzz/seeds/rules/yaml.yaml
