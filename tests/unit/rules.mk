check_PROGRAMS += tests/unit/test_rules_pack tests/unit/test_rules_table tests/unit/test_rules_template \
	tests/unit/test_rules_yaml
tests_unit_test_rules_pack_SOURCES = tests/unit/test_rules_pack.c tests/unit/rules_help.h
tests_unit_test_rules_pack_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_rules_table_SOURCES = tests/unit/test_rules_table.c tests/unit/rules_help.h
tests_unit_test_rules_table_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_rules_template_SOURCES = tests/unit/test_rules_template.c tests/unit/rules_help.h
tests_unit_test_rules_template_LDADD = $(UNIT_TEST_LIBS)
tests_unit_test_rules_yaml_SOURCES = tests/unit/test_rules_yaml.c tests/unit/rules_help.h
tests_unit_test_rules_yaml_LDADD = $(UNIT_TEST_LIBS)
