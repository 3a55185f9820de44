/* SPDX-License-Identifier: MIT */
/* The layouts of rules and packs, by which they are kept. */
#include "rules/cell.h"
#include "rules/fact.h"
#include "rules/fragment.h"
#include "rules/owned_pack.h"

static const lode_layout_member capture_members[] = {
    LODE_THING(lode_capture, table, &lode_table_layout),
    LODE_THINGS(lode_capture, columns, column_count, &lode_layout_uint32),
    LODE_GAP(lode_capture, reader, sizeof(lode_capture)),
};
static const lode_layout capture_layout = LODE_LAYOUT(lode_capture, capture_members);

static const lode_layout_member field_members[] = {
    LODE_STRING(lode_field, name),
    LODE_STRING(lode_field, file),
    LODE_GAP(lode_field, constant.kind, offsetof(lode_field, constant.text)),
    LODE_BYTES(lode_field, constant.text, constant.length),
    LODE_GAP(lode_field, is_built, sizeof(lode_field)),
};
static const lode_layout field_layout = LODE_LAYOUT(lode_field, field_members);

static const lode_layout_member attribute_members[] = {
    LODE_STRING(lode_attribute, name),
    LODE_GAP(lode_attribute, value.kind, offsetof(lode_attribute, value.text)),
    LODE_BYTES(lode_attribute, value.text, value.length),
};
static const lode_layout attribute_layout = LODE_LAYOUT(lode_attribute, attribute_members);

static const lode_layout_member expected_members[] = {
    LODE_THINGS(lode_expected, attributes, attribute_count, &attribute_layout),
};
static const lode_layout expected_layout = LODE_LAYOUT(lode_expected, expected_members);

static const lode_layout_member expected_fact_members[] = {
    LODE_THINGS(lode_expected_fact, parts, part_count, &attribute_layout),
};
static const lode_layout expected_fact_layout = LODE_LAYOUT(lode_expected_fact, expected_fact_members);

static const lode_layout_member example_members[] = {
    LODE_BYTES(lode_example, text, length),
    LODE_STRING(lode_example, date),
    LODE_THINGS(lode_example, expected, expected_count, &expected_layout),
    LODE_THINGS(lode_example, facts, fact_count, &expected_fact_layout),
};
static const lode_layout example_layout = LODE_LAYOUT(lode_example, example_members);

static const lode_layout entity_set_layout = {sizeof(uint64_t), NULL, 0};
static const lode_layout name_number_layout = {sizeof(size_t), NULL, 0};
static const lode_layout rule_layout, part_layout, fact_layout, cell_layout;

static const lode_layout_member rule_members[] = {
    LODE_STRING(lode_rule, id),
    LODE_STRING(lode_rule, type),
    LODE_THING(lode_rule, fact, &fact_layout),
    LODE_THING(lode_rule, cell, &cell_layout),
    LODE_STRING(lode_rule, extractor),
    LODE_BYTES(lode_rule, pattern, pattern_length),
    LODE_THING(lode_rule, beside[LODE_BEFORE], &rule_layout),
    LODE_THING(lode_rule, beside[LODE_AFTER], &rule_layout),
    LODE_THING(lode_rule, beside[LODE_NOT_BEFORE], &rule_layout),
    LODE_THING(lode_rule, beside[LODE_NOT_AFTER], &rule_layout),
    LODE_THING(lode_rule, each, &rule_layout),
    LODE_STRING(lode_rule, written),
    LODE_THING(lode_rule, lookup, &lode_table_layout),
    LODE_STRING(lode_rule, file),
    LODE_THINGS(lode_rule, captures, capture_count, &capture_layout),
    LODE_THINGS(lode_rule, fields, field_count, &field_layout),
    LODE_THINGS(lode_rule, references, reference_count, &lode_layout_string),
    LODE_THINGS(lode_rule, examples, example_count, &example_layout),
    LODE_THING(lode_rule, pack, &lode_owned_pack_layout),
};
static const lode_layout rule_layout = LODE_LAYOUT(lode_rule, rule_members);

