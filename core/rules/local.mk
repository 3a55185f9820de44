# SPDX-License-Identifier: MIT
libcore_la_SOURCES += \
	core/rules/advice.c core/rules/advice.h core/rules/beside.c core/rules/binding.c \
	core/rules/cell.h core/rules/cells.c \
	core/rules/dependencies.c core/rules/dependencies.h \
	core/rules/examples.c \
	core/rules/fragment.c core/rules/fragment.h \
	core/rules/frame.c core/rules/frame.h core/rules/groups.c core/rules/insert.c core/rules/literal.c core/rules/syntax.c \
	core/rules/fact.h core/rules/facts.c core/rules/rule_reader.h \
	core/rules/needed.c core/rules/needed.h \
	core/rules/files.c core/rules/files.h \
	core/rules/pack_cache.c core/rules/pack_cache.h \
	core/rules/keys.c core/rules/keys.h \
	core/rules/layouts.c \
	core/rules/language.c core/rules/loading.h \
	core/rules/mistakes.c core/rules/mistakes.h \
	core/rules/names.c \
	core/rules/outline.c core/rules/outline.h core/rules/owned_pack.c core/rules/owned_pack.h \
	core/rules/pack.h core/rules/pack_load.c \
	core/rules/pattern.c core/rules/pattern.h \
	core/rules/rule.c core/rules/rule.h \
	core/rules/set.c core/rules/rules.c \
	core/rules/scalar.c core/rules/scalar.h \
	core/rules/sentences.c \
	core/rules/settings.c \
	core/rules/source.c \
	core/rules/strings.c core/rules/strings.h core/rules/symbols.c \
	core/rules/table.c core/rules/table.h \
	core/rules/table_file.c core/rules/table_file.h \
	core/rules/table_pattern.c \
	core/rules/tables.c \
	core/rules/template.c core/rules/template.h core/rules/template_expand.c \
	core/rules/yaml.h core/rules/yaml_parse.c \
	core/rules/yaml_message.c core/rules/yaml_message.h core/rules/yaml_place.c
