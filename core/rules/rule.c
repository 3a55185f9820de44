/* SPDX-License-Identifier: MIT */
/* What plugins may ask of a rule, and reading what it captured. */
#include "rules/rule.h"

#include "rules/pack.h"

#include <string.h>

const char *lode_rule_id(const lode_rule *rule) {
    return rule->id;
}

const char *lode_rule_type(const lode_rule *rule) {
    return rule->type;
}

size_t lode_rule_field_count(const lode_rule *rule) {
    return rule->field_count;
}

const char *lode_rule_field_name(const lode_rule *rule, size_t field) {
    return field < rule->field_count ? rule->fields[field].name : NULL;
}

int lode_rule_field(const lode_rule *rule, const char *name) {
    for (size_t i = 0; i < rule->field_count; i++)
        if (strcmp(rule->fields[i].name, name) == 0)
            return (int)i;
    return -1;
}

static size_t capture_count(const lode_rule *rule) {
    return rule->capture_count + (rule->each ? rule->each->capture_count : 0);
}

/* Those of the match, then those of an item. */
static const lode_capture *capture_at(const lode_rule *rule, size_t index) {
    return index < rule->capture_count ? &rule->captures[index] : &rule->each->captures[index - rule->capture_count];
}

/* The next table that a field takes values from, from capture `*at` on; NULL: no more. A lookup rule takes its first field from
 * its table. */
static const lode_table *next_table(const lode_rule *rule, size_t field, size_t *at) {
    if (rule->lookup)
        return field == 0 && (*at)++ == 0 ? rule->lookup : NULL;
    while (*at < capture_count(rule)) {
        const lode_capture *capture = capture_at(rule, (*at)++);

        if (capture->field == (int)field)
            return capture->table;
    }
    return NULL;
}

/* Whether the field may have values that no table's column of values lists. */
static bool is_open(const lode_rule *rule, size_t field) {
    if (rule->lookup && field <= lode_table_column_count(rule->lookup))
        return field > 0;
    if (rule->fields[field].is_built)
        return true;
    for (size_t i = 0; i < capture_count(rule); i++) {
        const lode_capture *capture = capture_at(rule, i);

        if (capture->field == (int)field && capture->kind != LODE_FIELD_TABLE)
            return true;
        for (size_t j = 0; j < capture->column_count; j++)
            if (capture->columns[j] == field)
                return true;
    }
    return false;
}

size_t lode_rule_field_value_count(const lode_rule *rule, size_t field) {
    const lode_table *table;
    size_t count = 0, at = 0;

    if (field >= rule->field_count || is_open(rule, field))
        return 0;
    while ((table = next_table(rule, field, &at)))
        count += lode_table_count(table);
    return count + (rule->fields[field].constant.kind != LODE_VALUE_NONE);
}

const lode_value *lode_rule_field_value(const lode_rule *rule, size_t field, size_t index) {
    const lode_table *table;
    size_t at = 0;

    if (field >= rule->field_count || is_open(rule, field))
        return NULL;
    while ((table = next_table(rule, field, &at))) {
        if (index < lode_table_count(table))
            return lode_table_value(table, index);
        index -= lode_table_count(table);
    }
    return index == 0 && rule->fields[field].constant.kind != LODE_VALUE_NONE ? &rule->fields[field].constant : NULL;
}

const char *lode_side_name(size_t side) {
    static const char *const NAMES[LODE_SIDES] = {"before", "after", "not_before", "not_after"};

    return NAMES[side];
}

const char *lode_rule_setting(const lode_rule *rule, const char *section, const char *name) {
    return lode_pack_setting(rule->pack, section, name);
}

lode_status lode_rule_read_number(const lode_rule *rule, const char *text, size_t length, lode_decimal *number, size_t *used) {
    return lode_numbers_read(rule->pack->numbers, text, length, number, used);
}

uint32_t lode_reference_marker(const char *type) {
    uint32_t hash = UINT32_C(0x811c9dc5); /* FNV-1a */

    for (; *type; type++)
        hash = (hash ^ (unsigned char)*type) * UINT32_C(0x01000193);
    return UINT32_C(0xF0000) + hash % UINT32_C(0xFFFE);
}

void lode_reference_put(char to[LODE_MARKER_LENGTH], const char *type) {
    uint32_t marker = lode_reference_marker(type);

    to[0] = (char)(0xF0 | (marker >> 18));
    to[1] = (char)(0x80 | ((marker >> 12) & 0x3F));
    to[2] = (char)(0x80 | ((marker >> 6) & 0x3F));
    to[3] = (char)(0x80 | (marker & 0x3F));
}