static const lode_layout_member cell_members[] = {
    LODE_THING(lode_cell_rule, unit, &rule_layout),
    LODE_THING(lode_cell_rule, except, &rule_layout),
    LODE_STRING(lode_cell_rule, period),
};
static const lode_layout cell_layout = LODE_LAYOUT(lode_cell_rule, cell_members);

static const lode_layout_member part_members[] = {
    LODE_GAP(lode_part_rule, side, offsetof(lode_part_rule, from)),
    LODE_THINGS(lode_part_rule, from, from_count, &name_number_layout),
    LODE_THING(lode_part_rule, is, &rule_layout),
    LODE_THINGS(lode_part_rule, fields, field_count, &name_number_layout),
    LODE_THING(lode_part_rule, has, &rule_layout),
    LODE_THING(lode_part_rule, over, &rule_layout),
    LODE_THING(lode_part_rule, list, &rule_layout),
    LODE_GAP(lode_part_rule, many, sizeof(lode_part_rule)),
};
static const lode_layout part_layout = LODE_LAYOUT(lode_part_rule, part_members);

static const lode_layout_member need_members[] = {LODE_THINGS(lode_part_need, names, count, &name_number_layout)};
static const lode_layout need_layout = LODE_LAYOUT(lode_part_need, need_members);

static const lode_layout_member fact_members[] = {
    LODE_THINGS(lode_fact_rule, names, name_count, &lode_layout_string),
    LODE_THINGS(lode_fact_rule, parts, part_count, &part_layout),
    LODE_THINGS(lode_fact_rule, needs, need_count, &need_layout),
    LODE_THINGS(lode_fact_rule, entities, entity_count, &entity_set_layout),
};
static const lode_layout fact_layout = LODE_LAYOUT(lode_fact_rule, fact_members);

static const lode_layout_member setting_members[] = {
    LODE_STRING(lode_setting, section),
    LODE_STRING(lode_setting, name),
    LODE_STRING(lode_setting, value),
};
static const lode_layout setting_layout = LODE_LAYOUT(lode_setting, setting_members);

static const lode_layout_member sentence_members[] = {
    LODE_THINGS(lode_sentence_marks, marks, mark_count, &lode_layout_string),
    LODE_THINGS(lode_sentence_marks, closing, closing_count, &lode_layout_string),
    LODE_THINGS(lode_sentence_marks, open, open_count, &lode_layout_string),
    LODE_THINGS(lode_sentence_marks, abbreviations, abbreviation_count, &lode_layout_string),
};
static const lode_layout sentence_layout = LODE_LAYOUT(lode_sentence_marks, sentence_members);

static const lode_layout_member fragment_members[] = {
    LODE_BYTES(lode_fragment, pattern, length),
    LODE_GAP(lode_fragment, is_made, sizeof(lode_fragment)),
};
static const lode_layout fragment_layout = LODE_LAYOUT(lode_fragment, fragment_members);

static const lode_layout_member pack_members[] = {
    LODE_STRING(lode_owned_pack, pack.name),
    LODE_STRING(lode_owned_pack, pack.path),
    LODE_STRING(lode_owned_pack, pack.summary),
    LODE_STRING(lode_owned_pack, pack.language),
    LODE_THINGS(lode_owned_pack, pack.common_words, pack.common_word_count, &lode_layout_string),
    LODE_THING(lode_owned_pack, pack.numbers, &lode_numbers_layout),
    LODE_THING(lode_owned_pack, pack.sentences, &sentence_layout),
    LODE_THING(lode_owned_pack, pack.folds, &lode_folds_layout),
    LODE_THINGS(lode_owned_pack, pack.used, pack.used_count, &lode_layout_string),
    LODE_THINGS(lode_owned_pack, pack.fragments, pack.fragment_count, &fragment_layout),
    LODE_THINGS(lode_owned_pack, pack.rules, pack.rule_count, &rule_layout),
    LODE_CLEARED(lode_owned_pack, arena),
    LODE_CLEARED(lode_owned_pack, folds),
    LODE_CLEARED(lode_owned_pack, numbers),
    LODE_THINGS(lode_owned_pack, settings, setting_count, &setting_layout),
};
const lode_layout lode_owned_pack_layout = LODE_LAYOUT(lode_owned_pack, pack_members);
